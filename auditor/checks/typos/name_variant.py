"""A name is spelt in two ways in one article: Stoltenburg beside Stoltenberg.

The rarer form is most likely a slip. No dictionary can tell, the article itself can: the two differ in one letter or in
two that changed places, and neither is a word of its own. A name is never changed by itself. Silent for plurals and
adjectives of a name, for names of different people, and for diacritics, which have a check of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.language_model import language_model
from auditor.reading.tokens import Token

requires = ("english",)

examples = (
    Bad(
        "Anna Kowalczyk won the race. Kowalczyk thanked her team. Later [[Kowalczky]] left, and Kowalczyk's coach spoke."
    ),
    Bad("The daily Glasovnik broke the story. According to [[Glasvnik]] the firm is bankrupt."),
    Good("Anna Kowalczyk won the race. Kowalczyk thanked her team."),
    Good("Serbia and the Serbian league, Albania and the Albanian one, met on Friday."),
    Good("Marta Petrov and Marko Petrow met; Petrov won, Petrow lost. Petrov and Petrow shook hands."),
)

_SHORTEST = 6
_ENDINGS = ("s", "n", "an", "ns", "i", "e", "a", "es")


def find(document: Document) -> Iterator[Hit]:
    """Yield each mention of the rarer form, with the first mention of the usual one."""
    forms: dict[str, list[Token]] = defaultdict(list)
    for token in document.words:
        word = token.text.removesuffix("'s").removesuffix("’s")
        if (
            len(word) >= _SHORTEST
            and word[0].isupper()
            and not word.isupper()
            and word[1:].islower()
            and word.isascii()
        ):
            forms[word].append(token)
    model = language_model()
    by_letter: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        by_letter[form[0]].append(form)
    for group in by_letter.values():
        for rare in group:
            if rare.casefold() in document.context.allowed or model.knows(rare.lower()):
                continue
            usual = _usual(rare, group, forms)
            if usual is None:
                continue
            place = here(forms[usual][0].span, usual)
            many = len(forms[usual]) >= 3
            said = f'"{rare}" stands beside "{usual}", which the article prints {_times(len(forms[usual]))}'
            for token in forms[rare]:
                yield Hit(token.span, said, 0.9 if many else 0.75, related=(place,))


def _usual(rare: str, group: list[str], forms: dict[str, list[Token]]) -> str | None:
    """Return the form that `rare` is a slip of: more frequent, or as frequent and longer (letters get lost)."""
    best = None
    for other in group:
        if other == rare or abs(len(other) - len(rare)) > 1 or OSA.distance(rare, other, score_cutoff=1) > 1:
            continue
        short, long = sorted((rare, other), key=len)
        if len(short) != len(long) and long.startswith(short) and long[len(short) :] in _ENDINGS:
            continue
        if short[:-1] == long[:-1] and len(short) == len(long):
            continue
        few, many = len(forms[rare]), len(forms[other])
        known = language_model().knows(other.lower())
        if few > 2 or not (many >= 2 * few or (many == few == 1 and len(other) > len(rare) and not known)):
            continue
        if best is None or many > len(forms[best]):
            best = other
    return best


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
