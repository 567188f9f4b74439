"""The work of a run on a Dask cluster: of this machine, or one that is there already.

Articles go out in chunks and come back in order, a bounded number on their way; passes judge their groups there as
well. A worker that is lost costs nothing but time: Dask gives its chunk to another, and a chunk that has cost several
workers is repeated one article at a time, so that only the article that kills is reported as not measured.

Workers need this package in the same version, and no files: everything they read travels with the task.
"""

from __future__ import annotations

import importlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from auditor import __version__
from auditor.engine import pool
from auditor.engine.inspection import Plan
from auditor.engine.pool import CHUNK, Group, Result, Stage, Task
from auditor.engine.versions import ground
from auditor.errors import AuditorError

GROUPS = 256
"""Groups that go out together: most are of two or three rows."""
_LOOK, _GONE = 5.0, 120.0
"""Seconds between two looks at a cluster that is silent, and seconds without any worker until a run gives up."""
_AHEAD = 3
"""Chunks a worker that are on their way."""
_FAILURES = 3
"""Dying workers that a chunk may meet by chance; with one more it is at fault itself."""

T = TypeVar("T")
R = TypeVar("R")


class ClusterError(AuditorError):
    """No cluster to work on: not installed, not reached, or workers of another version."""


class DaskCrew(pool.Crew):
    """The workers of a cluster. `scheduler`: its address; None: `jobs` processes of this machine."""

    def __init__(self, plan: Plan, jobs: int, scheduler: str | None = None) -> None:
        super().__init__(plan, jobs)
        try:
            import dask  # noqa: PLC0415  (an extra, and a second to import)

            distributed: Any = importlib.import_module("distributed")
        except ImportError:
            raise ClusterError("--engine dask needs more: pip install 'article-auditor[dask]'") from None
        self._dask = distributed
        # A worker of this machine that dies is started anew, which on a crowded one takes longer than the 15 seconds
        # after which Dask would give it up for good.
        self._settings = dask.config.set(
            {
                "distributed.scheduler.allowed-failures": _FAILURES,
                "distributed.deploy.lost-worker-timeout": f"{_GONE:.0f}s",
            }
        )
        self._cluster = None
        try:
            if scheduler is None:
                self._cluster = distributed.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None
                )
            self._client = distributed.Client(self._cluster or scheduler, set_as_default=False, timeout="20s")
        except (OSError, ValueError) as error:
            raise ClusterError(f"{scheduler}: no Dask scheduler answers there: {str(error)[:200]}") from None
        self._check(scheduler)
        # A task and no scattered data: when the workers that hold it die, it is made again.
        self._shared = self._client.submit(_same, plan, pure=False)

    def _check(self, scheduler: str | None) -> None:
        found = self._client.run(_version, on_error="ignore")  # one that dies now is no hindrance
        if not found:
            raise ClusterError(f"{scheduler}: the cluster has no workers; start them with `dask worker {scheduler}`")
        if wrong := {worker: version for worker, version in found.items() if version != _version()}:
            worker, version = min(wrong.items())
            raise ClusterError(
                f"worker {worker} has another auditor or other libraries ({version[0]}) than this machine "
                f"({__version__}); install the same on all, or findings would depend on the worker"
            )

    def run(self, stage: Stage, tasks: Iterable[Task], count: int) -> Iterator[Result]:
        """Yield the result of every task, in order."""

        def alone(chunk: list[Task]) -> list[Result]:
            return [result for task in chunk for result in self._alone(stage, task)]

        def submit(chunk: list[Task]) -> Any:
            return self._submit(_worked, self._shared, stage, _Sealed(chunk))

        yield from self._spread(CHUNK, tasks, submit, alone)

    def judge(self, name: str, groups: Iterable[Group]) -> Iterator[tuple[int, Any]]:
        """Yield what a pass says of its groups."""
        yield from self._spread(
            GROUPS,
            groups,
            lambda chunk: self._submit(_judged, name, _Sealed(chunk)),
            lambda chunk: pool.judged(name, chunk),
        )

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def _spread(
        self,
        size: int,
        items: Iterable[T],
        submit: Callable[[list[T]], Any],
        otherwise: Callable[[list[T]], list[R]],
    ) -> Iterator[R]:
        stream = iter(items)
        ahead = _AHEAD * max(1, sum(self._client.nthreads().values()))
        waiting: deque[tuple[list[T], Any]] = deque()
        while True:
            while len(waiting) < ahead and (chunk := list(islice(stream, size))):
                waiting.append((chunk, submit(chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                results = self._result(future)
            except self._dask.KilledWorker:
                results = otherwise(chunk)
            yield from results

    def _submit(self, function: Callable[..., Any], *given: Any) -> Any:
        return self._client.submit(function, *given, pure=False)

    def _result(self, future: Any) -> Any:
        """Wait for a result; raises `ClusterError` where no worker is left that could bring it, nor comes back."""
        last = time.monotonic()
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                if self._client.nthreads():
                    last = time.monotonic()
                elif time.monotonic() - last > _GONE:
                    raise ClusterError("all workers of the cluster are gone; start some and run again") from None

    def _alone(self, stage: Stage, task: Task) -> list[Result]:
        try:
            done: list[Result] = self._result(self._submit(_worked, self._shared, stage, _Sealed([task])))
        except self._dask.KilledWorker:
            return [pool.lost(task)]
        return done


def _same(plan: Plan) -> Plan:
    return plan


@dataclass(frozen=True, slots=True)
class _Sealed(Generic[T]):
    """A list that Dask hands on as it is; a bare one it would search for futures, item by item."""

    items: list[T]


def _worked(plan: Plan, stage: Stage, chunk: _Sealed[Task]) -> list[Result]:
    return pool.work(plan, stage, chunk.items)


def _judged(name: str, groups: _Sealed[Group]) -> list[tuple[int, Any]]:
    return pool.judged(name, groups.items)


def _version() -> tuple[str, str]:
    return __version__, ground()
