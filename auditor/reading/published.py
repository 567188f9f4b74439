"""The publication date as delivered, read."""

from __future__ import annotations

import datetime
import email.utils
import re
from dataclasses import dataclass
from typing import Literal

from auditor.article import Published
from auditor.reading.calendar import DATE, MONTHS, day, readings

Problem = Literal["unreadable", "impossible", "future"]

FIRST_YEAR = 1600
"""The first newspapers are of 1605."""

_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?)?(?:Z|[+-]\d\d:?\d\d)?")
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


def printed(value: Published) -> str:
    """Return a publication date as delivered, short enough for a message."""
    if isinstance(value, int) and value.bit_length() > 200:
        return "a number of over 60 digits"
    return str(value)[:60]


def _days(value: Published) -> list[datetime.date] | None:
    """Return the readings, likeliest first; an empty list for a day that no calendar has; None if it is no date.

    A time zone is left alone: the day is the one that was printed.
    """
    if isinstance(value, datetime.datetime):
        return [value.date()]
    if isinstance(value, datetime.date):
        return [value]
    if isinstance(value, (int, float)):
        if isinstance(value, int) and (compact := _COMPACT.fullmatch(printed(value))):
            return _calendar(compact)
        return _epoch(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value[:_LONGEST].split())
    if match := DATE.search(text):
        return list(readings(match).days)
    if match := _COMPACT.fullmatch(text):
        return _calendar(match)
    if _EPOCH.fullmatch(text):
        return _epoch(float(text))
    if (match := _UNIX.search(text)) and match[1].lower() in MONTHS:
        return _some(day(int(match[3]), MONTHS[match[1].lower()], int(match[2])))
    return _mail(text)


def _calendar(match: re.Match[str]) -> list[datetime.date]:
    return _some(day(int(match[1]), int(match[2]), int(match[3])))


def _mail(text: str) -> list[datetime.date] | None:
    """Read the date of a mail header (RFC 2822) with a short year or no weekday."""
    try:
        parsed = email.utils.parsedate(text)
    except (ValueError, TypeError, IndexError):  # it is no validator: odd headers end in these
        return None
    return _some(day(*parsed[:3])) if parsed else None


def _some(one: datetime.date | None) -> list[datetime.date]:
    return [] if one is None else [one]


def _epoch(seconds: float) -> list[datetime.date] | None:
    """Read seconds or milliseconds since 1970; a number too small or too large to be either is no date."""
    if not 1e8 <= abs(seconds) < 1e14:  # March 1973 to the year 5138; nan compares false
        return None
    if abs(seconds) > 1e11:
        seconds /= 1000
    moment = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(seconds=seconds)
    return [moment.date()]
