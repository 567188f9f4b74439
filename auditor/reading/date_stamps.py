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
    rf"(?P<lead>^|[|•·–—]\s?|[,.]\s|\s)(?:(?:first|last|this\s\w+\swas|story)\s)?"
    rf"(?:date|published|posted|created|released|uploaded|filed|(?P<later>updated?|modified))"
    rf"(?:\s(?:on|at))?\s?[:|\-–(]?\s?(?:{WEEKDAY},?\s)?(?:{CLOCK}[,\s|]{{0,3}})?$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_PROSE = re.compile(
    r"\b(?:on|since|of|in|until|till|from|by|before|after|to|and|between|the|as|for|dated|was|is)\s+$", re.IGNORECASE
)
_CLOCK_AFTER = re.compile(rf"\s?(?P<bar>[|•·T])?(?:[,@–-]|at)?\s?{CLOCK}", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(rf"{CLOCK}\s?(?P<bar>[|•·])?[,–-]?\s?(?:{WEEKDAY},?\s)?$", re.IGNORECASE)
_PLACE = re.compile(r"(?:[A-Z][A-Z .'\-]{2,30}(?:\s\([A-Za-z .]{2,20}\))?,\s(?:\w+,\s)?)?")
_DASH = re.compile(r"\s?(?P<agency>\([A-Za-z .]{2,20}\)\s?)?[-–—]")
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
        end = min(line.span.end, NEAR + 100)
        if not _FIGURE.search(text, line.span.start, end):
            continue
        for match in DATE.finditer(text, line.span.start, end):
            days = readings(match).days
            signs = _signs(text, line, match) if days else 0
            if signs:
                stamp = DateStamp(Span(*match.span()), match.group(), days[0], days[1:])
                found.append((len(days), -signs, stamp))
    return tuple(stamp for _, _, stamp in sorted(found, key=lambda item: (item[0], item[1], item[2].span)))


def _signs(text: str, line: Line, match: re.Match[str]) -> int:
    """Weigh the signs that the date belongs to the page; 0 where it is prose."""
    start = max(line.span.start, match.start() - 60)
    before = text[start : match.start()]
    after = text[match.end() : min(line.span.end, match.end() + 30)]
    alone = match.end() - match.start() >= line.span.width - 1
    short = alone or (line.words <= 12 and not line.ends_sentence and line.span.width <= 90)
    label = _LABEL.search(before)
    clock = _CLOCK_AFTER.match(after) or _CLOCK_BEFORE.search(before)
    if clock and not clock["bar"] and (line.ends_sentence or line.words > 20) and not label:
        clock = None  # "effective 11:59 p.m. December 31, 2018."
    if label and not short and not (_leads(label, start == line.span.start) and (clock or match.start() < _HEADER)):
        label = None  # "the law, published 3 May 2021, bans boats"
    if label is None and _PROSE.search(_WEEKDAY_BEFORE.sub("", before)):
        return 0
    signs = 0
    if label:
        signs += 2 if label["later"] else 3
    if clock:
        signs += 2
    if _is_dateline(text[line.span.start : match.start()], after):
        signs += 2
    bare = match.start() < _TOP and match.end() - match.start() >= 0.4 * line.span.width
    if short and (bare or clock or label):
        signs += 2
    return signs


def _leads(label: re.Match[str], at_line_start: bool) -> bool:
    """Whether the label opens its line or stands behind a separator."""
    return label["lead"].strip() not in ("", ",", ".") or (at_line_start and label.start() == 0 and not label["lead"])


def _is_dateline(before: str, after: str) -> bool:
    """Whether the date stands in "BELGRADE, 9 Feb 2022 -" or "Feb 9, 2022 (Xinhua) --"."""
    dash = _DASH.match(after)
    return dash is not None and _PLACE.fullmatch(before) is not None and bool(before or dash["agency"])
