"""Time expressions and the article's own date stamps."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from auditor.reading.sentences import Sentence
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression. `value`: its TIMEX3 value ("2022-10-01", "2022", "P10Y", "2022-W06", "PRESENT_REF"), or None
    where the article's date would be needed and is not known. `date`: the day, where the value is exactly one day.
    `weekday`: the English weekday name printed in the expression. `explicit_year`: its year is printed, not inferred.
    """

    span: Span
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    date: datetime.date | None = None
    weekday: str | None = None
    explicit_year: bool = False


@dataclass(frozen=True, slots=True)
class DateStamp:
    """A date that the page printed about the article itself: a scraped header, by-line or dateline in the text.

    `alternatives`: other readings of an ambiguous form (10.08.2022 is 10 August or 8 October).
    """

    span: Span
    text: str
    date: datetime.date
    alternatives: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnDate:
    """The date an article is taken to be of, and why. `span` is set for a stamp in the text, `article_id` for a copy."""

    date: datetime.date
    origin: Literal["metadata", "text", "near-copy"]
    alternatives: tuple[datetime.date, ...] = ()
    span: Span | None = None
    article_id: str | None = None


def read_dates(text: str, sentences: tuple[Sentence, ...], anchor: datetime.date | None) -> tuple[DateMention, ...]:
    """Return the time expressions of `text`, relative ones resolved against `anchor` (the article's own date)."""
    return ()


def read_date_stamps(text: str) -> tuple[DateStamp, ...]:
    """Return the date stamps of `text`, the most trustworthy first."""
    return ()
