"""Under load: the service past its capacity and the filter on many articles; both live, and their memory stays flat.

In small by default. The long form, and the figures of README:

    AUDITOR_LOAD=full pytest tests/test_load.py -s
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.doors import background, json_lines
from tests.test_doors import OTHER, STORY, THIRD
from tests.test_service import Server, listening, started

FULL = os.environ.get("AUDITOR_LOAD") == "full"
REQUESTS = 20_000 if FULL else 150
LINES = 10_000 if FULL else 300
TEXT = " ".join([STORY, OTHER, THIRD] * 2)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory under /proc"),
]


def resident(pid: int) -> float:
    """Return the memory of a process in MB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024


def test_the_service_past_its_capacity_lives_and_keeps_nothing() -> None:
    """Two workers and two places, sixteen clients that never pause: four times what finds a place."""
    with background(started("--workers", 2, "--queue", 2, "--wait", 5)) as process:
        server = listening(process)
        alone = sorted(timed(server, number)[1] for number in range(30))
        before, statuses, taken = resident(process.pid), Counter[int](), []
        with ThreadPoolExecutor(16) as clients:
            for number, (status, seconds) in enumerate(clients.map(lambda n: timed(server, n), range(REQUESTS))):
                statuses[status] += 1
                if status == 200:
                    taken.append(seconds)
                if number == REQUESTS // 2:
                    before = resident(process.pid)
        after = resident(process.pid)
        assert set(statuses) == {200, 429}
        assert timed(server, 0)[0] == 200
        assert after - before < 20
    cut = statistics.quantiles(taken, n=100)
    print(f"\nalone: p50 {alone[15] * 1000:.0f} ms, worst of 30 {alone[-1] * 1000:.0f} ms")
    print(f"at four times its capacity: {dict(statuses)}, p50 {cut[49] * 1000:.0f} ms, p99 {cut[98] * 1000:.0f} ms")
    print(f"memory {before:.0f} MB -> {after:.0f} MB")


def timed(server: Server, number: int) -> tuple[int, float]:
    begin = time.monotonic()
    status, _, _ = server.ask("POST", "/v1/audit", {"id": str(number), "text": f"{TEXT} Number {number}."})
    return status, time.monotonic() - begin


def test_the_filter_holds_many_articles_in_flat_memory() -> None:
    command = [sys.executable, "-m", "auditor", "gate", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin = process.stdin

        def feed() -> None:
            for number in range(LINES):
                stdin.write(json_lines([{"id": str(number), "text": f"{TEXT} Number {number}."}]))
            stdin.close()

        feeder = threading.Thread(target=feed)
        feeder.start()
        memory, begin = [], time.monotonic()
        for number, line in enumerate(process.stdout):
            assert json.loads(line)["id"] == str(number)
            if number in (LINES // 4, LINES - 10):
                memory.append(resident(process.pid))
        feeder.join()
        assert process.wait(30) == 0
        assert number == LINES - 1
        assert memory[1] - memory[0] < 15
        print(f"\n{LINES} articles in {time.monotonic() - begin:.0f} s, memory {memory[0]:.0f} -> {memory[1]:.0f} MB")
