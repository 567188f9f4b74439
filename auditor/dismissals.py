"""Findings that an editor has looked at and let stand.

A file of dismissals, `dismissed.jsonl`, holds one object a line:

    {"fingerprint": "1f0c…", "reason": "quoted as spoken", "who": "mk", "until": "2026-12-31", "article_id": "a17"}

`until` (the last day on which it holds) and `article_id` (only in this article) may be left out. A record may carry
its own under `dismissed`: fingerprints, or objects as above of which only the fingerprint is needed.

A dismissed finding leaves the score. One that has expired or meets no finding is reported: it hides nothing, and ought
to be taken out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from auditor.catalog import close_matches
from auditor.config import ConfigError
from auditor.finding import Finding

KEYS = ("fingerprint", "reason", "who", "until", "article_id")
NEEDED = KEYS[:3]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MAX_REPORTED = 1000
"""How many useless dismissals of records are kept for the report: memory must not grow with the corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """One finding, or the same finding in every article, let stand. `place`: where the dismissal is written.

    One without a fingerprint is wider: `rule`, `source` and `phrase` (the words of the span, case aside) that are given
    must all be those of the finding. Only decisions of a store are wider.
    """

    fingerprint: str = ""
    reason: str = ""
    who: str = ""
    until: datetime.date | None = None
    article_id: str | None = None
    rule: str | None = None
    source: str | None = None
    phrase: str | None = None
    place: str = ""

    def covers(self, finding: Finding, source: str, known_as: Sequence[str] = ()) -> bool:
        """Whether it speaks of this finding in an article of `source`. `known_as`: its former fingerprints."""
        return (
            self.fingerprint in ("", finding.fingerprint, *known_as)
            and self.article_id in (None, finding.article_id)
            and self.rule in (None, finding.rule)
            and self.source in (None, source)
            and (self.phrase is None or self.phrase.casefold() == finding.text.strip().casefold())
        )

    def expired(self, today: datetime.date | None) -> bool:
        """Whether its last day is over; never without a `today`."""
        return self.until is not None and today is not None and self.until < today

    def to_json(self, why: str) -> dict[str, Any]:
        """Return the row that reports the dismissal as useless, and why."""
        return {
            "fingerprint": self.fingerprint,
            "reason": self.reason,
            "who": self.who,
            "until": self.until.isoformat() if self.until else None,
            "article_id": self.article_id,
            **{key: value for key in ("rule", "source", "phrase") if (value := getattr(self, key)) is not None},
            "place": self.place,
            "why": why,
        }


class Dismissals:
    """The dismissals of a run, and which of them have been of use."""

    def __init__(self, dismissals: Iterable[Dismissal] = ()) -> None:
        self._by_fingerprint: dict[str, list[Dismissal]] = {}
        self.extend(dismissals)
        self._used: set[Dismissal] = set()
        self._of_records: list[dict[str, Any]] = []

    def extend(self, dismissals: Iterable[Dismissal]) -> None:
        """Take more of them."""
        for item in dismissals:
            self._by_fingerprint.setdefault(item.fingerprint, []).append(item)

    @classmethod
    def load(cls, path: Path) -> Dismissals:
        """Read a file of dismissals; raises `ConfigError` at the first line that is wrong."""
        try:
            lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
        except OSError as error:
            raise ConfigError(f"{path}: dismissals cannot be read: {error.strerror or error}") from None
        found = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = _object(line)
                if missing := [key for key in NEEDED if not row.get(key)]:
                    raise ValueError(f"no {' and no '.join(missing)}; needed are {', '.join(NEEDED)}")
                found.append(_dismissal(row, f"{path}:{number}"))
            except ValueError as error:
                raise ConfigError(f"{path}:{number}: {error}") from None
        return cls(found)

    def __iter__(self) -> Iterator[Dismissal]:
        for items in self._by_fingerprint.values():
            yield from items

    def match(
        self,
        finding: Finding,
        today: datetime.date | None,
        source: str | None = None,
        known_as: Sequence[str] = (),
    ) -> Dismissal | None:
        """Return the dismissal that holds for the finding on the day `today`, and note that it is of use.

        `known_as`: fingerprints that the finding had before its text was edited.
        """
        for name in dict.fromkeys((finding.fingerprint, *known_as, "")):
            for item in self._by_fingerprint.get(name, ()):
                if item.covers(finding, source or "", known_as) and not item.expired(today):
                    self._used.add(item)
                    return item
        return None

    def note(self, of_one_record: Dismissals, today: datetime.date | None) -> None:
        """Report what one record carries and was of no use, once its findings have been matched."""
        room = MAX_REPORTED - len(self._of_records)
        self._of_records += of_one_record.unused(today)[:room]

    def expired(self, today: datetime.date | None) -> list[Dismissal]:
        """Return those that no longer hold."""
        return [item for item in self if item.expired(today)]

    def unused(self, today: datetime.date | None = None) -> list[dict[str, Any]]:
        """Return a row for every dismissal that has met no finding so far; `why`: "expired" or "no such finding"."""
        rows = [
            item.to_json("expired" if item.expired(today) else "no such finding")
            for item in self
            if item not in self._used
        ]
        return rows + self._of_records


def of_record(record: Mapping[str, Any]) -> Dismissals:
    """Return the dismissals that a record carries itself; what is none is passed over, for the record is input."""
    carried = record.get("dismissed")
    place = f"record {str(record.get('id') or '')[:100]}".strip()
    found = []
    for entry in carried if isinstance(carried, list) else ():
        row = {"fingerprint": entry} if isinstance(entry, str) else entry
        try:
            found.append(_dismissal(row, place))
        except ValueError:
            continue
    return Dismissals(found)


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"not valid JSON: {error}") from None
    if not isinstance(row, dict):
        raise ValueError("no JSON object; each line is one, in braces, with fingerprint, reason and who")
    return row


def _dismissal(row: Any, place: str) -> Dismissal:
    """Return the dismissal that `row` states; raises `ValueError`."""
    if not isinstance(row, Mapping):
        raise ValueError("a dismissal is a fingerprint or an object that holds one")
    for key, value in row.items():
        if key not in KEYS:
            raise ValueError(f"unknown key `{key}`; {close_matches(key, KEYS)}")
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{key}: found {value!r}; allowed: a string")
    fingerprint = (row.get("fingerprint") or "").strip()
    if not fingerprint:
        raise ValueError("no fingerprint; the report shows it beside the finding")
    return Dismissal(
        fingerprint=fingerprint,
        reason=row.get("reason") or "",
        who=row.get("who") or "",
        until=_day(row.get("until")),
        article_id=row.get("article_id"),
        place=place,
    )


def _day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):  # fromisoformat also reads weeks and compact forms
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"until: found {text[:40]!r}; allowed: a day such as 2026-12-31")
