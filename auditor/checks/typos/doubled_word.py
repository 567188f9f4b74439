"""A word is printed twice in a row.

The usual cause is an edit that left half of the old sentence standing. Words that English does double ("had had",
"that that", "very very") pass, and so do names ("Duran Duran", "New York, New York").

Also in the other languages that have a word list, each with words of its own that pass ("nous nous", "die die").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.foreign_words import doubled_on_purpose
from auditor.reading.tokens import Token
from auditor.span import Span

requires = ("word-list",)

examples = (
    Bad("The council voted on [[the the]] budget late on Tuesday.", fix="the"),
    Bad("[[The the]] vote was postponed until spring.", fix="The"),
    Good("He had had enough, and said that that was a very, very long day."),
    Bad("The president [[is is]] still in the hospital.", fix="is"),
    Bad("Die Regierung hat [[gestern gestern]] beraten, und die, die die Lage kennen, schwiegen.", language="de"),
    Good("Nous nous sommes réunis hier, et le ministre a parlé très très longtemps.", language="fr"),
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


_SELDOM = frozenset(
    "is do no far long many much now please never again well more out on over up down her what why go one two three "
    "four five six seven eight nine ten hear night".split()
)
"""Of those, words that are doubled so seldom that the language model decides."""

_GAIN = 4.0
"""How much likelier (natural log) one of them has to be than two: "going on on the ground" has 2.6."""

_MAY_MEET = frozenset(["in", "it", "is", "do", "who", "to", "all"])
"""Words that meet now and then where one phrase ends and another begins ("set to kick in in January")."""


def find(document: Document) -> Iterator[Hit]:
    """Yield pairs of equal words with nothing but blanks between them."""
    text, tokens, english = document.text, document.tokens, document.english
    legal = LEGAL if english else doubled_on_purpose(document.language.code or "")
    for repeat in document.word_repeats:
        one, other = tokens[repeat.first], tokens[repeat.second]
        if repeat.distance > 1 or len(one.text) != len(other.text):
            continue
        word = other.text.lower()
        if other.text[0].isupper() or (word in legal and not (english and word in _SELDOM)):
            continue
        if len(word) == 1 and (word != "a" or not english):
            continue
        gap = text[one.end : other.start]
        if not gap or gap.strip(" \u00a0") or word in document.context.allowed:
            continue
        edges = text[max(0, one.start - 1) : one.start] + text[other.end : other.end + 1]
        if any(mark in "-–'’*_/\"“”" for mark in edges):
            continue
        if english and word in LEGAL and not _reads_better(document, one):
            continue
        yield Hit(
            Span(one.start, other.end),
            f"“{one.text}” is printed twice in a row",
            confidence=0.6 if english and (word in _MAY_MEET or word in LEGAL) else 0.92 if english else 0.85,
            fix=one.text,
        )


def _reads_better(document: Document, one: Token) -> bool:
    """Whether the sentence is far likelier with the word once."""
    stream = document.word_stream
    at = next((at for at, token in enumerate(stream.tokens) if token is not None and token.start == one.start), None)
    if at is None or stream.words[at + 1] != stream.words[at]:
        return False
    word = stream.words[at]
    once, twice = stream.log_probabilities(at, [(word,), (word, word)], width=2)
    return once - twice > _GAIN
