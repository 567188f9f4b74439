"""The limits of the service, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.intake import MAX_RECORD_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large, how slow and how many.

    `workers`: articles audited at a time, a process each. `queue`: requests that may wait besides; the next one is
    answered with 429. `wait`: seconds that one of them waits for a worker before it gets its 429. `body_bytes`: of a
    request. `batch`: articles in one request. `body_seconds`: for the whole body to arrive. `article_seconds`: of
    processor time for one article (see `auditor.engine.limit`). `connections`: open at a time; the next one is answered
    with 503. `stop_seconds`: that requests under way have to end when the service stops.
    """

    workers: int = 2
    queue: int = 8
    wait: float = 10.0
    body_bytes: int = MAX_RECORD_BYTES + 1_000_000
    batch: int = 100
    body_seconds: float = 30.0
    article_seconds: float = 20.0
    connections: int = 256
    stop_seconds: int = 30
