"""Processes that audit, one article at a time each, watched from outside.

An article that crashes its process, or keeps it past every limit, costs that process and nothing else: it is replaced,
and the request gets an answer. Between the processes go bytes of JSON, never objects.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import orjson

from auditor.config import Config
from auditor.doors.gatekeeper import Gatekeeper
from auditor.engine.limit import allowance
from auditor.gating import Decision, Suite
from auditor.intake import ArticleError
from auditor.server.service.limits import Limits

_SAMPLE = {
    "text": "The council met on Tuesday and agreed on a plan. The mayor said that work would begin in May. " * 20
}
"""Audited once at the start, so that no request waits for the models to load; long enough for every measure."""
_READY = b"ready"
_START_SECONDS = 300.0
_MARGIN = 5.0
_AGAIN_SECONDS = 5.0


class BusyError(Exception):
    """All workers are taken and the queue is full, or none became free in time."""


class LostError(Exception):
    """The worker died or was killed; the message is the reason."""


class StartError(Exception):
    """No worker came up; the message is the reason."""


def answer(decision: Decision) -> dict[str, Any]:
    """Return what the service says of one article; never its text, but for the excerpts of findings."""
    audited = decision.audited
    own = audited.own_date
    return {
        **decision.reasons(),
        "accepted": decision.accepted,
        "coverage": audited.score.coverage,
        "language": audited.language,
        "date": own.date.isoformat() if own else None,
        "findings": [finding.to_json() for finding in audited.findings],
        "dismissed": len(audited.dismissed),
        "not_measured": dict(audited.not_measured),
    }


def work(pipe: Connection, config: Config, suite: Suite | Path | None) -> None:
    """Answer articles until the pipe closes: the whole life of a worker process."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the parent says when it is over, so that answers under way arrive
    try:
        keeper = Gatekeeper(config, suite)
        keeper.decide(_SAMPLE)
    except Exception as error:
        pipe.send_bytes(str(error).encode("utf-8", "replace"))
        return
    pipe.send_bytes(_READY)
    while True:
        try:
            request = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        said: dict[str, Any]
        try:
            said = answer(keeper.decide(orjson.loads(request)))
        except ArticleError as error:
            said = {"error": str(error)}
        pipe.send_bytes(orjson.dumps(said))


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, config: Config, suite: Suite | Path | None) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, config, suite), daemon=True)
        self._process.start()
        theirs.close()

    def ready(self) -> None:
        """Wait until it has loaded everything; raises `StartError`."""
        said = b"it took too long"
        try:
            if self._pipe.poll(_START_SECONDS):
                said = self._pipe.recv_bytes()
        except EOFError:
            said = b"the process died"
        if said != _READY:
            self.kill()
            raise StartError(f"a worker did not start: {said.decode('utf-8', 'replace')}")

    def ask(self, request: bytes, seconds: float) -> bytes:
        """Return the answer; raises `LostError`, and is then of no more use."""
        try:
            self._pipe.send_bytes(request)
            if self._pipe.poll(seconds):
                return self._pipe.recv_bytes()
        except (EOFError, OSError):
            self.kill()
            raise LostError("the process that audited this article died") from None
        self.kill()
        raise LostError("the article took too long and was given up")

    def kill(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def stop(self) -> None:
        """Let it end by itself, and see to it that it does."""
        self._pipe.close()
        self._process.join(5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


class Workers:
    """A fixed number of workers, and a queue of bounded length before them."""

    def __init__(self, config: Config, suite: Suite | Path | None, limits: Limits) -> None:
        self._config, self._suite, self.limits = config, suite, limits
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(2 * limits.workers, thread_name_prefix="auditor-worker")
        self._replacing: set[asyncio.Task[None]] = set()
        self.taken = 0
        """Requests that hold a place: being served, or waiting."""

    async def start(self) -> None:
        """Start all of them at once; raises `StartError`."""
        await asyncio.gather(*(self._add() for _ in range(self.limits.workers)))

    async def _add(self) -> None:
        worker = _Worker(self._config, self._suite)
        await asyncio.get_running_loop().run_in_executor(self._threads, worker.ready)
        self._idle.put_nowait(worker)

    @property
    def idle(self) -> int:
        """Workers that wait for an article."""
        return self._idle.qsize()

    def enter(self) -> None:
        """Take a place for one request; raises `BusyError`. Whoever entered has to `leave`."""
        if self.taken >= self.limits.workers + self.limits.queue:
            raise BusyError
        self.taken += 1

    def leave(self) -> None:
        """Give the place back."""
        self.taken -= 1

    async def ask(self, request: bytes) -> dict[str, Any]:
        """Return the answer on one record, given as JSON; raises `BusyError` or `LostError`."""
        try:
            worker = await asyncio.wait_for(self._idle.get(), self.limits.wait)
        except TimeoutError:
            raise BusyError from None
        seconds = 4 * allowance(self.limits.article_seconds, len(request)) + _MARGIN
        asked = asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, request, seconds)
        try:
            # A client that leaves must not take the worker with it: the answer is awaited in any case.
            said = await asyncio.shield(asked)
        except asyncio.CancelledError:
            asked.add_done_callback(lambda done: self._after(worker, lost=done.exception() is not None))
            raise
        except LostError:
            self._after(worker, lost=True)
            raise
        self._after(worker, lost=False)
        found: dict[str, Any] = orjson.loads(said)
        return found

    def _after(self, worker: _Worker, *, lost: bool) -> None:
        if not lost:
            self._idle.put_nowait(worker)
            return
        task = asyncio.get_running_loop().create_task(self._replace())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _replace(self) -> None:
        while True:
            with contextlib.suppress(StartError, OSError):
                await self._add()
                return
            await asyncio.sleep(_AGAIN_SECONDS)

    async def stop(self) -> None:
        """End every worker."""
        for task in self._replacing:
            task.cancel()
        while not self._idle.empty():
            await asyncio.get_running_loop().run_in_executor(None, self._idle.get_nowait().stop)
        self._threads.shutdown(wait=False, cancel_futures=True)
