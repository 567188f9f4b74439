"""A filter between two pipes: records in, those that pass out, the others with their reasons beside.

Each record is written and flushed before the next one is read, so a slow reader behind the filter slows the writer in
front of it, and nothing piles up between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from auditor.doors.gatekeeper import Gatekeeper
from auditor.gating.reasons import KEY, line, with_reasons
from auditor.intake import Record, Reject


@dataclass(slots=True)
class Passed:
    """How many records went where. Every record that was read is in exactly one of the three."""

    accepted: int = 0
    quarantined: int = 0
    rejected: int = 0


def filter_stream(
    records: Iterable[Record | Reject], accepted: IO[bytes], quarantine: IO[bytes], keeper: Gatekeeper
) -> Passed:
    """Write every record of `records` to one of the two streams, a line of JSON each; return the counts.

    `accepted` gets records as they are. `quarantine` gets the others, each with its reasons under `auditor`; of what
    could not be read, a line `{"auditor": {"rejected": reason, "file", "line", "excerpt"}}`.
    """
    passed = Passed()
    for item in records:
        if isinstance(item, Reject):
            passed.rejected += 1
            _write(quarantine, {KEY: rejection(item)})
            continue
        decision = keeper.decide(item)
        if decision.accepted:
            passed.accepted += 1
            _write(accepted, decision.audited.record)
        else:
            passed.quarantined += 1
            _write(quarantine, with_reasons(decision.audited.record, decision.reasons()))
    return passed


def rejection(item: Reject) -> dict[str, Any]:
    """Return what is said of a record that could not be read."""
    return {"rejected": item.reason, "file": item.file, "line": item.line, "excerpt": item.excerpt}


def _write(stream: IO[bytes], record: Any) -> None:
    stream.write(line(record))
    stream.flush()
