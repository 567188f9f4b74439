"""One name of the article is spelt two ways, one letter apart.

"Stolternberg" once beside "Stoltenberg" nine times. Both spellings stand in the same article, so at least one is
wrong or the sources were mixed. The fix is the spelling that the article uses more; as it may be the wrong one, or the
name of somebody else, it is a suggestion that only a person may take over.

A small set of trees judges each pair (see `auditor/reading/name_slips.py`): how often each spelling stands in the
article and its title, whether dictionaries, lists of names and other outlets have it, and how the two differ.
Diacritics have a check of their own. Silent on plurals and demonyms ("Austria", "Austrian") and on names that the
writer tells apart in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

by_hand = "a name is spelt as its bearer spells it"

examples = (
    Bad("Anna Lindqvist won. Reporters asked Lindqvist why. “I trained,” [[Lindqivst]] said.", fix="Lindqvist"),
    Bad("The paper “[[Dnevik]]” had the story first. A day later “Dnevnik” repeated it.", fix="Dnevnik"),
    Good("Mr Johnson met Mr Johnston, and Johnson thanked Johnston."),
    Good("Reporters asked the Hungarians about Hungary, Slovenia about Slovakia, and Kovacs about Kovac."),
)

_MOST = 0.88
"""Two spellings may be two people, however alike the names: never sure enough to be put right unseen."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every place of the rarer spelling of each pair."""
    for slip in document.name_slips:
        for place in slip.rare.places:
            yield Hit(
                place,
                f"The name is “{slip.rare.form}” here and “{slip.usual.form}” elsewhere in the article "
                f"({slip.rare.count} and {slip.usual.count} times)",
                confidence=round(_MOST * slip.probability, 2),
                fix=slip.usual.form,
                related=(here(slip.usual.places[0], slip.usual.form),),
            )
