"""A decimal figure has a comma: "3,5 million", "0,7 percent".

Most of Europe writes decimals so. In English the comma sets off thousands, and "1,250 km" is a long way.

Silent unless one or two figures follow the comma and a unit follows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("The dam cost [[3,5]] million euros.", fix="3.5"),
    Bad("Prices rose by [[0,7]] percent in May.", fix="0.7"),
    Good("The dam cost 3.5 million euros, or 3,500 per house."),
    Good("He won in rounds 3,5 and 7, and 1,000 km of road were built."),
)

_FIGURE = re.compile(r"\d{1,3},\d{1,2}")
_UNIT = re.compile(
    r" (?:million|billion|trillion|percent|per cent|percentage|degrees|met(?:er|re)s?|kilomet(?:er|re)s?|km|kg|kilos?|"
    r"kilograms?|tonnes|tons|lit(?:er|re)s?|hectares|points|euros?|times|hours|years)\b| ?%"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the figures."""
    text = document.text
    for token in document.tokens:
        if token.kind == "number" and _FIGURE.fullmatch(token.text) and _UNIT.match(text, token.end):
            fix = token.text.replace(",", ".")
            yield Hit(token.span, f"“{token.text}” has the decimal comma of another language", 0.85, fix=fix)
