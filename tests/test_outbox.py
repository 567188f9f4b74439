"""Results appear whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from auditor.engine.outbox import Outbox, OutboxError


def test_files_appear_at_the_end_only(tmp_path: Path) -> None:
    with Outbox(tmp_path / "out", last="run.json") as outbox:
        (outbox.scratch / "findings.jsonl").write_text("x")
        (outbox.scratch / "run.json").write_text("{}")
        assert [path.name for path in (tmp_path / "out").iterdir()] == [outbox.scratch.name]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["findings.jsonl", "run.json"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    for place in (tmp_path / "out", tmp_path / "out" / "sub"):
        with pytest.raises(OutboxError, match=f"{place}: no folder for the results: .*; name another by --out"):
            Outbox(place, last="run.json").__enter__()


def test_a_folder_of_results_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    for name in ("old", "new"):
        with Outbox(tmp_path, last="run.json") as outbox:
            (outbox.scratch / "report").mkdir()
            (outbox.scratch / "report" / name).write_text(name)
            (outbox.scratch / "run.json").write_text("{}")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "report",
        "report/new",
        "run.json",
    ]


def test_a_folder_goes_when_the_file_it_belongs_to_comes_without_it(tmp_path: Path) -> None:
    beside = {"report.html": "report"}
    with Outbox(tmp_path, last="run.json", beside=beside) as outbox:
        (outbox.scratch / "report").mkdir()
        (outbox.scratch / "report" / "page-1.html").write_text("large")
        (outbox.scratch / "report.html").write_text("front")
    with Outbox(tmp_path, last="run.json", beside=beside) as outbox:
        (outbox.scratch / "findings.jsonl").write_text("")
    assert (tmp_path / "report" / "page-1.html").exists()  # the file it belongs to is still the one of the large run
    with Outbox(tmp_path, last="run.json", beside=beside) as outbox:
        (outbox.scratch / "report.html").write_text("single")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["findings.jsonl", "report.html"]


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "findings.jsonl").write_text("old")

    def broken_run() -> None:
        with Outbox(tmp_path, last="run.json") as outbox:
            (outbox.scratch / "findings.jsonl").write_text("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_run()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("findings.jsonl", "old")]


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_run_leaves_nothing_under_a_final_name_and_its_rest_is_swept(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from auditor.engine.outbox import Outbox
        with Outbox(Path(sys.argv[1]), last="run.json") as outbox:
            (outbox.scratch / "findings.jsonl").write_text("half")
            print("ready", flush=True)
            time.sleep(60)
        """
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert [path.name for path in tmp_path.iterdir()] == [f".partial-{process.pid}"]
    with Outbox(tmp_path, last="run.json") as outbox:
        (outbox.scratch / "run.json").write_text("{}")
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]
