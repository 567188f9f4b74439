"""Stretches of time with both ends: "from 3 May to 4 June 2020", "(1901-1985)", "was born in 1901 and died in 1985"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from auditor.reading.dates import DateMention
from auditor.reading.partial_dates import PartialDate
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A beginning and an end, both with their year printed; `span` covers both and the words between."""

    span: Span
    start: PartialDate
    end: PartialDate
    start_span: Span
    end_span: Span


_FROM = re.compile(r"\b(?P<way>from|between)\s(?:the\s|early\s|late\s)?$", re.IGNORECASE)
_TO = re.compile(r"\s?(?:to|until|till|through|up to|[-–—])\s?(?:the\s|early\s|late\s)?")
_AND = re.compile(r"\sand\s(?:the\s|early\s|late\s)?")
_DASH = re.compile(r"\s?[-–—]\s?")
_BACK = re.compile(
    r"\b(?:back|compared|down|up|counting|fell|rose|dropped|versus|moved|brought forward|changed)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\s?(?:B\.?C|BCE)\b|\s(?:levels|people|points|dollars|euros|units|homes|of)\b|[-–]\d|\s?%|,\d")
"""Behind a year: an era that counts down, or what makes it an amount."""
_BEGINS = re.compile(
    r"\b(?:was (?:born|founded|opened|launched|built|formed|established)|began|started|opened|took office|joined"
    r"|came to power|enlisted)\s(?:there\s)?(?:in|on)\s$"
)
_ENDS = re.compile(
    r"\sand\s(?:(?:he|she|it|who)\s)?(?:(?:was|were)\s(?:closed|dissolved|disbanded|demolished)|ended|closed|died|finished"
    r"|left office|left|resigned|retired|stepped down|expired|shut down|disbanded)\s(?:there\s)?(?:in|on)\s"
)


def read_stretches(text: str, dates: tuple[DateMention, ...]) -> tuple[Stretch, ...]:
    """Return the stretches in text order."""
    found: list[Stretch] = []
    for one, other in pairwise(dates):
        gap = text[one.span.end : other.span.start]
        if not 0 < len(gap) <= 60 or one.type != "DATE" or other.type != "DATE":
            continue
        start, end = _read(one), _read(other)
        if start is None or end is None or len(start.printed) != len(end.printed):
            continue
        if not (
            _joined(text, one, other, gap)
            or (_BEGINS.search(text, max(0, one.span.start - 40), one.span.start) and _ENDS.fullmatch(gap))
        ):
            continue
        found.append(Stretch(Span(one.span.start, other.span.end), start, end, one.span, other.span))
    return tuple(found)


def _read(mention: DateMention) -> PartialDate | None:
    """Return a date whose year is printed."""
    return PartialDate.read(mention.value or "") if mention.explicit_year else None


def _joined(text: str, one: DateMention, other: DateMention, gap: str) -> bool:
    """Whether "from ... to", "between ... and" or a dash inside brackets joins the two."""
    if _COUNTED.match(text, other.span.end):
        return False
    before = text[max(0, one.span.start - 50) : one.span.start]
    way = _FROM.search(before)
    if way is not None and _BACK.search(before):
        return False
    if way is not None and way["way"].lower() == "from":
        return _TO.fullmatch(gap) is not None
    if way is not None:
        return _AND.fullmatch(gap) is not None
    bracket = before.endswith("(") and text.startswith(")", other.span.end)
    return bracket and _DASH.fullmatch(gap) is not None
