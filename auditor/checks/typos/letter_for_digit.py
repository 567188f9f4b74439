"""A digit stands for the letter it looks like, or a letter for a digit: "c0uncil", "2O17"; or a capital I for an l.

Text recognition confuses 0 with O and 1 with l or I. It fires only where the swap makes a common word or a plain
number, so ordinals, model numbers, codes and names with a capital inside pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lexicon import common_words

requires = ("english",)

examples = (
    Bad("The [[c0uncil]] will vote on the plan.", fix="council"),
    Bad("The hall was built in [[2O17]] and sold soon after.", fix="2017"),
    Good("On the 2nd, the G20 met for the 101st time; the B1 bomber and 4WD cars were shown."),
    Bad("The [[counciI]] said that it [[wiII]] meet on Monday."),
    Good("Mr McIntyre made a VoIP call to the AIs of the WiFi firm."),
    Good("Add H2O and CO2, 10l of oil, and call @c0uncil."),
)

_WORD = re.compile(r"[A-Za-z]?[a-z]*[01][a-z]+|[A-Za-z][a-z]*[01][a-z]*")
_NUMBER = re.compile(r"(?:1[0-9]|2[0Oo])[0-9OolI]{2}")


def find(document: Document) -> Iterator[Hit]:
    """Yield tokens of letters and digits that one swap makes plain."""
    capital = {spelling for spelling in document.spellings if "I" in spelling and "I" in spelling[1:]}
    for token in [token for token in document.words if token.text in capital] if capital else ():
        word = token.text
        plain = word[0] + word[1:].replace("I", "l")
        if plain in common_words():
            yield Hit(token.span, f"“{word}” has a capital I for an l; “{plain}” is plain", confidence=0.9, fix=plain)
    for token in [token for token in document.tokens if token.kind == "mixed"]:
        word = token.text
        meant = ""
        if _NUMBER.fullmatch(word):
            meant = word.replace("O", "0").replace("o", "0").replace("l", "1").replace("I", "1")
        elif len(word) >= 4 and word.count("0") + word.count("1") == 1 and _WORD.fullmatch(word):
            choices = {word.replace("0", "o").replace("1", letter) for letter in "li"}
            meant = next((choice for choice in sorted(choices) if choice.lower() in common_words()), "")
        if meant:
            yield Hit(token.span, f"“{word}” mixes letters and digits; “{meant}” is plain", confidence=0.9, fix=meant)
