"""Where an article prints a name, by the words around it: so that copies of one report can be held side by side.

"Nato chief Jens _ said on": two articles with the same three words on either side of a name tell the same sentence.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

from auditor.reading.name_forms import bare
from auditor.reading.tokens import Token

AROUND = 3
"""Words on either side that have to be the same."""

FEWEST_LETTERS = 4

_SPOKEN = frozenset({"word", "number"})

MOST_PLACES = 24
"""Of the places of one article so many are compared: those with the smallest hashes, the same ones in its copies."""


class NamePlace(NamedTuple):
    """A name of one word: `around` is the hash of the words about it, `start` where it begins in the text."""

    around: int
    start: int
    form: str


def read_name_places(tokens: Sequence[Token]) -> tuple[NamePlace, ...]:
    """Return the names (possessive left out) that have enough words about them, each surrounding once."""
    words = [token for token in tokens if token[3] in _SPOKEN]
    texts = [token[2] for token in words]
    found: dict[int, NamePlace | None] = {}
    for at in range(AROUND, len(texts) - AROUND):
        printed = texts[at]
        if len(printed) < FEWEST_LETTERS or not printed[0].isupper():
            continue
        form = bare(printed)
        if not (form[1:].islower() and form.isalpha()):
            continue
        beside = " ".join(texts[at - AROUND : at] + texts[at + 1 : at + 1 + AROUND]).lower()
        around = zlib.crc32(beside.encode("utf-8", "surrogatepass"))
        found[around] = None if around in found else NamePlace(around, words[at].start, form)
    once = sorted(place for place in found.values() if place is not None)
    return tuple(once[:MOST_PLACES])
