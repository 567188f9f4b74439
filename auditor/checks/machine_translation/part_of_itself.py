"""A noun hangs on itself: "the bridge of the bridge", "the commission for the commission".

Where two words of the source have one English equivalent ("komisija odbora", "committee of the board"), a system picks
it twice, and the sentence says nothing any more.

Silent for phrases that say so on purpose ("the worst of the worst"), in quotations and for words under five letters.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from auditor import knowledge
from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.tokens import Token
from auditor.reading.word_repeats import WordRepeat
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("They repaired [[the bridge of the bridge]] last spring."),
    Bad("He wrote to the [[commission for the commission]] about the noise."),
    Good("It was the battle of battles, a story of a story within the story."),
    Good("Half of the half that is left goes to the other half."),
)

LEAST_LETTERS = 5


def find(document: Document) -> Iterator[Hit]:
    """Yield both nouns with what joins them."""
    tokens = document.tokens
    for repeat in document.word_repeats:
        at, after = repeat.first + 1, repeat.second
        token, one = tokens[at], tokens[repeat.first]
        if repeat.distance not in (2, 3) or token.text not in ("of", "for", "in") or len(one.text) < LEAST_LETTERS:
            continue
        if (repeat.distance == 3 and tokens[at + 1].text != "the") or one.text.lower() in _meant():
            continue
        if token.text != "of" and (after == at + 1 or token.text == "in"):
            continue  # "year for year", "step in step", "a wheel in the wheel"
        if _is_phrase_twice(tokens, repeat):
            continue
        first = at - 2 if at > 1 and tokens[at - 2].text.lower() == "the" and token.text == "of" else at - 1
        span = Span(tokens[first].start, tokens[after].end)
        stretch = span.of(document.text)
        before = tokens[at - 2].text.lower() if at > 1 else ""
        if before in ("a", "an", "every", "of", "from") or "\n" in stretch or document.in_quote(span):
            continue
        follows = document.text[span.end : span.end + 1]
        if follows in ("-", "'", "’") or any(mark in stretch for mark in ',;:-“”"'):
            continue
        if after + 1 < len(tokens) and tokens[after + 1].is_word and tokens[after + 1].text[0].isupper():
            continue
        yield Hit(span, f"“{stretch}”: a thing is said to be of itself", 0.75)


def _is_phrase_twice(tokens: Sequence[Token], repeat: WordRepeat) -> bool:
    """Return whether the words around repeat too ("of the sea of the sea"), which `repeated-phrase` reports."""
    equal, distance = 1, repeat.distance
    for step in (-1, 1):
        at = repeat.second + step
        while distance <= at < len(tokens) and equal < distance and tokens[at].text == tokens[at - distance].text:
            equal, at = equal + 1, at + step
    return equal >= distance


@functools.cache
def _meant() -> frozenset[str]:
    return frozenset(knowledge.toml("translation/repeated_on_purpose.toml")["nouns"])
