"""Where the processor time of a run goes: by check, by measure and by view of the document, each without what it calls.

A view is worked out by whoever asks first; here its time stands beside its own name, never beside that of the check.
"""

from __future__ import annotations

import functools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from auditor.claims import Claims
from auditor.document import Document
from auditor.engine.inspection import Plan


@dataclass(slots=True)
class Profile:
    """Seconds of processor time by name ("check typos/doubled-word", "view tokens"), and how often it was entered."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    calls: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    total: float = 0.0
    _inside: list[float] = field(default_factory=list)

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, with its time kept under `name`; what it yields is worked out at once."""

        @functools.wraps(function)
        def wrapped(*given: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            start = time.thread_time()
            try:
                said = function(*given, **named)
                return list(said) if isinstance(said, Iterator) else said
            finally:
                took = time.thread_time() - start
                self.seconds[name] += took - self._inside.pop()
                self.calls[name] += 1
                if self._inside:
                    self._inside[-1] += took

        return wrapped

    def lines(self, articles: int) -> Iterator[str]:
        """Yield a table: share of all, microseconds an article, name; the slowest first."""
        known = sum(self.seconds.values())
        rows = [*self.seconds.items(), ("everything else: start, input, comparing, score, output", self.total - known)]
        yield f"{'share':>6}  {'us/article':>10}  {'calls':>8}  where ({self.total:.1f} s, {articles} articles)"
        for name, seconds in sorted(rows, key=lambda row: -row[1]):
            share = seconds / self.total if self.total else 0.0
            yield f"{share:>6.1%}  {1e6 * seconds / max(articles, 1):>10.0f}  {self.calls.get(name, 0):>8}  {name}"


@contextmanager
def profiled(plan: Plan) -> Iterator[Profile]:
    """Time all that is done in this process inside the block; it must be the only one at work."""
    profile = Profile()
    views = {
        (owner, name): view
        for owner in (*Document.__mro__, Claims)
        for name, view in vars(owner).items()
        if isinstance(view, functools.cached_property)
    }
    plan.__dict__["checks"] = tuple(
        replace(check, find=profile.timed(f"check {check.id}", check.find)) for check in plan.checks
    )
    plan.__dict__["measures"] = tuple(
        replace(item, measure=profile.timed(f"measure {item.id}", item.measure)) for item in plan.measures
    )
    for (owner, name), view in views.items():
        timed = functools.cached_property(profile.timed(f"view {name}", view.func))
        timed.__set_name__(owner, name)
        setattr(owner, name, timed)
    start = time.thread_time()
    try:
        yield profile
    finally:
        profile.total = time.thread_time() - start
        for (owner, name), view in views.items():
            setattr(owner, name, view)
        for name in ("checks", "measures"):
            plan.__dict__.pop(name, None)
