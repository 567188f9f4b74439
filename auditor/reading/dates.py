"""Time expressions, normalised to TIMEX3 values.

One scan finds head words (month names, weekdays, years, units of time, today, now); only around a head are the rules of
its kind tried. Expressions are taken from left to right, the longest at a place first, and read in text order, so that
"that day" can lean on what came before.

Source of the values: Pustejovsky et al. 2003, TimeML; the conventions are those of TimeBank and TempEval-3.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from auditor.reading.timex import Found, scan
from auditor.reading.timex_setting import exact_day
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression.

    `value`: its TIMEX3 value ("2022-10-01", "2022", "P10Y", "2022-W06", "PRESENT_REF"), or None where the article's
    date would be needed and is not known. `date`: the day, where the words name exactly one day; "two weeks ago" has a
    day for its value and names none. `weekday`: the English
    weekday name printed in the expression. `explicit_year`: its year is printed, not inferred. `impossible`: it names a
    day that no calendar has (31 February 2022); then value and date are None.
    """

    span: Span
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    date: datetime.date | None = None
    weekday: str | None = None
    explicit_year: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class OwnDate:
    """The date an article is taken to be of, and why.

    `span` is set for a stamp in the text, `article_id` for a near-copy.
    """

    date: datetime.date
    origin: Literal["metadata", "text", "near-copy"]
    alternatives: tuple[datetime.date, ...] = ()
    span: Span | None = None
    article_id: str | None = None

    def to_row(self) -> list[Any]:
        """Return all of it as plain data."""
        return [
            self.date.isoformat(),
            self.origin,
            [day.isoformat() for day in self.alternatives],
            None if self.span is None else list(self.span),
            self.article_id,
        ]

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> OwnDate:
        """Read what `to_row` returned."""
        day, origin, alternatives, span, article_id = row
        return cls(
            datetime.date.fromisoformat(day),
            origin,
            tuple(map(datetime.date.fromisoformat, alternatives)),
            None if span is None else Span(*span),
            article_id,
        )


def read_dates(text: str, anchor: datetime.date | None) -> tuple[DateMention, ...]:
    """Return the time expressions of `text`, relative ones resolved against `anchor` (the article's own date)."""
    return tuple(_mention(text, found) for found in scan(text, anchor))


def _mention(text: str, found: Found) -> DateMention:
    type_, value, impossible, loose = found.reading
    date = exact_day(value) if type_ == "DATE" and value and not loose else None
    span = Span(found.start, found.end)
    return DateMention(span, span.of(text), type_, value, date, found.weekday, found.explicit_year, impossible)
