"""A filter between two pipes: records in, those that pass out, the others with their reasons beside.

Each record is written and flushed before the next one is read, so a slow reader behind the filter slows the writer in
front of it, and nothing piles up between them.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
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

    `accepted` gets records as they are. `quarantine` gets the others, each with its reasons under `auditor`. A record
    that is no article has there `rejected` (the reason), `file` and `line`; a line that is no record stands beside them
    as `raw` (text) or `raw_base64` (bytes that are not UTF-8). Of a line over 5 MB an `excerpt` is all that is left.
    """
    passed = Passed()
    for item in records:
        if isinstance(item, Reject):
            passed.rejected += 1
            _write(quarantine, rejection(item))
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
    """Return the line about a record that is no article, with all of it that could be held."""
    said: dict[str, Any] = {"rejected": item.reason, "file": item.file, "line": item.line}
    if item.record is not None and writable(item.record):
        return with_reasons(item.record, said)
    if not item.raw:
        return {KEY: {**said, "excerpt": item.excerpt}}
    try:
        return {KEY: {**said, "raw": item.raw.decode("utf-8")}}
    except UnicodeDecodeError:
        return {KEY: {**said, "raw_base64": base64.b64encode(item.raw).decode()}}


def writable(record: Mapping[str, Any]) -> bool:
    """Whether a record can be written: it may be nested deeper than the writer goes."""
    try:
        line(record)
    except TypeError:
        return False
    return True


def _write(stream: IO[bytes], record: Any) -> None:
    stream.write(line(record))
    stream.flush()
