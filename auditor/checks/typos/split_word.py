"""A blank stands inside a word: "th e", "Nat ional".

Line breaks of a narrow column and text taken from a PDF leave these. It fires only where the two pieces together are a
common word that fits the place far better than the pieces do, or belong to the pairs that are never written apart
("my self", "some where"). "can not" passes.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.language_model import language_model
from auditor.reading.lexicon import common_words, lexicon, never_apart
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The board met on Friday to discuss [[th e]] plan.", fix="the"),
    Bad("The [[govern ment]] has said that it will act.", fix="government"),
    Bad("She did it [[her self]] and has no plan to sell the house.", fix="herself"),
    Good("He went in to see the doctor, and she may be all right to day-trip."),
    Good("Every one of the players, and any one of the fans, may be there."),
)

_GAIN_OF_WORDS, _GAIN_OF_PIECES = 6.0, 3.0
"""Least gain in log probability where both pieces are words, and where one is not."""

_GAIN_OF_PAIRS = -1.0
"""Of pairs that are nearly always one word, unless the two fit better ("it self-destructs", "some times were hard")."""

_BOUND = 1.5
"""Two words that follow each other this much more often than by chance belong side by side ("may be")."""


def find(document: Document) -> Iterator[Hit]:
    """Yield pairs of pieces that make one word."""
    stream, model, known = document.word_stream, language_model(), lexicon()
    words, places = stream.words, list(_places(document))
    asked = [
        (at, 2, instead) for at in places for instead in ((words[at] + words[at + 1],), (words[at], words[at + 1]))
    ]
    fits = iter(stream.weigh(asked))
    for at in places:
        a, b = words[at], words[at + 1]
        whole = a + b
        one, other = stream.tokens[at], stream.tokens[at + 1]
        assert one is not None
        assert other is not None
        piece = not (_is_word(one.text) and _is_word(other.text))
        gain = next(fits) - next(fits)
        if piece:
            if gain < _GAIN_OF_PIECES or not (known.knows(whole)):
                continue
        elif (a, b) in never_apart():
            if gain < _GAIN_OF_PAIRS:
                continue
        elif gain < _GAIN_OF_WORDS or model.after(b, a, stream.words[at - 1]) - model.word(b) > _BOUND:
            continue
        fix = one.text + other.text
        if whole in document.context.allowed or fix.lower() in document.context.allowed:
            continue
        yield Hit(
            Span(one.start, other.end),
            f"“{one.text} {other.text}” is one word with a blank inside: “{fix}”",
            confidence=0.85 if piece else 0.6,
            fix=fix,
        )


def _places(document: Document) -> Iterator[int]:
    """Yield the numbers of words that make a common word with the next one, where both look like pieces of one."""
    stream, common, text = document.word_stream, common_words(), document.text
    words = stream.words
    joined = list(map(operator.add, words, words[1:]))
    made = common.keys() & joined
    for at, whole in enumerate(joined) if made else ():
        if whole not in made or len(whole) < 3 or whole == "cannot":
            continue
        one, other = stream.tokens[at], stream.tokens[at + 1]
        if one is None or other is None or text[one.end : other.start] != " " or not other.text.islower():
            continue
        if one.text[1:] and not one.text[1:].islower():
            continue
        if one.text[0].isupper() and stream.tokens[at - 1] is not None and (len(one.text) == 1 or _is_word(one.text)):
            continue
        edges = text[max(0, one.start - 1) : one.start] + text[other.end : other.end + 1]
        if any(mark in "-–'’.*_[]$£€" for mark in edges.rstrip(".")) or (at > 1 and words[at - 1] == "<number>"):
            continue
        yield at


def _is_word(word: str) -> bool:
    return lexicon().knows(word) and (len(word) > 1 or word in "aAI")
