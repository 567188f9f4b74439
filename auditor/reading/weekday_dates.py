"""Days that are printed with a weekday: "Tuesday, March 5", "this Thursday, Aug. 21, 2017", "Friday morning, 3 May"."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from auditor.reading.calendar import WEEKDAYS
from auditor.reading.dates import DateMention
from auditor.span import Span

_BEFORE = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})(?:\s(?:morning|afternoon|evening|night))?,?\s(?:the\s)?\Z", re.IGNORECASE
)
_HAS_FIGURE = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class WeekdayDate:
    """A day of the month with the English weekday printed beside it; see `DateMention` for `explicit_year`."""

    span: Span
    weekday: str
    date: datetime.date
    explicit_year: bool


def read_weekday_dates(text: str, dates: tuple[DateMention, ...]) -> tuple[WeekdayDate, ...]:
    """Return the days of the month in `dates` that carry a weekday, inside the expression or right before it."""
    found: list[WeekdayDate] = []
    for mention in dates:
        if mention.date is None or not _HAS_FIGURE.search(mention.text):  # a bare weekday is no day of the month
            continue
        weekday, start = mention.weekday, mention.span.start
        if weekday is None:
            left = max(0, start - 28)
            match = _BEFORE.search(text[left:start])
            if match is None:
                continue
            weekday, start = match["weekday"].capitalize(), left + match.start()
        found.append(WeekdayDate(Span(start, mention.span.end), weekday, mention.date, mention.explicit_year))
    return tuple(found)
