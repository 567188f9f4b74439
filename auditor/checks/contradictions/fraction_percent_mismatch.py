"""A share printed beside a fraction is not that fraction.

"35 of 38 (78 percent)": 35 of 38 are 92. The percentage may stand in brackets, between dashes or after "or". Rounding
of the percentage is allowed for, and a point more.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The party lost seats in [[35 out of 38 (78 percent]]) of these elections."),
    Bad("They found mould in [[12 of 40 flats, or 45 percent]], last spring."),
    Good("The party lost seats in 35 out of 38 (92 percent) of these elections."),
    Good("They found mould in 12 of 40 flats, or 30 percent, last spring."),
    Good("On 10-16 of 1,172 days (45 percent of them dry) it rained."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every percentage that the fraction rules out."""
    text = document.text
    for claim in document.claims.fraction_shares:
        part, whole, quantity = claim.part, claim.whole, claim.share
        share = quantity.number
        if "exact" not in (part.bound, whole.bound):
            continue
        actual = 100 * part.value / whole.value
        slack = 1.0 + share.step / 2 + 50 * (part.step % 1) / whole.value
        if abs(actual - share.value) > slack and "exact" in (share.bound, "exact"):
            said = f"{part.span.of(text)} of {whole.span.of(text)} is {actual:.3g} percent, not {share.value:g}"
            both = Span(part.span.start, whole.span.end)
            yield Hit(
                claim.span,
                said,
                0.9,
                related=(here(both, both.of(text)), here(quantity.span, quantity.span.of(text))),
            )
