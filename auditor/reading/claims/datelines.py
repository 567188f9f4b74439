"""The dateline that opens an agency's story: "LONDON, March 5 (Reuters) -", "BELGRADE, 9 Feb -"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.reading.calendar import MONTH, MONTHS
from auditor.reading.lines import Line
from auditor.span import Span

_REACH = 400
_LINE = re.compile(
    r"(?P<place>[A-Z][A-Z .'’-]{2,30}(?:,\s[A-Z][\w.]{1,15}(?:\s[A-Z]\w{2,12})?)?),\s"
    rf"(?:(?P<m1>(?i:{MONTH}))\s(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s(?P<m2>(?i:{MONTH})))(?!\d)"
    r"(?:,?\s(?P<year>(?:19|20)\d\d))?(?=\s?(?:\((?P<agency>[A-Z][\w .]{1,24})\)\s?)?[-–—]{1,2}\s)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`month`, `day`: as printed, 1 to 12 and 1 to 31; `year`: None where none is printed. `agency`: "" if none."""

    span: Span
    place: str
    agency: str
    month: int
    day: int
    year: int | None


def read_dateline(text: str, lines: tuple[Line, ...]) -> Dateline | None:
    """Return the first dateline with a day near the top, None if there is none."""
    for line in lines:
        if line.span.start > _REACH:
            return None
        match = _LINE.match(text, line.span.start)
        if match:
            month = MONTHS[(match["m1"] or match["m2"]).rstrip(".").lower()]
            number = int(match["d1"] or match["d2"])
            year = int(match["year"]) if match["year"] else None
            if 1 <= number <= 31:
                return Dateline(Span(*match.span()), match["place"], match["agency"] or "", month, number, year)
    return None
