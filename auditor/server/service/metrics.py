"""Counters, gauges and histograms in the text form that Prometheus reads.

Every label value comes from a fixed set, never from a request, so the page cannot grow.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_MEANINGS = {
    "auditor_requests_total": "Requests answered, by route and status.",
    "auditor_articles_total": "Articles audited, by verdict and whether the suite accepted them.",
    "auditor_refused_total": "Records that were no article.",
    "auditor_busy_total": "Requests turned away because the service was at its capacity.",
    "auditor_cut_off_total": "Articles on which some check ran into the time limit.",
    "auditor_workers_lost_total": "Worker processes that died or were killed, and were replaced.",
}


class Metrics:
    """What the service has done so far. `gauges`: name to (meaning, function that reads the present value)."""

    def __init__(self, gauges: dict[str, tuple[str, Callable[[], float]]]) -> None:
        self._gauges = gauges
        self._lock = threading.Lock()
        self._counters: dict[str, dict[str, int]] = {name: defaultdict(int) for name in _MEANINGS}
        self._seconds = [0] * (len(_BUCKETS) + 1)
        self._sum = 0.0

    def count(self, name: str, **labels: str) -> None:
        """Add one to a counter."""
        text = ",".join(f'{key}="{value}"' for key, value in sorted(labels.items()))
        with self._lock:
            self._counters[name][text] += 1

    def took(self, seconds: float) -> None:
        """Note how long one article took, from its turn to its answer."""
        with self._lock:
            self._seconds[bisect_left(_BUCKETS, seconds)] += 1
            self._sum += seconds

    def page(self) -> str:
        """Return the page."""
        return "\n".join([*self._lines(), ""])

    def _lines(self) -> Iterator[str]:
        with self._lock:
            for name, meaning in _MEANINGS.items():
                yield f"# HELP {name} {meaning}"
                yield f"# TYPE {name} counter"
                values = self._counters[name] or {"": 0}
                for labels, value in sorted(values.items()):
                    yield f"{name}{{{labels}}} {value}" if labels else f"{name} {value}"
            yield "# HELP auditor_article_seconds Time from an article's turn to its answer."
            yield "# TYPE auditor_article_seconds histogram"
            seen = 0
            for bound, value in zip((*_BUCKETS, "+Inf"), self._seconds, strict=True):
                seen += value
                yield f'auditor_article_seconds_bucket{{le="{bound}"}} {seen}'
            yield f"auditor_article_seconds_sum {self._sum:.6f}"
            yield f"auditor_article_seconds_count {seen}"
        for name, (meaning, read) in self._gauges.items():
            yield f"# HELP {name} {meaning}"
            yield f"# TYPE {name} gauge"
            yield f"{name} {read():g}"
