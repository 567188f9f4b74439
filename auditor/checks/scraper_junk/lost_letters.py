"""A name lost its letters with diacritics, as a text does that was squeezed into ASCII.

"Aleksandar Vui" for "Vučić": whatever read the page dropped what it could not encode. Fires where the article prints
the name whole elsewhere, and no dictionary has the stump; a name that stands nowhere whole cannot be told from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.lexicon import lexicon
from auditor.reading.name_forms import NameForm
from auditor.span import Span

by_hand = "a name is spelt as its bearer spells it"

examples = (
    Bad("Ivan Kovačić came early. Later [[Kovai]] left by the back door.", fix="Kovačić"),
    Bad("The mayor met Željko Šarić in Split. The visit of [[eljko]] was short.", fix="Željko"),
    Good("Ivan Kovačić came early. Later Kovacic left by the back door."),
    Good("Ana Marić spoke first. Mari spoke next."),
)

_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]{4,}")
_LEAST = 3
"""Letters of the shortest stump: shorter ones are initials and words of other languages."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every stump of a name that the article prints whole at least as often."""
    if document.text.isascii():
        return
    whole: dict[str, NameForm] = {}
    for name in document.name_forms:
        if not name.form.isascii() and _LATIN.fullmatch(name.form):
            whole.setdefault("".join(letter for letter in name.form if letter.isascii()), name)
    if not whole:
        return
    found: dict[str, list[Span]] = {}
    for token in document.tokens:
        if token.text in whole and len(token.text) >= _LEAST:
            found.setdefault(token.text, []).append(token.span)
    for stump, spans in found.items():
        name = whole[stump]
        if len(spans) <= name.count and not (lexicon().knows(stump) or stump.lower() in lexicon()):
            for span in spans:
                said = f"“{name.form}” without its letters with diacritics"
                yield Hit(span, said, 0.9, fix=name.form, related=(here(name.places[0], name.form),))
