"""Many articles through the same work, in this process or in several, results in input order.

Memory is bounded: at most two chunks a worker are on their way. A worker process that dies (a crash in native code, the
kernel's memory killer) costs only the article that killed it: its chunk is repeated one article at a time.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import islice
from typing import Any, Literal

import orjson

from auditor.catalog import all_passes
from auditor.corpus_check import Row
from auditor.engine.inspection import (
    Outcome,
    Part,
    Plan,
    brought_all,
    document_of,
    hit_to_json,
    inspect_all,
    pack_outcome,
)
from auditor.engine.limit import allowance

Stage = Literal["gather", "inspect"]
Task = tuple[int, bytes, dict[str, list[Any]], tuple[Part, ...] | None]
"""Ordinal, packed article, verdicts of the gathering passes on it, and the parts to be done (None: all)."""
Group = tuple[str, Sequence[Row]]
"""A key of a pass, and the rows of all articles that have it, by article id."""
Result = tuple[int, bytes, list[tuple[str, list[str], bytes]]]
"""Ordinal, packed outcome (when gathering: what is carried on), and what the article brings to the stage's passes."""

CHUNK = 16
ABREAST = 400_000
"""Bytes of articles that are worked on side by side; what is read of them takes some forty times as much."""
FEW = 48
"""Below this many articles starting processes costs more than it saves."""

_GARBAGE = (50_000, 20, 20)
"""When Python looks for cycles in memory. An article makes thousands of tuples and hardly a cycle; by Python's own
measure, 700 new objects, the search takes 3% of the time."""

_PATIENCE = 4
_START = 120.0

_plan = Plan(())


def _begin(plan: Plan) -> None:
    global _plan  # noqa: PLW0603  (a worker process has one plan for its life)
    _plan = plan
    gc.set_threshold(*_GARBAGE)


def _work(stage: Stage, tasks: list[Task]) -> list[Result]:
    return [result for some in _together(tasks) for result in _abreast(stage, some)]


def _together(tasks: list[Task]) -> Iterator[list[Task]]:
    """Yield the tasks a few at a time: so many as are short enough to be held in memory side by side."""
    some: list[Task] = []
    size = 0
    for task in tasks:
        if some and size + len(task[1]) > ABREAST:
            yield some
            some, size = [], 0
        some.append(task)
        size += len(task[1])
    if some:
        yield some


def _abreast(stage: Stage, tasks: list[Task]) -> list[Result]:
    """Do tasks side by side; one by one where one of them takes too long."""
    passes = _plan.passes("gather" if stage == "gather" else "report")
    documents = [document_of(article, gathered, _plan) for _, article, gathered, _ in tasks]
    asked = [
        passes if parts is None else tuple(item for item in passes if f"pass:{item.id}" in parts) for *_, parts in tasks
    ]
    inspected = inspect_all(documents, _plan, [parts for *_, parts in tasks]) if stage == "inspect" else []
    rows = None if inspected is None else brought_all(documents, asked, _plan)
    if inspected is None or rows is None:
        return [result for task in tasks for result in _abreast(stage, [task])]
    carried = (orjson.dumps(document.carry()) for document in documents)
    outcomes = list(map(pack_outcome, inspected) if stage == "inspect" else carried)
    for document in documents:
        document.forget()
    return list(zip([ordinal for ordinal, *_ in tasks], outcomes, rows, strict=True))


def lost(task: Task, reason: str = "failed: the process that audited this article died") -> Result:
    """Return the outcome of an article whose worker died: nothing measured, and the report says so."""
    ordinal, *_ = task
    return ordinal, pack_outcome(Outcome([], {}, {"engine": reason}, None, None)), []


def work(plan: Plan, stage: Stage, tasks: list[Task]) -> list[Result]:
    """Do tasks here, by a plan that may be another one than the last time."""
    _begin(plan)
    return _work(stage, tasks)


def judged(name: str, groups: Iterable[Group]) -> list[tuple[int, Any]]:
    """Return what a pass says of groups of rows that share a key: (ordinal, verdict as plain data)."""
    item = all_passes()[name]
    return [
        (ordinal, said if item.stage == "gather" else hit_to_json(said))
        for key, rows in groups
        for ordinal, said in item.judge(key, rows)
    ]


def run(stage: Stage, tasks: Iterable[Task], plan: Plan, jobs: int) -> Iterator[Result]:
    """Yield the result of every task, in order. `jobs`: number of processes; 1 works in this one."""
    with closing(Crew(plan, jobs)) as crew:
        yield from crew.run(stage, tasks, FEW)


class Crew:
    """Who does the work of a run: this process, or several that are started when first needed and stay to its end."""

    def __init__(self, plan: Plan, jobs: int) -> None:
        self._plan, self._jobs = plan, jobs
        self._pool: _Pool | None = None
        self._garbage = gc.get_threshold()

    def run(self, stage: Stage, tasks: Iterable[Task], count: int) -> Iterator[Result]:
        """Yield the result of every task, in order. `count`: how many there are; few are not worth a start."""
        if self._jobs > 1 and count >= FEW:
            self._pool = self._pool or _Pool(self._plan, self._jobs)
            yield from _spread(self._pool, stage, tasks, self._plan, self._jobs)
            return
        _begin(self._plan)
        stream = iter(tasks)
        while chunk := list(islice(stream, CHUNK)):
            yield from _work(stage, chunk)

    def judge(self, name: str, groups: Iterable[Group]) -> Iterator[tuple[int, Any]]:
        """Yield what a pass says of its groups."""
        for group in groups:
            yield from judged(name, [group])

    def close(self) -> None:
        """End the processes, and leave this one as it was."""
        gc.set_threshold(*self._garbage)
        if self._pool is not None:
            self._pool.close()
            self._pool = None


def _spread(pool: _Pool, stage: Stage, tasks: Iterable[Task], plan: Plan, jobs: int) -> Iterator[Result]:
    stream = iter(tasks)
    waiting: deque[tuple[list[Task], Future[list[Result]]]] = deque()
    while True:
        while len(waiting) < 2 * jobs and (chunk := list(islice(stream, CHUNK))):
            waiting.append((chunk, pool.submit(stage, chunk)))
        if not waiting:
            return
        chunk, future = waiting.popleft()
        try:
            results = future.result(patience(plan, chunk))
        except (BrokenProcessPool, TimeoutError):
            pool.restart()
            results = [result for task in chunk for result in pool.alone(stage, task)]
            waiting = deque((other, pool.submit(stage, other)) for other, _ in waiting)
        yield from results


def patience(plan: Plan, chunk: list[Task]) -> float | None:
    """Return the seconds to wait for a chunk before its process counts as stuck in native code; None: for ever.

    Far beyond what the limit inside the process lets it take, and time for the start of processes on top.
    """
    if not plan.time_limit:
        return None
    return _PATIENCE * allowance(plan.time_limit, sum(len(article) for _, article, *_ in chunk)) + _START


class _Pool:
    """A process pool that can be started anew. Processes are spawned: no state or lock is inherited."""

    def __init__(self, plan: Plan, jobs: int) -> None:
        self._plan, self._jobs = plan, jobs
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin, initargs=(self._plan,))

    def submit(self, stage: Stage, chunk: list[Task]) -> Future[list[Result]]:
        try:
            return self._executor.submit(_work, stage, chunk)
        except BrokenProcessPool as error:
            broken: Future[list[Result]] = Future()
            broken.set_exception(error)
            return broken

    def alone(self, stage: Stage, task: Task) -> list[Result]:
        """Run one task by itself; if its process dies again, say so instead."""
        try:
            return self.submit(stage, [task]).result(patience(self._plan, [task]))
        except BrokenProcessPool:
            self.restart()
            return [lost(task)]
        except TimeoutError:
            self.restart()
            return [lost(task, f"time limit: {self._plan.time_limit:g} s")]

    def restart(self) -> None:
        # One of them may be stuck in native code, which only a kill ends.
        for process in list((getattr(self._executor, "_processes", None) or {}).values()):
            process.kill()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._start()

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
