"""A weekday is printed beside a day of the month that fell on another weekday in the article's year.

The year comes from the article's own date: the nearest one. Usual causes: a slip, a story reprinted from another year,
a day and a month that changed places in translation.

Silent without a date of the article, for days far from it, where the sentence names another year, and where the weekday
fits a neighbouring year and the day lies more than six weeks off.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.calendar import day, in_words
from auditor.span import Span

requires = ("date",)

examples = (
    Bad("The board meets on [[Monday, March 5]], to vote on the plan.", published="2019-03-01"),
    Bad("Shops reopen [[Friday, 13 June]] after ten weeks.", published="2020-06-09"),
    Good("The board meets on Tuesday, March 5, to vote on the plan.", published="2019-03-01"),
    Good("The board meets on Monday, March 5, to vote on the plan."),
    Good("In 2012 the board met on Monday, March 5, to vote on the plan.", published="2019-03-01"),
    Good("The fair was opened on Sunday, October 2.", published="2023-06-20"),
    Good("Photos: She turns 50 on Friday, January 17. Hide Caption 1 of 29", published="2016-10-14"),
)

_FAR = 150
_NEAR = 45
_YEAR = re.compile(
    r"(?<![\d$€£,.])(?:1[6-9]|20)\d\d(?![\d,.]\d|\s?%)|\b(?:years? (?:ago|earlier|before)|anniversary)\b"
)
_QUOTED_FROM = re.compile(r"\b(?:FILE|file photo|archive)\b")
_GALLERY = re.compile(r"\b(?:Hide Caption|Click through|[Gg]allery|Photos:|Caption \d+ of \d+)")
"""A picture series is older than the page that shows it."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every day of the month with a weekday that it did not have."""
    own = document.own_date
    if own is None:
        return
    for mention in document.claims.weekday_dates:
        if mention.explicit_year:
            continue
        years = [day(own.date.year + shift, mention.date.month, mention.date.day) for shift in (-1, 0, 1)]
        days = sorted((one for one in years if one is not None), key=lambda one: abs((one - own.date).days))
        if not days:
            continue
        nearest = days[0]
        distance = abs((nearest - own.date).days)
        if f"{nearest:%A}" == mention.weekday or distance > _FAR:
            continue
        neighbour = any(f"{one:%A}" == mention.weekday for one in days[1:])
        if distance > _NEAR and neighbour:
            continue
        if any(_fits(nearest, other, mention.weekday) for other in own.alternatives):
            continue
        if _other_year(document, mention.span, own.date, far=distance > _NEAR):
            continue
        said = f"{in_words(nearest)} was a {nearest:%A}, not a {mention.weekday}"
        sure = own.origin == "metadata" and distance <= _NEAR and not neighbour
        yield Hit(mention.span, said, 0.9 if sure else 0.7)


def _fits(nearest: datetime.date, other: datetime.date, weekday: str) -> bool:
    moved = day(other.year, nearest.month, nearest.day)
    return moved is not None and f"{moved:%A}" == weekday


def _other_year(document: Document, span: Span, own: datetime.date, *, far: bool) -> bool:
    """Whether the sentence names a year or a distance in years, so that the day may lie in that year."""
    for sentence in document.sentences:
        if sentence.span.overlaps(span):
            years = [match.group() for match in _YEAR.finditer(sentence.text)]
            if any(year != str(own.year) for year in years) or _QUOTED_FROM.search(sentence.text):
                return True
            around = document.text[max(0, span.start - 160) : span.end + 160]
            return far and _GALLERY.search(around) is not None
    return False
