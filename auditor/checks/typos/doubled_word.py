"""A word is printed twice in a row.

The usual cause is an edit that left half of the old sentence standing. Words that English does double ("had had",
"that that", "very very") pass, and so do names ("Duran Duran", "New York, New York").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

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
    "had that is do very really no so far long many much now there ha hah hey hee ho la na da blah bye boo oh ah um er "
    "uh aye yes yeah please never again well more out on over up down her what wait stop why go win knock tut tsk chop "
    "bang pom ding tick tock choo woof yo yum hubba wow hear night dot goody big old same one two three four five six "
    "seven eight nine ten twenty thirty forty fifty chi cha bora tuk mahi pili x".split()
)
"""Words that writers double on purpose, for stress, sound or grammar."""


_MAY_MEET = frozenset(["in", "it", "is", "do", "who", "to", "all"])
"""Words that meet now and then where one phrase ends and another begins ("set to kick in in January")."""


def find(document: Document) -> Iterator[Hit]:
    """Yield pairs of equal words with nothing but blanks between them."""
    text, tokens = document.text, document.tokens
    for one, other in pairwise(tokens):
        if one.kind != "word" or other.kind != "word" or len(one.text) != len(other.text):
            continue
        word = other.text.lower()
        if one.text.lower() != word or other.text[0].isupper() or word in LEGAL:
            continue
        if len(word) == 1 and word != "a":
            continue
        gap = text[one.end : other.start]
        if not gap or gap.strip(" \u00a0") or word in document.context.allowed:
            continue
        edges = text[max(0, one.start - 1) : one.start] + text[other.end : other.end + 1]
        if any(mark in "-–'’*_/\"“”" for mark in edges):
            continue
        yield Hit(
            Span(one.start, other.end),
            f"“{one.text}” is printed twice in a row",
            confidence=0.92 if word not in _MAY_MEET else 0.6,
            fix=one.text,
        )
