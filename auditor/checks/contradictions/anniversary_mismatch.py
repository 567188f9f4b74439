"""The number of an anniversary does not follow from the year of the event and the year of the article.

"The 57th anniversary of the 1963 march" in 2020 is right; "the 67th" is not. Silent where another year is named beside
it, and where the year of the event is close to the article's own: then it may be the year of the celebration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.numbers import Number

requires = ("english", "date")

examples = (
    Bad("They will mark the [[67th anniversary of the 1963]] march in August.", published="2020-06-10"),
    Bad("Today is the [[first anniversary of the attacks of September 11, 2001]].", published="2012-09-11"),
    Good("They will mark the 57th anniversary of the 1963 march in August.", published="2020-06-10"),
    Good("They marked the 100th anniversary of the battle in February 2017.", published="2020-06-10"),
    Good("On the 10th anniversary of the 1963 march, in 1973, a second one was held.", published="2020-06-10"),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every anniversary whose number is off by more than a year."""
    if document.own_date is None:
        return
    text, this = document.text, document.own_date.date.year
    for claim in document.claims.anniversaries:
        nth, year = claim.nth, claim.year
        if not this - year.value >= 2 or _other_year(document, nth, year):
            continue
        due = this - int(year.value)
        if abs(due - nth.value) > 1:
            said = f"{year.value:.0f} was {due} years before {this}, so this is no {nth.span.of(text)} anniversary"
            places = (here(nth.span, nth.span.of(text)), here(year.span, year.span.of(text)))
            yield Hit(claim.span, said, 0.7, related=places)


def _other_year(document: Document, nth: Number, year: Number) -> bool:
    """Whether the sentence names another year, or tells of the past."""
    for sentence in document.sentences:
        if sentence.span.covers(nth.span):
            years = [
                n for n in document.numbers if n.is_year and sentence.span.covers(n.span) and n.value != year.value
            ]
            before = document.text[max(sentence.span.start, nth.span.start - 60) : nth.span.start]
            quiet = re.search(r"\b(?:in|by) (?:19|20)\d\d\b", before) is not None
            own = document.own_date.date.year if document.own_date else 0
            return quiet or any(n.value != own for n in years)
    return False
