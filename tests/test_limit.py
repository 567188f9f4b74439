"""The time limit: what is late is cut off, at once and alone; what is in time is never touched."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import auditor
from auditor.catalog import all_checks
from auditor.check import Hit
from auditor.config import load
from auditor.engine import inspection, limit, pool
from auditor.engine.limit import CutOff, Watched
from tests.test_doors import STORY


def spin(seconds: float = 60.0) -> str:
    """Use the processor."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return "done"


def stubborn() -> None:
    while True:
        try:
            spin()
        except Exception:
            continue


def test_work_in_time_returns_its_result_and_errors() -> None:
    with Watched(5) as watch:
        assert watch.call(lambda: 7) == 7
        with pytest.raises(KeyError):
            watch.call(lambda: {"a": 1}["x"])


@pytest.mark.parametrize("work", [spin, stubborn])
def test_work_over_its_time_is_cut_off(work: Any) -> None:
    before = time.thread_time()
    with Watched(0.6) as watch, pytest.raises(CutOff):
        watch.call(work)
    assert 0.2 < time.thread_time() - before < 3


def test_what_comes_after_a_cut_goes_on_and_all_ends_within_about_the_limit() -> None:
    before = time.thread_time()
    with Watched(1.2) as watch:
        for _ in range(3):
            with pytest.raises(CutOff):
                watch.call(spin)
            assert watch.call(lambda: "quick") == "quick"
    assert time.thread_time() - before < 4


def test_waiting_without_the_processor_ends_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "_PATIENCE", 2)

    def wait() -> None:
        while True:
            time.sleep(0.01)

    with Watched(0.4) as watch, pytest.raises(CutOff):
        watch.call(wait)


def test_threads_are_cut_off_one_by_one() -> None:
    def one(number: int) -> str:
        with Watched(0.8 if number % 2 else 60) as watch:
            try:
                return watch.call(lambda: spin(60 if number % 2 else 0.3))
            except CutOff:
                return "cut"

    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(one, range(6))) == ["done", "cut"] * 3


def test_no_exception_comes_after_the_work_has_ended() -> None:
    """Work that ends just as it is cut off: the exception arrives inside `call` or never."""
    cut = 0
    for _ in range(60):
        with Watched(0.05) as watch:  # the least allowance, 0.2 s, holds
            try:
                watch.call(lambda: spin(limit._LEAST + 0.06))
            except CutOff:
                cut += 1
        for _ in range(2000):
            pass
        if cut >= 3:
            break
    assert threading.current_thread() is threading.main_thread()


def test_without_a_limit_nothing_is_watched() -> None:
    with Watched(0) as watch:
        assert watch.call(threading.get_ident) == watch.thread
    assert watch.thread not in limit._watcher._watched


class Stuck:
    """A check that is stuck, as the catalog would hold it."""

    id, family, requires, preview, needs = "typos/doubled-word", "typos", (), None, frozenset[str]()

    @staticmethod
    def find(document: Any) -> Iterator[Hit]:
        spin()
        yield from ()


@pytest.fixture
def _stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    real = all_checks()
    monkeypatch.setattr("auditor.engine.inspection.all_checks", lambda: {**real, Stuck.id: Stuck})


@pytest.mark.usefixtures("_stuck")
def test_a_stuck_check_is_not_measured_and_the_others_are() -> None:
    healthy = auditor.audit(STORY, load(overrides={"ignore": [Stuck.id]}))
    audited = auditor.audit(STORY, load(overrides={"time_limit": 1.0}))
    assert audited.not_measured[Stuck.id] == "time limit: 1 s"
    others = {name: why for name, why in audited.not_measured.items() if name != Stuck.id}
    assert others == healthy.not_measured
    assert audited.findings == healthy.findings
    assert audited.score.coverage < healthy.score.coverage


class StuckOnOne(Stuck):
    """A check that is stuck on one article and fails on another."""

    @staticmethod
    def find(document: Any) -> Iterator[Hit]:
        if document.article.id == "b":
            spin()
        if document.article.id == "c":
            raise ValueError("no")
        yield from ()


def test_articles_side_by_side_are_told_what_each_is_told_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    real = all_checks()
    monkeypatch.setattr("auditor.engine.inspection.all_checks", lambda: {**real, StuckOnOne.id: StuckOnOne})
    plan = inspection.Plan(tuple(real), time_limit=1.0)
    tasks: list[pool.Task] = [
        (at, inspection.pack_article(auditor.Article(text=f"The the {name} of it", id=name)), {}, None)
        for at, name in enumerate("abcd")
    ]
    together = pool.work(plan, "inspect", tasks)
    assert together == [result for task in tasks for result in pool.work(plan, "inspect", [task])]
    outcomes = [inspection.unpack_outcome(outcome) for _, outcome, _ in together]
    assert [outcome.not_measured.get(StuckOnOne.id) for outcome in outcomes] == [
        None,
        "time limit: 1 s",
        "failed: ValueError: no",
        None,
    ]


def sleep(plan: inspection.Plan) -> None:
    time.sleep(600)


def test_the_pool_gives_up_on_a_process_that_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """In native code no exception arrives: the process is killed, its articles are repeated one by one."""
    monkeypatch.setattr(pool, "patience", lambda plan, chunk: 0.5)
    monkeypatch.setattr(pool, "_begin", sleep)  # the process never comes to work
    article = inspection.pack_article(auditor.Article(text="x", id="a"))
    (result,) = pool.run("inspect", [(0, article, {}, None)], inspection.Plan((), time_limit=1.0), jobs=2)
    outcome = inspection.unpack_outcome(result[1])
    assert outcome.not_measured == {"engine": "time limit: 1 s"}
