"""A number of years later than a printed year lies after the article was published.

"Warned in 2011, and eight years later nothing had changed", in an article of 2013: eight years later was 2019. The year
or the number is wrong. Silent without a date of the article, and where the sentence looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.span import Span

requires = ("english", "date")

examples = (
    Bad("They were warned in [[2011 — but eight years later]] nothing had changed.", published="2013-10-22"),
    Bad("He sold the house in [[2014, and almost six years later]] it burned down.", published="2016-12-31"),
    Good("They were warned in 2011 — but two years later nothing had changed.", published="2013-10-22"),
    Good("They were warned in 2011 — but eight years later nothing had changed."),
    Good("The bonds were sold in 2010 and will be paid back twenty years later.", published="2016-12-31"),
)

_LATER = re.compile(r"\syears\s(?:later|afterwards)(?=[\s,.;:—–]|$)(?! than)")
_GAP = re.compile(r"[^.;\n\d]{0,90}")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|might|due|expected|expires?|projected|scheduled|plans?|by|until it|estimated"
    r"|to be)\b"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every such distance."""
    if document.own_date is None:
        return
    text, this, numbers = document.text, document.own_date.date.year, document.numbers
    for year, number in pairwise(numbers):
        later = _LATER.match(text, number.span.end) if year.is_year and not number.ordinal else None
        if later is None or not 2 <= number.value <= 200 or year.value > this:
            continue
        gap = text[year.span.end : number.span.start]
        lands = int(year.value + number.value)
        slack = max(1.0, 0.15 * number.value) if number.bound == "about" else 1.0
        if number.bound == "at most":
            lands -= 1
        if (
            lands <= this + slack
            or not _GAP.fullmatch(gap)
            or _AHEAD.search(gap + text[later.end() : later.end() + 50])
        ):
            continue
        then = year.value + number.value
        said = f"{number.span.of(text)} years after {year.value:.0f} is {then:.0f}; the article is of {this}"
        places = (here(number.span, number.span.of(text)), here(year.span, year.span.of(text)))
        yield Hit(Span(year.span.start, later.end()), said, 0.8, related=places)
