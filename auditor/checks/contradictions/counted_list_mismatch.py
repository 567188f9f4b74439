"""A number announces a list that has more or fewer items.

"Four states — Ohio, Iowa and Utah — sent delegates": one is missing, or the number is wrong. In scraped and translated
text an item is often lost.

Only closed lists count: after a colon to the end of the sentence, or between dashes, with a final "and", short items
and no verbs. Every further "and" may join two words of one item, so the check speaks only when no reading fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("Delegates from [[four states — Ohio, Iowa and Utah]] — arrived on Monday."),
    Bad("The plan rests on [[two pillars: roads, schools and clinics]]."),
    Good("Delegates from three states — Ohio, Iowa and Utah — arrived on Monday."),
    Good("The plan rests on four pillars: research and development, roads, schools and clinics."),
    Good("Three lawmakers — two Greens and one Liberal — voted against it."),
    Good("It won in six of eight districts — Upton, Marsh and Hale — and lost the rest."),
    Good("He told the three men: come early and bring water."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every closed list whose length cannot be the number before it."""
    text = document.text
    for claim in document.claims.counted_lists:
        number, inside, least, most = claim.number, claim.items, claim.least, claim.most
        printed = inside.of(text)
        if any(least <= n.value <= most and 0 < number.span.start - n.span.end < 60 for n in document.numbers):
            continue  # "five countries named in two lists — ...": the list belongs to the other number
        if number.value > most or (number.value < least and number.bound == "exact"):
            count = f"{least}" if least == most else f"{least} to {most}"
            said = f'"{number.span.of(text)}" announces a list of {count} items'
            places = (here(number.span, number.span.of(text)), here(inside, printed))
            yield Hit(claim.span, said, 0.75, related=places)
