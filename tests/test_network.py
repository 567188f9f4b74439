"""The core needs no network: a whole run, with every format and a gate, in a process that cannot open a socket."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SEEDS
from tests.doors import INGEST

SCRIPT = """
import socket, sys

class Refused(socket.socket):
    def __new__(cls, family=-1, *args, **kwargs):
        if family == socket.AF_UNIX:
            return super().__new__(cls)
        raise AssertionError("a socket was opened")

socket.socket = Refused
def refuse(*args, **kwargs):
    raise AssertionError("a name was resolved or a connection made")
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
watched = ("socket.connect", "socket.getaddrinfo", "socket.sendto")
sys.addaudithook(lambda event, args: refuse() if event in watched else None)

from pathlib import Path
import auditor
from auditor.config import load
from auditor.render import formats

config = load(overrides={"formats": list(formats()), "jobs": 1})
result = auditor.run([sys.argv[1]], Path(sys.argv[2]), config, suite=Path(sys.argv[3]))
assert result.summary.articles == 5 and not result.summary.failed_checks
"""


def test_a_whole_run_without_sockets(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(SEEDS), str(tmp_path / "out"), str(INGEST)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads((tmp_path / "out" / "run.json").read_text())["articles"] == 5
