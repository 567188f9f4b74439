"""A number of years is printed beside two years that lie further apart, or less far.

"The seven years from 2003 to 2013": ten by any count. One year more or less is allowed for, as people count both ends
or neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The rule was in force for [[seven years (from 2003 to 2013)]] and in five elections."),
    Bad("In the [[27 years between 1960 and 1991]] incomes doubled."),
    Good("The rule was in force for ten years (from 2003 to 2013) and in five elections."),
    Good("In the 31 years between 1960 and 1991 incomes doubled; it was 32 counting both."),
    Good("Life expectancy rose to 71.9 years from 1981 to 2015."),
    Good("She was jailed for 14 years. From 2003 to 2009 she had served as mayor."),
)

_YEARS = re.compile(r"[\s-]years?(?!-old|s? old| of age|s? ago|s? (?:later|earlier))\b")
_FROM = re.compile(
    r"(?:\s(?:period|span|stretch|run|reign|rule|tenure|in office|in power|as [a-z]{3,12}(?: [a-z]{3,12})?))?,?\s\(?"
    r"(?P<way>from|between)\s\Z"
)
_FROM_FAR = re.compile(
    r"\s(?:(?!and\b|but\b|after\b|before\b|when\b|since\b|until\b|ago\b|in\b(?! (?:control|power|office"
    r"|charge)))[\w’'-]+\s){1,9}"
    r"(?:[\w’'-]+,\s)?(?P<way>from|between)\s\Z"
)
_TO = {"from": re.compile(r"\s?(?:to|until|till|through|[-–])\s?\Z"), "between": re.compile(r"\sand\s\Z")}


def _way(gap: str) -> re.Match[str] | None:
    """Return how the years are joined to the duration: right behind it, or behind a few words of the same clause."""
    return _FROM.match(gap) or (_FROM_FAR.match(gap) if len(gap) <= 70 else None)


def find(document: Document) -> Iterator[Hit]:
    """Yield every duration that the two years rule out."""
    text = document.text
    for number, first, second in zip(document.numbers, document.numbers[1:], document.numbers[2:], strict=False):
        if not (first.is_year and second.is_year) or number.ordinal or number.step < 1 or number.bound == "about":
            continue
        years = _YEARS.match(text, number.span.end)
        way = _way(text[years.end() : first.span.start]) if years else None
        if way is None or not _TO[way["way"]].match(text[first.span.end : second.span.start]):
            continue
        apart = int(second.value - first.value)
        if apart < 1 or abs(apart - number.value) <= 1:
            continue
        if (number.bound == "at least" and apart > number.value) or (
            number.bound == "at most" and apart < number.value
        ):
            continue
        closing = text.startswith(")", second.span.end) and "(" in way.group()
        said = f"{first.value:.0f} and {second.value:.0f} are {apart} years apart, not {number.span.of(text)}"
        both = Span(first.span.start, second.span.end)
        yield Hit(
            Span(number.span.start, second.span.end + closing),
            said,
            0.8,
            related=(here(number.span, number.span.of(text)), here(both, both.of(text))),
        )
