"""A name, or a word written with a capital, is no word and no known name, and stands one slip away from one.

"Delware" for "Delaware", "the House and the Seante": the article has no second spelling to compare with, so the
evidence is the context (a trigram model of English, which knows many names) and the names that many outlets print.
In a run, near-copies of the article are evidence, too: where two other outlets at least, and more than print it so,
have a name with one letter changed in the same place, a spelling that stands once is reported with theirs, whatever
dictionaries say. The fix is a suggestion that only a person may take over.

Silent where other outlets print the spelling, where the article repeats it, and on names that lists of people and
places have.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.finding import Place
from auditor.span import Span

requires = ("english",)

by_hand = "a name is spelt as its bearer spells it"

examples = (
    Bad("The two sides will meet again on [[Wedneday]] in the capital.", fix="Wednesday"),
    Bad("The bill now goes to the House and the [[Seante]] for a vote.", fix="Senate"),
    Bad(
        "The envoy of Nato, Jens [[Stoltenburg]], said on Monday that the talks would go on.",
        fix="Stoltenberg",
        context={
            "near-copies": [
                {"article_id": copy, "contained": 0.9, "contains": 0.9, "date": None} for copy in ("b", "c")
            ],
            "copy-names": [
                {
                    "printed": "Stoltenburg",
                    "start": 24,
                    "meant": "Stoltenberg",
                    "begins": 24,
                    "article_id": copy,
                    "source": f"{copy}.example",
                }
                for copy in ("b", "c")
            ],
        },
    ),
    Good("The bill was backed by Ms Senater and by Mr Delwar of the House."),
    Good("The product, called Palcohol, is new. Palcohol is sold dry, and Palcohol may be banned, the agency said."),
    Good("The two sides met in Kragujevac on Wednesday and in Metohija on Thursday."),
)

_MOST = 0.88
"""A name that nobody has listed may still be right."""

_BY_COPIES = 0.8
"""Outlets that agree may have had the slip from one agency, which an editor of this article has put right."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every place of a capitalised unknown word that one slip explains, but for variants of a name."""
    taken = {place for slip in document.name_slips for place in slip.rare.places}
    for name in document.copied_names:
        if name.span not in taken:
            taken.add(name.span)
            outlets = sorted({source for _, source, _ in name.copies})
            more = f" and {len(outlets) - 1} more" if len(outlets) > 1 else ""
            yield Hit(
                name.span,
                f"“{name.printed}” stands here; {outlets[0]}{more} print “{name.meant}” in the same place",
                confidence=_BY_COPIES,
                fix=name.meant,
                related=tuple(
                    Place(article_id=article, span=Span(start, start + len(name.meant)), text=name.meant)
                    for article, _, start in name.copies[:3]
                ),
            )
    for word in document.unknown_words:
        if word.kind == "name" and word.token.span not in taken:
            yield Hit(
                word.token.span,
                f"“{word.token.text}” is no known name or word; “{word.meant}” fits here",
                confidence=round(_MOST * word.probability, 2),
                fix=word.meant,
            )
