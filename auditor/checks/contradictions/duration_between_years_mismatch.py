"""A number of years is printed beside two years that lie further apart, or less far.

"The seven years from 2003 to 2013": ten by any count. One year more or less is allowed for, as people count both ends
or neither.
"""

from __future__ import annotations

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


def find(document: Document) -> Iterator[Hit]:
    """Yield every duration that the two years rule out."""
    text = document.text
    for claim in document.claims.years_between:
        number, first, second = claim.number, claim.first, claim.second
        if number.bound == "about":
            continue
        apart = int(second.value - first.value)
        if apart < 1 or abs(apart - number.value) <= 1:
            continue
        if (number.bound == "at least" and apart > number.value) or (
            number.bound == "at most" and apart < number.value
        ):
            continue
        said = f"{first.value:.0f} and {second.value:.0f} are {apart} years apart, not {number.span.of(text)}"
        both = Span(first.span.start, second.span.end)
        yield Hit(
            claim.span,
            said,
            0.8,
            related=(here(number.span, number.span.of(text)), here(both, both.of(text))),
        )
