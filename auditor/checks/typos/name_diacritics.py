"""A name stands with and without its diacritics in one article: Vučić and Vucic.

Each form is right by itself; the mixture shows that parts of the text come from different hands or machines, and a
search for one form misses the other. The rarer form is marked, and never changed by itself.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.tokens import Token

examples = (
    Bad(
        "Ana Novaković won. Later Novakovic thanked her team, and [[Novaković]] left. Then Novakovic slept; Novakovic is 20.".replace(
            "Ana Novaković", "Ana Novakovic"
        )
    ),
    Bad("Mayor Muller spoke first. [[Müller]] was late. Muller did not wait."),
    Good("Mayor Müller spoke first. Müller was late."),
    Good("The café on Résumé Street sells its resume forms."),
)

_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"})


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(char for char in folded if not unicodedata.combining(char)).casefold()


def find(document: Document) -> Iterator[Hit]:
    """Yield every mention of the rarer form."""
    if document.text.isascii():
        return
    forms: dict[str, dict[str, list[Token]]] = defaultdict(lambda: defaultdict(list))
    for token in document.words:
        if token.text[0].isupper() and len(token.text) >= 4:
            word = token.text.removesuffix("'s").removesuffix("’s")
            forms[_plain(word)][unicodedata.normalize("NFC", word)].append(token)
    for plain, spelt in sorted(forms.items()):
        bare = [form for form in spelt if form.casefold() == plain and not form.isupper()]
        marked = [form for form in spelt if form.casefold() != plain and not form.isupper()]
        if not bare or not marked or plain in document.context.allowed:
            continue
        count_bare, count_marked = (sum(len(spelt[form]) for form in group) for group in (bare, marked))
        rare, usual = (marked, bare[0]) if count_marked <= count_bare else (bare, marked[0])
        place = here(spelt[usual][0].span, usual)
        for form in rare:
            for token in spelt[form]:
                yield Hit(token.span, f'The article also prints this name as "{usual}"', 0.9, related=(place,))
