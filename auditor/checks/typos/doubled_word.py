"""A word is printed twice in a row.

The usual cause is an edit that left half of the old sentence standing. Words that English does double ("had had",
"that that", "very very") pass, and so do names ("Duran Duran", "New York, New York").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The council voted on [[the the]] budget late on Tuesday.", fix="the"),
    Bad("[[The the]] vote was postponed until spring.", fix="The"),
    Good("He had had enough, and said that that was a very, very long day."),
    Good("The band Duran Duran played in Baden Baden."),
    Good("Counting the in-in and out-out rules, the\nthe list goes on."),
)

LEGAL = frozenset(
    "had that is do very really no so far long many much now there here ha hah hey la blah bye well more too out in on "
    "yes yeah please never again all you her it what who said boo knock tut chop go ho hee dot goody win fifty bang pom "
    "night ding tick tock choo woof yo oh ah um er uh na da du de le wah yum hubba mum can wow hear back over up down "
    "big old tsk poo chi cha cou bora tuk dik couscous pili pawpaw mahi aye din lip vis wait stop why not round "
    "same one two three four five six seven eight nine ten twenty thirty forty x".split()
)
"""Words that writers double on purpose, for stress, sound or grammar."""


def find(document: Document) -> Iterator[Hit]:
    """Yield pairs of equal words with nothing but blanks between them."""
    text, tokens = document.text, document.tokens
    for one, other in zip(tokens, tokens[1:], strict=False):
        if one.kind != "word" or other.kind != "word" or len(one.text) != len(other.text):
            continue
        word = other.text.lower()
        if one.text.lower() != word or other.text[0].isupper() or word in LEGAL or len(word) == 1 and word != "a":
            continue
        gap = text[one.end : other.start]
        if not gap or gap.strip(" \u00a0") or word in document.context.allowed:
            continue
        edges = text[max(0, one.start - 1) : one.start] + text[other.end : other.end + 1]
        if any(mark in "-–'’*_\"“”" for mark in edges):
            continue
        yield Hit(
            Span(one.start, other.end),
            f"“{one.text}” is printed twice in a row",
            confidence=0.92,
            fix=one.text,
        )
