"""A word mixes Latin letters with look-alikes of another script.

A Cyrillic "о" in a Latin word looks right and is not: searches miss the word, and filters are dodged that way. It also
comes from keyboards switched in mid-word and from text recognition.

Silent on single letters and on symbols such as "µ" that belong to units.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document

needs = anchors(beyond_ascii=True)

examples = (
    Bad("The [[cоuncil]] will vote on the plan.", fix="council"),
    Bad("The city of [[Mоscow]] was calm.", fix="Moscow"),
    Good("The council of Москва will vote on the plan."),
    Good("Particles of 10 µm and the Δ-variant were measured in Αθήνα."),
)

_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕԁһАВЕКМНОРСТХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧνι", "aeopcyxijsdhABEKMHOPCTXIJSoABEZHIKMNOPTYXvi"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield words of three letters or more in two scripts."""
    if not _FOREIGN.search(document.text):
        return
    for word in document.words:
        if len(word.text) < 3 or word.text.isascii() or not (_FOREIGN.search(word.text) and _LATIN.search(word.text)):
            continue
        strange = [letter for letter in word.text if _FOREIGN.match(letter)]
        plain = word.text.translate(_LOOK_ALIKE)
        names = ", ".join(sorted({unicodedata.name(letter, "unnamed letter").lower() for letter in strange}))
        yield Hit(
            word.span,
            f"“{word.text}” mixes scripts: Latin letters and {names}",
            confidence=0.95 if not _FOREIGN.search(plain) else 0.8,
            fix=plain if not _FOREIGN.search(plain) else None,
        )
