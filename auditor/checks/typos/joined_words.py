"""Two words stand together without the blank between them.

Scrapers that strip tags lose the blank at the edge of a link or a line; typists lose it too. "ofthe", "PresidentObama".

An article that lost several blanks lost its markup: there two words are preferred to a slip ("tohis" is "to his").

Silent on compounds that writers do join, on brand names with a capital inside unless news prints their parts as two
words that often follow each other ("PresidentObama", not "BuzzFeed"), and on names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lexicon import lexicon

requires = ("english",)

examples = (
    Bad("The second part [[ofthe]] plan was published on Monday.", fix="of the"),
    Bad("She had been a member of the board [[formore]] than ten years.", fix="for more"),
    Bad("The campaign of [[PresidentBarack]] Obama said that it would not comment.", fix="President Barack"),
    Bad("Hu Jintao, [[China’sformer]] leader, was led out of the hall.", fix="China’s former"),
    Bad("It was the aim of the [[13thFive]]-Year Plan of the party.", fix="13th Five"),
    Good("Anyone can upload a video to YouTube from a smartphone nowadays."),
    Good("Mr McDonald bought a PlayStation, an iPhone and a share of ExxonMobil, BuzzFeed said on LinkedIn."),
    Good("The Ba’athist said that the Qur’anic verse was read by Sa’dallah; c’mon, I’mma be there, he’d’ve said."),
    Good("The backbencher and her stepdaughter moved into the townhouse."),
)

_ORDINAL = re.compile(r"(\d{1,4}(?:st|nd|rd|th))([A-Z][a-z]{2,20}|[a-z]{6,20})")


def find(document: Document) -> Iterator[Hit]:
    """Yield every unknown word that falls into two words which fit its place, and figures that run into a word."""
    for token in document.tokens:
        if token.kind == "mixed" and (match := _ORDINAL.fullmatch(token.text)) and lexicon().knows(match[2]):
            fix = f"{match[1]} {match[2]}"
            yield Hit(token.span, f"“{token.text}” is not a word; “{fix}” fits here", 0.9, fix=fix)
    for word in document.unknown_words:
        if word.kind == "joined":
            yield Hit(
                word.token.span,
                f"“{word.token.text}” is not a word; “{word.meant}” fits here",
                confidence=round(word.probability, 2),
                fix=word.meant,
            )
