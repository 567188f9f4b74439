"""The same findings, byte for byte, whoever does the work; a worker that is lost costs nothing but time."""

from __future__ import annotations

import datetime
import os
import pickle
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from auditor import api
from auditor.config import load
from auditor.engine import pool
from auditor.engine.cluster import ClusterError, DaskCrew
from auditor.engine.inspection import Plan, pack_article
from tests.test_engine import records
from tests.test_nightly import told, write

distributed: Any = pytest.importorskip("distributed")
TODAY = datetime.date(2026, 1, 1)


def run(source: Path, out: Path, jobs: int, **more: Any) -> dict[str, bytes]:
    api.run([str(source)], out, load(overrides={"formats": ["jsonl"], "jobs": jobs}), today=TODAY, **more)
    return told(out)


@pytest.mark.slow
def test_whoever_does_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "in.jsonl", range(pool.FEW + 30))
    with source.open("a") as lines:  # near-copies, so that passes have something to judge
        copies = source.read_text().splitlines()[:20]
        lines.writelines(line.replace('"id": "', '"id": "copy of ') + "\n" for line in copies)
    plain = run(source, tmp_path / "1", 1)
    assert b"near-copy" in plain["articles.jsonl"] or len(plain["findings.jsonl"]) > 1000
    assert run(source, tmp_path / "2", 2) == plain
    assert run(source, tmp_path / "3", 2, engine="dask") == plain
    monkeypatch.setattr(pool, "CHUNK", 5)
    assert run(source, tmp_path / "4", 2) == plain


@pytest.mark.slow
def test_a_cluster_that_is_there_already_and_loses_a_worker(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(pool.FEW * 3))
    plain = run(source, tmp_path / "1", 1)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster, distributed.Client(cluster) as client:  # fmt: skip
        (pid, *_) = client.run(os.getpid).values()
        timer = threading.Timer(1.5, os.kill, (pid, signal.SIGKILL))
        timer.start()
        assert run(source, tmp_path / "2", 2, engine="dask", scheduler=cluster.scheduler_address) == plain
        timer.join()


def watched(dask_worker: Any) -> bool:
    """Whether a nanny knows that its worker runs."""
    return str(dask_worker.status) == str(dask_worker.process.status) == "Status.running"


def deadly(plan: Plan, stage: str, chunk: Any) -> list[Any]:
    """Do the work, but die of poison, as soon as that is a death and no failure to start.

    A worker takes work a little before its nanny has heard that it runs; one that dies in between is not started again.
    On a crowded machine that takes seconds.
    """
    if any(b"poison" in task[1] for task in chunk.items):
        worker = distributed.get_worker()

        async def asked() -> bool:
            answer = await worker.rpc(worker.nanny).run(function=pickle.dumps(watched))
            return bool(answer["result"])

        while not distributed.utils.sync(worker.loop, asked):
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGKILL)
    return pool.work(plan, "inspect", chunk.items)


@pytest.mark.slow
def test_an_article_that_kills_its_worker_is_the_only_one_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.engine.cluster._worked", deadly)
    monkeypatch.setattr("auditor.engine.cluster._FAILURES", 1)  # each takes seconds, and all are alike
    articles = [row.article for row in records(4)]
    tasks: list[Any] = [(n, pack_article(article), {}, None) for n, article in enumerate(articles)]
    tasks[2] = (2, tasks[2][1].replace(b"Leave", b"poison"), {}, None)
    crew = DaskCrew(Plan(("scraper-junk/comment-form",)), 2)
    try:
        results = list(crew.run("inspect", tasks, len(tasks)))
    finally:
        crew.close()
    assert [ordinal for ordinal, *_ in results] == [0, 1, 2, 3]
    assert [b"died" in outcome for _, outcome, _ in results] == [False, False, True, False]


def test_no_scheduler_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = distributed.Client

    def impatient(address: str, **more: Any) -> Any:
        return plain(address, **{**more, "timeout": "1s"})

    monkeypatch.setattr(distributed, "Client", impatient)
    with pytest.raises(ClusterError, match="no Dask scheduler answers"):
        DaskCrew(Plan(()), 2, "tcp://127.0.0.1:1")
