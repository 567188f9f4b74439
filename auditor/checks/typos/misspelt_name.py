"""A name, or a word written with a capital, is no word and no known name, and stands one slip away from one.

"Delware" for "Delaware", "the House and the Seante": the article has no second spelling to compare with, so the
evidence is the context (a trigram model of English, which knows many names) and the names that many outlets print.
The fix is a suggestion that only a person may take over.

Silent where other outlets print the spelling, where the article repeats it, and on names that lists of people and
places have.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

by_hand = "a name is spelt as its bearer spells it"

examples = (
    Bad("The two sides will meet again on [[Wedneday]] in the capital.", fix="Wednesday"),
    Bad("The bill now goes to the House and the [[Seante]] for a vote.", fix="Senate"),
    Good("The bill was backed by Ms Senater and by Mr Delwar of the House."),
    Good("The two sides met in Kragujevac on Wednesday and in Metohija on Thursday."),
)

_MOST = 0.88
"""A name that nobody has listed may still be right."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every place of a capitalised unknown word that one slip explains, but for variants of a name."""
    taken = {place for slip in document.name_slips for place in slip.rare.places}
    for word in document.unknown_words:
        if word.kind == "name" and word.token.span not in taken:
            yield Hit(
                word.token.span,
                f"“{word.token.text}” is no known name or word; “{word.meant}” fits here",
                confidence=round(_MOST * word.probability, 2),
                fix=word.meant,
            )
