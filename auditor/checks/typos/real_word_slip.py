"""A real word stands where a look-alike fits its neighbours far better.

"Both sides must remain clam": a spelling checker passes it, because the slip made another word. A trigram model of
English compares each word with its look-alikes (one letter away, of the same sound, or often confused), and a small
set of trees judges the comparison; see `auditor/reading/word_slips.py`.

Rare but right uses of short words are its usual false alarm, so a finding is never sure, and the weakest only ask to be
verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("The government must remain [[clam]] and avoid violence.", fix="calm"),
    Bad("He is the [[fist]] person to win the prize since the war.", fix="first"),
    Good("The chef served a clam chowder and the mayor remained calm."),
    Good("Opinions\nPublished\non\nThe government must remain calm and avoid violence."),
    Good("If prices rise, then the bank will act; it is their right, and they are there to use it."),
)

_MOST = 0.85
"""Never sure enough to be put right unseen."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the words that probably stand for a look-alike."""
    for slip in document.word_slips:
        yield Hit(
            slip.token.span,
            f"“{slip.token.text}” hardly fits here; “{slip.meant}” does",
            confidence=round(min(_MOST, slip.probability), 2),
            fix=slip.meant,
        )
