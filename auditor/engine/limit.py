"""A limit on the processor time that one article may take, check by check.

Text is hostile, and a pattern or a loop that takes minutes on it must not hold up a run or a service. Work is done in
the present thread, so that checks stay plain functions. One watching thread a process looks at the clocks of the
working threads and, past the limit, has Python raise `CutOff` inside the one that is late, at its next instruction.

Counted is the processor time of the thread, where the system tells it: on a busy machine an article gets the same
allowance as on an idle one, so the limit changes no result but that of work that really is too much. The allowance
grows with the text. A piece of work (one check) may take half of what the article has left, so one that is stuck is cut
off while the others still run, and all together end within about the limit.

What runs inside a library in C is cut off when it returns; for that, processes of the pool and of the service have a
limit of their own, past which they are killed.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
from collections.abc import Callable
from typing import TypeVar

PER_CHARACTER = 20e-6
"""Seconds of allowance a code point: eight times what an ordinary article takes."""

_LOOK = 0.05
"""Seconds between two looks at the clocks."""
_LEAST = 0.2
"""Seconds that each piece of work may take even when the article has nothing left."""
_PATIENCE = 20
"""By how much the time on the wall may exceed the limit: for a thread that waits and uses no processor."""

T = TypeVar("T")


class CutOff(BaseException):
    """Raised inside work that is over its time; no `except Exception` of the work can keep it."""


def allowance(limit: float, characters: int) -> float:
    """Return the seconds that an article of so many code points may take."""
    return limit + PER_CHARACTER * characters


class _Work:
    """One piece of work. `cut`: given by the watcher that is about to raise; it is set once that has decided.

    There is one for each check of each article, so it holds nothing but flags until it is cut.
    """

    __slots__ = ("cut", "fired")

    def __init__(self) -> None:
        self.cut: threading.Event | None = None
        self.fired = False


class Watched:
    """The work on one article. Enter it, then `call` what may take long; `seconds` <= 0 means no limit."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.thread = threading.get_ident()
        self.work: _Work | None = None
        self.clock = _clock(self.thread)
        # Written by the watcher alone:
        self.began: tuple[float, float] | None = None
        self.seen: _Work | None = None
        self.seen_at = (0.0, 0.0)
        self.allowed = 0.0

    def __enter__(self) -> Watched:
        if self.seconds > 0:
            _watcher.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        if self.seconds > 0:
            _watcher.remove(self)

    def call(self, work: Callable[[], T]) -> T:
        """Return what `work` returns; raises `CutOff` if it takes too long, and never after it has ended."""
        if self.seconds <= 0:
            return work()
        token, arrived = _Work(), False
        try:
            try:
                self.work = token
                return work()
            except CutOff:
                arrived = True
                raise
            finally:
                self.work = None
                if token.cut is not None and not arrived:  # the watcher may be raising now: wait for what it decided
                    token.cut.wait()
                    while token.fired:  # until the exception arrives, and ends this loop
                        time.sleep(0)
        except CutOff:
            self.work = None
            raise


def _clock(thread: int) -> Callable[[], float]:
    """Return the clock of a thread's processor time, or the wall's where the system has none."""
    try:
        number = time.pthread_getcpuclockid(thread)
    except (AttributeError, OSError):
        return time.monotonic
    return lambda: time.clock_gettime(number)


class _Watcher:
    """Looks at the clocks while there is work, and sleeps while there is none."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy = threading.Event()
        self._watched: dict[int, Watched] = {}
        self._process = 0

    def add(self, item: Watched) -> None:
        if self._process != os.getpid():
            self._start()
        self._watched[item.thread] = item
        self._busy.set()

    def remove(self, item: Watched) -> None:
        self._watched.pop(item.thread, None)

    def _start(self) -> None:
        """Start the thread; a forked process inherits none, and no lock that its parent may have held."""
        if self._process and self._process != os.getpid():
            self.__init__()  # type: ignore[misc]  # begin anew
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                threading.Thread(target=self._watch, name="auditor-time-limit", daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._busy.wait()
            time.sleep(_LOOK)
            if not self._watched:
                self._busy.clear()
                if not self._watched:  # none came between the two lines above
                    continue
                self._busy.set()
            for item in list(self._watched.values()):
                self._look(item)

    def _look(self, item: Watched) -> None:
        work = item.work
        try:
            now = (item.clock(), time.monotonic())
        except OSError:  # the thread has ended
            return
        if item.began is None:
            item.began = now
        if work is None:
            return
        if work is not item.seen:
            item.seen, item.seen_at = work, now
            left = item.seconds - (now[0] - item.began[0])
            item.allowed = max(left / 2, _LEAST)
            return
        spent, waited = now[0] - item.seen_at[0], now[1] - item.seen_at[1]
        if (spent > item.allowed or waited > _PATIENCE * item.allowed) and work.cut is None:
            # First say so, then look again: either the work sees the mark, or this sees that the work has ended.
            work.cut = settled = threading.Event()
            if item.work is work:
                work.fired = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(item.thread), ctypes.py_object(CutOff))
            settled.set()


_watcher = _Watcher()
