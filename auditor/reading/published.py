"""The publication date as delivered, read."""

from __future__ import annotations

import datetime
import email.utils
import math
import re
from dataclasses import dataclass
from typing import Literal

from auditor.article import Published
from auditor.reading.calendar import DATE, MONTHS, day, readings

Problem = Literal["unreadable", "impossible", "future"]

FIRST_YEAR = 1600
"""The first newspapers are of 1605."""

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6})?(?:Z|[+-]\d\d:?\d\d)?")
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?")
_UNIX = re.compile(r"[A-Za-z]{3}\s+([A-Za-z]{3})\s+(\d{1,2})\s+\d\d:\d\d(?::\d\d)?(?:\s+\S+)?\s+(\d{4})")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """What the metadata date says.

    `date` is None when nothing was delivered, or when it could not be used: then `problem` says why. `alternatives`:
    the other readings of an ambiguous form ("10/08/2022" has one, "10/10/2022" none).
    """

    date: datetime.date | None
    problem: Problem | None = None
    alternatives: tuple[datetime.date, ...] = ()


def read_published(value: Published, today: datetime.date | None) -> PublishedDate:
    """Read a publication date in any common form; `today` bounds it (None: no bound). Never raises.

    A day past `today` is allowed, for time zones. Where one reading of an ambiguous form lies in the future and another
    does not, the other one is taken.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return PublishedDate(None)
    days = _days(value)
    if days is None:
        return PublishedDate(None, "unreadable")
    days = [one for one in days if one.year >= FIRST_YEAR]
    if not days:
        return PublishedDate(None, "impossible")
    if today is not None:
        last = min(today, datetime.date.max - datetime.timedelta(1)) + datetime.timedelta(1)
        days = [one for one in days if one <= last]
        if not days:
            return PublishedDate(None, "future")
    return PublishedDate(days[0], None, tuple(days[1:]))


def _days(value: Published) -> list[datetime.date] | None:
    """Return the readings, likeliest first; an empty list for a day that no calendar has; None if it is no date."""
    if isinstance(value, datetime.datetime):
        return [value.date()]
    if isinstance(value, datetime.date):
        return [value]
    if isinstance(value, (int, float)):
        compact = _COMPACT.fullmatch(str(value)) if isinstance(value, int) else None
        if compact and 1900 <= int(compact[1]) <= 2100:
            return _some(day(int(compact[1]), int(compact[2]), int(compact[3])))
        return _epoch(float(value))
    text = " ".join(str(value).split())[:_LONGEST]
    if match := DATE.search(text):
        return list(readings(match).days)
    if match := DATE.search(text.replace("T", " ", 1)):  # 2022-02-09T08:38
        return list(readings(match).days)
    if match := _COMPACT.fullmatch(text):
        return _some(day(int(match[1]), int(match[2]), int(match[3])))
    if _EPOCH.fullmatch(text):
        return _epoch(float(text))
    if (match := _UNIX.fullmatch(text)) and match[1].lower() in MONTHS:
        return _some(day(int(match[3]), MONTHS[match[1].lower()], int(match[2])))
    parsed = email.utils.parsedate(text)
    return _some(day(*parsed[:3])) if parsed else None


def _some(one: datetime.date | None) -> list[datetime.date]:
    return [] if one is None else [one]


def _epoch(seconds: float) -> list[datetime.date] | None:
    """Read seconds or milliseconds since 1970; a number too small to be either is no date."""
    if not math.isfinite(seconds) or abs(seconds) < 1e8:
        return None
    if abs(seconds) > 1e11:
        seconds /= 1000
    try:
        return [datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()]
    except (ValueError, OverflowError, OSError):
        return []
