"""A number of years later than a printed year lies after the article was published.

"Warned in 2011, and eight years later nothing had changed", in an article of 2013: eight years later was 2019. The year
or the number is wrong. Silent without a date of the article, and where the sentence looks ahead.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english", "date")

examples = (
    Bad("They were warned in [[2011 — but eight years later]] nothing had changed.", published="2013-10-22"),
    Bad("He sold the house in [[2014, and almost six years later]] it burned down.", published="2016-12-31"),
    Good("They were warned in 2011 — but two years later nothing had changed.", published="2013-10-22"),
    Good("They were warned in 2011 — but eight years later nothing had changed."),
    Good("The bonds were sold in 2010 and will be paid back twenty years later.", published="2016-12-31"),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every such distance."""
    if document.own_date is None:
        return
    text, this = document.text, document.own_date.date.year
    for claim in document.claims.years_later:
        number, year = claim.number, claim.year
        if year.value > this:
            continue
        lands = int(year.value + number.value)
        slack = max(1.0, 0.15 * number.value) if number.bound == "about" else 1.0
        if number.bound == "at most":
            lands -= 1
        if lands <= this + slack:
            continue
        then = year.value + number.value
        said = f"{number.value:g} years after {year.value:.0f} is {then:.0f}; the article is of {this}"
        places = (here(number.span, number.span.of(text)), here(year.span, year.span.of(text)))
        yield Hit(claim.span, said, 0.8, related=places)
