"""What the reading of a time expression leans on: the article's day, what was named before, and the tense around it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from auditor.reading.calendar import WEEKDAYS, day

Type = Literal["DATE", "TIME", "DURATION", "SET"]


class Reading(NamedTuple):
    """What an expression stands for: its TIMEX3 type and value.

    `impossible`: no calendar has such a day. `loose`: the value is a day, the words are not so exact ("two weeks ago").
    """

    type: Type
    value: str | None
    impossible: bool = False
    loose: bool = False


class Rule(NamedTuple):
    """How expressions round one kind of head word look, and who reads them (None: this one is no time expression).

    `noted`: whether later expressions may lean on it; a comparison ("a year earlier") is an aside. `needs`: letters, in
    lower case, one of which every such expression has; without any of them the pattern is not tried.
    """

    head: str
    read: Callable[[re.Match[str], Setting], Reading | None]
    pattern: str
    noted: bool = True
    needs: tuple[str, ...] = ()


_FUTURE = re.compile(
    r"\b(?:will|would|shall|plans?|(?<!had been )(?<!previously )(?:planned|scheduled|expected|due"
    r"|set(?=\s(?:to|for|up)))|(?-i:may)|might|to be|upcoming|as early as|as soon as|expires?|ends|heads?|(?-i:meets?)"
    r"|begins?|starts|opens|kicks?\soff|takes?\s(?:effect|place)|resumes|arrives|travels)\b|['’]ll\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|by|before|next)\s(?:late |early |mid-|at least )?$", re.IGNORECASE)
"""Right before a day, these look ahead, unless the sentence says that something had happened by then."""
_HAD = re.compile(r"\bhad\s(?!to\b)(?:(?!to\b)[^\s,;]+\s){1,8}by\s$")
_ENDED = re.compile(r"\bended\s$")
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|(?<!be )\w{3,20}ed|came|went|won|took|made|began|met|held|found|left|gave)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|(?:is|are) (?:to|due|scheduled|expected))\b")
_THROUGH = re.compile(r"\bthrough\s$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]['’”\"]{0,2}\s|\n")
_DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NEAREST_AHEAD = 45
"""Days ahead within which a day without a year and without a future verb is still taken to lie in the future."""
_AHEAD = 300


@dataclass(slots=True)
class Setting:
    """The text, the article's day if it is known, and the last date, day and quarter named so far."""

    text: str
    anchor: datetime.date | None
    last: str | None = None
    last_day: str | None = None
    last_quarter: str | None = None

    def note(self, reading: Reading) -> None:
        """Remember a date for the expressions after it; "nine months" of a company's year are no quarter any more."""
        value = reading.value
        if value == "P9M" and self.last_quarter:
            self.last, self.last_quarter = self.last_quarter[:4], None
        if reading.type != "DATE" or value is None or not value[:4].isdigit() or len(value) < 4:
            return
        self.last = value
        if exact_day(value):
            self.last_day = value
        elif "-Q" in value:
            self.last_quarter = value

    def future(self, at: int) -> bool:
        """Whether the nearest verb to the left of `at`, in the same sentence, looks ahead."""
        left = self.text[max(0, at - 90) : at]
        left = _SENTENCE_END.split(left)[-1]
        if len(left) <= 4:  # "On Tuesday, the council will ...": the verb follows
            right = _SENTENCE_END.split(self.text[at : at + 100])[0]
            return _WILL.search(right) is not None
        ahead = max((match.start() for match in _FUTURE.finditer(left)), default=-1)
        if (until := _UNTIL.search(left)) and not _HAD.search(left):
            ahead = until.start()
        behind = max((match.start() for match in _PAST.finditer(left)), default=-1)
        return ahead >= max(behind, 0)  # "scheduled" is both

    def day_of_month(self, at: int, month: int, number: int) -> Reading:
        """Read a day without a year: the nearest one, but not far ahead unless the sentence looks ahead."""
        if number > 29 + (month != 2) + (month in (1, 3, 5, 7, 8, 10, 12)) or not number:
            return Reading("DATE", None, impossible=True)
        if self.anchor is None:
            return Reading("DATE", None)
        year = self.anchor.year
        days = [one for one in (day(year + shift, month, number) for shift in (-1, 0, 1)) if one is not None]
        if self.future(at):
            ahead = [one for one in days if 0 <= (one - self.anchor).days <= _AHEAD]
            if ahead:
                return Reading("DATE", ahead[0].isoformat())
        most = -1 if _ENDED.search(self.text, max(0, at - 8), at) else _NEAREST_AHEAD
        near = [one for one in days if (one - self.anchor).days <= most]
        best = min(near, key=lambda one: abs((one - self.anchor).days) if self.anchor else 0, default=None)
        return Reading("DATE", best.isoformat() if best else None)

    def month(self, at: int, month: int) -> str | None:
        """Read a month without a year: the last one or this or the next month, unless the sentence looks ahead."""
        if self.anchor is None:
            return None
        year, now = self.anchor.year, self.anchor.month
        if self.future(at):
            year += month < now
        elif _THROUGH.search(self.text, max(0, at - 10), at):  # "through June": the nearest one
            year += -(month > now + 6) + (month < now - 6)
        else:
            year -= month > now + 1
        return f"{year:04}-{month:02}"

    def weekday(self, at: int, name: str, which: str) -> str | None:
        """Read a weekday: the article's own day or the last such day, unless the sentence or "next" looks ahead."""
        if self.anchor is None:
            return None
        back = (self.anchor.weekday() - WEEKDAYS.index(name.lower())) % 7
        if which == "next" or (back and which != "last" and (which == "this" or self.future(at))):
            return self.days(7 - back)
        return self.days(-(back or (7 if which == "last" else 0)))

    def days(self, shift: int) -> str | None:
        """Return the article's day moved by `shift` days."""
        found = self._moved(shift)
        return found.isoformat() if found else None

    def weeks(self, shift: int) -> str | None:
        """Return the ISO week of the article, moved by `shift` weeks."""
        found = self._moved(7 * shift)
        if found is None:
            return None
        year, week, _ = found.isocalendar()
        return f"{year:04}-W{week:02}"

    def months(self, shift: int) -> str | None:
        """Return the month of the article, moved by `shift` months."""
        return None if self.anchor is None else moved(f"{self.anchor:%Y-%m}", months=shift)

    def years(self, shift: int) -> str | None:
        """Return the year of the article, moved by `shift` years."""
        return None if self.anchor is None else _year(self.anchor.year + shift)

    def quarters(self, shift: int) -> str | None:
        """Return the quarter of the article, moved by `shift` quarters."""
        if self.anchor is None:
            return None
        count = self.anchor.year * 4 + (self.anchor.month - 1) // 3 + shift
        year = _year(count // 4)
        return f"{year}-Q{count % 4 + 1}" if year else None

    def _moved(self, days: int) -> datetime.date | None:
        try:
            return None if self.anchor is None else self.anchor + datetime.timedelta(days)
        except OverflowError:  # "two million years ago"
            return None


def exact_day(value: str) -> datetime.date | None:
    """Return the day that a TIMEX3 value is, None if it is anything else."""
    return datetime.date.fromisoformat(value) if _DAY_VALUE.fullmatch(value) else None


def moved(value: str, *, years: int = 0, months: int = 0, days: int = 0) -> str | None:
    """Return a TIMEX3 year, month, quarter or day moved by so much; None where it is neither or leaves the calendar."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|(-Q[1-4]))?", value, re.ASCII)
    if found is None:
        return None
    count = int(found[1]) * 12 + int(found[2] or 1) - 1 + 12 * years + months
    year = _year(count // 12)
    if year is None:
        return None
    if found[4] or not found[2]:
        return year + (found[4] or "")
    if not found[3]:
        return f"{year}-{count % 12 + 1:02}"
    one = day(int(year), count % 12 + 1, int(found[3]))
    try:
        return (one + datetime.timedelta(days)).isoformat() if one else None
    except OverflowError:
        return None


def _year(number: int) -> str | None:
    return f"{number:04}" if 1 <= number <= 9999 else None
