"""A number of years ago and the year printed beside it do not fit the article's date.

"Nine years ago, in 1983", in an article of 2019. Rounding by a year is allowed for, more where the number says "about"
or "more than". Usual causes: a story reprinted or translated years later, a slip.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.numbers import Number

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


def find(document: Document) -> Iterator[Hit]:
    """Yield every pair of a distance and a year that are more than a year apart."""
    if document.own_date is None:
        return
    text, this = document.text, document.own_date.date.year
    for claim in document.claims.years_ago:
        number, year = claim.number, claim.year
        distance = this - int(year.value)
        if distance < 0 or _fits(number, distance):
            continue
        said = f"{year.value:.0f} was {distance} years before {this}, not {number.span.of(text)}"
        yield Hit(
            claim.span,
            said,
            0.85,
            related=(here(number.span, number.span.of(text)), here(year.span, f"{year.value:.0f}")),
        )


def _fits(number: Number, distance: int) -> bool:
    stated = number.value
    if number.bound == "at least":
        return distance >= stated - 1
    if number.bound == "at most":
        return 0.8 * stated - 1 <= distance <= stated + 1
    slack = max(1.0, 0.15 * stated) if number.bound == "about" else max(1.0, number.grain / 2 if stated >= 50 else 1.0)
    return abs(distance - stated) <= slack
