"""The parts of a closed group do not add up to the number printed before it.

"The other 12 senators, three Democrats and ten Republicans": thirteen. Only groups that leave nothing out are added up:
parties of one chamber, men and women, children and adults. Silent where the total is rounded, or where more groups may
follow.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The other [[12 senators were split: three Democrats and ten Republicans]] voted against it."),
    Bad("The clinic treats [[19 patients (six males and 16 females]]), a doctor said."),
    Good("The other 13 senators were split: three Democrats and ten Republicans voted against it."),
    Good("The clinic treats 22 patients (six males and 16 females), a doctor said."),
    Good("Some 20 lawmakers came, and three Democrats and ten Republicans spoke."),
    Good("The panel has 30 members, three Democrats and ten Republicans among them."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every total that its two or three parts do not make."""
    text = document.text
    for claim in document.claims.totals:
        total, parts = claim.total, claim.parts
        made = sum(part.value for part in parts)
        if made == total.value or (made < total.value and not claim.announced):
            continue
        if made < total.value and len(parts) == 2 and made < 0.75 * total.value:
            continue  # others may be left unnamed
        sum_ = " + ".join(f"{part.value:g}" for part in parts)
        said = f"{sum_} = {made:g}, not {total.value:g}"
        inside = Span(parts[0].span.start, claim.span.end)
        places = (here(total.span, total.span.of(text)), here(inside, inside.of(text)))
        yield Hit(claim.span, said, 0.8 if made > total.value else 0.6, related=places)
