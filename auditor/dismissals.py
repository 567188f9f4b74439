"""Dismissed findings: an editor decided that a finding is none; it leaves the score until the decision expires.

A dismissals file has one JSON object a line: `fingerprint`, `reason`, `who`, and if wanted `until` (its last day) and
`article_id` (else it holds in every article). A record may carry its own under `dismissed`, as objects or bare
fingerprints. The file is configuration: a line that cannot be used stops the run.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from auditor.config import ConfigError
from auditor.finding import Finding

_KEYS = ("fingerprint", "reason", "who", "until", "article_id")
OF_RECORD = "dismissed"


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One decision. `until`: the last day it holds, None: for good. `article_id`: None: in every article."""

    fingerprint: str
    reason: str
    who: str
    until: datetime.date | None = None
    article_id: str | None = None

    def holds(self, finding: Finding, today: datetime.date | None) -> bool:
        """Whether it covers the finding on that day (None: a day on which nothing has expired)."""
        if self.article_id not in (None, finding.article_id) or self.fingerprint != finding.fingerprint:
            return False
        return not self.expired(today)

    def expired(self, today: datetime.date | None) -> bool:
        """Whether its last day is past."""
        return self.until is not None and today is not None and today > self.until


@dataclass(slots=True)
class Dismissals:
    """All decisions of a run, by fingerprint, and which of them were used."""

    by_fingerprint: dict[str, list[Dismissal]] = field(default_factory=dict)
    used: set[Dismissal] = field(default_factory=set)

    @classmethod
    def load(cls, path: Path) -> Dismissals:
        """Read a dismissals file. Raises `ConfigError` with file and line for a line that cannot be used."""
        try:
            lines = path.read_bytes().splitlines()
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}; give a dismissed.jsonl") from error
        rows = []
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    rows.append(_read(orjson.loads(line)))
                except (ValueError, TypeError) as error:
                    raise ConfigError(f"{path}:{number}: {error}; each line is an object with {_said()}") from None
        return cls.of(rows)

    @classmethod
    def of(cls, rows: Iterable[Dismissal]) -> Dismissals:
        """Return the given decisions, none of them used yet."""
        found = cls()
        for row in rows:
            found.by_fingerprint.setdefault(row.fingerprint, []).append(row)
        return found

    def match(self, finding: Finding, today: datetime.date | None) -> Dismissal | None:
        """Return the decision that covers the finding, and note that it was used."""
        for row in self.by_fingerprint.get(finding.fingerprint, ()):
            if row.holds(finding, today):
                self.used.add(row)
                return row
        return None

    def unused(self, today: datetime.date | None) -> list[dict[str, Any]]:
        """Return the decisions that covered nothing in this run, and why: expired, or no such finding."""
        rows = [row for rows in self.by_fingerprint.values() for row in rows if row not in self.used]
        return [
            {
                "fingerprint": row.fingerprint,
                "reason": row.reason,
                "who": row.who,
                "until": row.until.isoformat() if row.until else None,
                "article_id": row.article_id,
                "why": "expired" if row.expired(today) else "no such finding",
            }
            for row in rows
        ]


def of_record(record: Mapping[str, Any]) -> Dismissals:
    """Return the decisions that a record carries itself; what is not one is passed over, for the record is input."""
    rows = record.get(OF_RECORD)
    found = []
    for row in rows if isinstance(rows, list) else ():
        given = {"fingerprint": row, "reason": "dismissed in the record", "who": ""} if isinstance(row, str) else row
        try:
            found.append(_read(given))
        except (ValueError, TypeError):
            continue
    return Dismissals.of(found)


def _said() -> str:
    return "fingerprint, reason, who, and if wanted until (YYYY-MM-DD) and article_id"


def _read(row: Any) -> Dismissal:
    if not isinstance(row, dict):
        raise TypeError("no JSON object")
    if unknown := [key for key in row if key not in _KEYS]:
        raise ValueError(f"unknown key {unknown[0]!r}")
    for key in _KEYS[:3]:
        if not isinstance(row.get(key), str):
            raise TypeError(f"{key} is {row.get(key)!r}, no string")
    until = row.get("until")
    if until is not None and not isinstance(until, str):
        raise TypeError(f"until is {until!r}, no day")
    identity = row.get("article_id")
    if identity is not None and not isinstance(identity, str):
        raise TypeError(f"article_id is {identity!r}, no string")
    day = datetime.date.fromisoformat(until) if until else None
    return Dismissal(row["fingerprint"], row["reason"], row["who"], day, identity)
