"""A number of years ago and the year printed beside it do not fit the article's date.

"Nine years ago, in 1983", in an article of 2019. Rounding by a year is allowed for, more where the number says "about"
or "more than". Usual causes: a story reprinted or translated years later, a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.numbers import Number
from auditor.span import Span

requires = ("english", "date")

examples = (
    Bad("The bridge fell [[nine years ago, in 1983]].", published="2019-05-02"),
    Bad("It opened in [[1990, 12 years ago]], and closed soon after.", published="2019-05-02"),
    Good("The bridge fell 36 years ago, in 1983.", published="2019-05-02"),
    Good("The bridge fell nine years ago, in 1983."),
    Good("More than 20 years ago, in 1983, the bridge fell.", published="2019-05-02"),
    Good("Nobody thought nine years ago that in 2019 the bridge would stand.", published="2019-05-02"),
    Good("In 1983 a poll said that 12 years ago things were better.", published="2019-05-02"),
)

_AGO = re.compile(r"\syears\sago\b")
_THEN = re.compile(r"(?:,| --?| –|—)?\s?(?:back )?in (?:(?:early |late |mid-)?[A-Z][a-z]{2,8}\.? )?\Z")
_BEFORE = re.compile(r"(?:,|\s?--?|\s?[–—])?\s?(?:exactly |just )?(?:nearly |almost |more than |about |over )?\Z")
_ONE_CLAUSE = re.compile(r"[^.;:\n\d“”\"]*")
_TELLS = re.compile(
    r"\b(?:said|says|that (?!lacks)|told|but|and (?:the|a|an|his|her|its)|than|compared|until|since|through|poll"
    r"|survey|report)\b"
)
_OTHER = re.compile(r"[-–/\d]")


def find(document: Document) -> Iterator[Hit]:
    """Yield every pair of a distance and a year that are more than a year apart."""
    if document.own_date is None:
        return
    text, this = document.text, document.own_date.date.year
    for place, number in enumerate(document.numbers):
        ago = _AGO.match(text, number.span.end)
        if ago is None or number.ordinal or not 2 <= number.value <= 500:
            continue
        after = document.numbers[place + 1] if place + 1 < len(document.numbers) else None
        before = document.numbers[place - 1] if place else None
        if after and after.is_year and _THEN.fullmatch(text[ago.end() : after.span.start]):
            year, span = after, Span(number.span.start, after.span.end)
        elif before and before.is_year and (_beside(text, before, number) or _same_event(text, before, number)):
            year, span = before, Span(before.span.start, ago.end())
        else:
            continue
        distance = this - int(year.value)
        if distance < 0 or _OTHER.match(text, year.span.end) or _fits(number, distance):
            continue
        said = f"{year.value:.0f} was {distance} years before {this}, not {number.span.of(text)}"
        yield Hit(
            span, said, 0.85, related=(here(number.span, number.span.of(text)), here(year.span, f"{year.value:.0f}"))
        )


def _beside(text: str, year: Number, number: Number) -> bool:
    gap = text[year.span.end : number.span.start]
    return bool(gap.strip()) and _BEFORE.fullmatch(gap) is not None


def _same_event(text: str, year: Number, number: Number) -> bool:
    """Whether "in 2012 before becoming the nominee nine years ago" tells of one time: a short way in one clause."""
    gap = text[year.span.end : number.span.start]
    return len(gap) <= 80 and _ONE_CLAUSE.fullmatch(gap) is not None and not _TELLS.search(gap)


def _fits(number: Number, distance: int) -> bool:
    stated = number.value
    if number.bound == "at least":
        return distance >= stated - 1
    if number.bound == "at most":
        return 0.8 * stated - 1 <= distance <= stated + 1
    slack = max(1.0, 0.15 * stated) if number.bound == "about" else max(1.0, number.grain / 2 if stated >= 50 else 1.0)
    return abs(distance - stated) <= slack
