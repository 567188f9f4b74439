"""Dates known to the day, the month or the year, and what lies some years before them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from auditor.reading.calendar import in_words

_PARTIAL = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year: the first and the last day it can be."""

    printed: str
    first: datetime.date
    last: datetime.date

    @classmethod
    def read(cls, printed: str) -> PartialDate | None:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None where it is anything else."""
        match = _PARTIAL.fullmatch(printed)
        if match is None:
            return None
        year, month, number = (int(part) if part else None for part in match.groups())
        try:
            first = datetime.date(year or 0, month or 1, number or 1)
        except ValueError:
            return None
        if number:
            return cls(printed, first, first)
        ahead = datetime.date(first.year + 1, 1, 1) if month in (None, 12) else first.replace(month=first.month + 1)
        return cls(printed, first, ahead - datetime.timedelta(1))

    def years_before(self, years: float) -> PartialDate:
        """Return the date `years` earlier, with the same precision; half years move by months."""
        whole, months = divmod(round(years * 12), 12)
        first, last = _earlier(self.first, whole, months), _earlier(self.last, whole, months)
        width = len(self.printed) if not months else max(len(self.printed), 7)
        return PartialDate(first.isoformat()[:width], first, last)

    def __str__(self) -> str:
        if len(self.printed) == 4:
            return self.printed
        if len(self.printed) == 7:
            return f"{self.first:%B %Y}"
        return in_words(self.first)


def _earlier(day: datetime.date, years: int, months: int) -> datetime.date:
    month = day.year * 12 + day.month - 1 - 12 * years - months
    year, number = divmod(month, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(max(1, year), number + 1, min(day.day, last))
        except ValueError:
            continue
    return datetime.date(max(1, year), number + 1, 1)
