"""Dates that the page printed about the article itself: scraped headers, by-line stamps, datelines.

A date counts only with a sign that it belongs to the page and not to the story: a label ("Published:", "date"), a clock
time beside it, a dateline, or a short line of its own that is no sentence; and only near the beginning, where pages
print it. A preposition before it ("on 10 June 1999") makes it prose.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from auditor.reading.calendar import CLOCK, DATE, WEEKDAY, readings
from auditor.reading.lines import Line
from auditor.span import Span

NEAR = 1500
"""Characters from the beginning within which a page prints its stamp."""
_TOP = 400
"""Characters within which a date on a line of its own is the page's; further down it is a heading."""
_HEADER = 60
"""Characters from the beginning within which a labelled date may be glued to the headline."""

_LABEL = re.compile(
    rf"(?:\b(?:date|published|updated|posted|modified|created|released|uploaded|filed|first published|last updated)\b"
    rf"(?:\s(?:on|at))?\s*[:|\-–]?\s*(?:{WEEKDAY},?\s)?(?:{CLOCK}[,\s|]*)?)$",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:on|since|of|in|until|till|from|by|before|after|to|and|between|the|as|for|dated|was|is)\s+$", re.IGNORECASE
)
_CLOCK_AFTER = re.compile(rf"\s?(?:[|,•·@T–-]|at)?\s?{CLOCK}", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(rf"{CLOCK}\s?[|,•·–-]?\s?(?:{WEEKDAY},?\s)?$", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z][A-Z .'\-]{2,30},\s(?:\w+,\s)?$")
_DASH = re.compile(r"\s?(?:\([A-Za-z .]{2,20}\)\s?)?[-–—]")
_WEEKDAY_BEFORE = re.compile(rf"\b{WEEKDAY},?\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateStamp:
    """A date stamp. `alternatives`: other readings of an ambiguous form (10.08.2022 is 10 August or 8 October)."""

    span: Span
    text: str
    date: datetime.date
    alternatives: tuple[datetime.date, ...] = ()


def read_date_stamps(text: str, lines: tuple[Line, ...]) -> tuple[DateStamp, ...]:
    """Return the stamps of `text`: unambiguous ones first, those with more signs first, then by place."""
    found: list[tuple[int, int, DateStamp]] = []
    for line in lines:
        if line.span.start > NEAR:
            break
        for match in DATE.finditer(text, line.span.start, min(line.span.end, NEAR + 100)):
            days = readings(match).days
            signs = _signs(text, line, match) if days else 0
            if signs:
                stamp = DateStamp(Span(*match.span()), match.group(), days[0], days[1:])
                found.append((len(days), -signs, stamp))
    return tuple(stamp for _, _, stamp in sorted(found, key=lambda item: (item[0], item[1], item[2].span)))


def _signs(text: str, line: Line, match: re.Match[str]) -> int:
    """Count the signs that the date belongs to the page; 0 where it is prose."""
    before = text[max(line.span.start, match.start() - 60) : match.start()]
    after = text[match.end() : min(line.span.end, match.end() + 30)]
    label = _LABEL.search(before) is not None
    clock = _CLOCK_AFTER.match(after) is not None or _CLOCK_BEFORE.search(before) is not None
    if _PROSE.search(_WEEKDAY_BEFORE.sub("", before)) and not label:
        return 0
    short = line.words <= 12 and not line.ends_sentence and line.span.width <= 90
    dateline = _DATELINE.match(text[line.span.start : match.start()]) is not None and _DASH.match(after) is not None
    if label and not (clock or short or match.start() < _HEADER):
        label = False
    bare = short and match.start() < _TOP and match.end() - match.start() >= 0.4 * line.span.width
    return 3 * label + 2 * clock + 2 * dateline + 2 * (bare or (short and (clock or label)))
