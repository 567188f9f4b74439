"""Shares of one whole add up to more than all of it.

"43 percent said yes, 35 percent said no and 35 percent were"
" undecided": 113 percent. Told only where one of the shares is
of those who gave no answer ("undecided", "don't know"), or of "the remaining", so that the shares are meant to be all.
Rounding of each share is allowed for. Silent where an earlier count or another group is named in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("Asked about the tax, [[43 percent said yes, 35 percent said no, and 35 percent]] were undecided."),
    Bad("In the poll [[52% back the plan, 41% oppose it and 27%]] don't know."),
    Bad("Asked about it, [[62 percent did not know enough, while 24 percent said yes and 34 percent]] said no."),
    Good("Asked about the tax, 43 percent said yes, 35 percent said no, and 21 percent were undecided."),
    Good("In the poll 52% back the plan, 41% oppose it, up from 38%, and 7% don't know."),
    Good("Of the women 52% back the plan, of the men 61% do, and among students 47% do."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every sentence whose three or four shares make more than the whole."""
    for claim in document.claims.wholes_of_shares:
        inside = claim.shares
        total = sum(share.number.value for share in inside)
        if any(share.number.bound in ("at most", "about") for share in inside):
            continue
        if 100 + 0.5 * len(inside) + 1 < total < 160:
            printed = " + ".join(f"{share.number.value:g}" for share in inside)
            places = tuple(here(share.span, share.span.of(document.text)) for share in inside)
            yield Hit(claim.span, f"{printed} = {total:g} percent of one whole", 0.8, related=places)
