"""Two determiners stand before one noun: "the his house", "a the".

Languages that set an article before a possessive ("la sua casa", "ta jego") hand both on; systems that build a sentence
from pieces bring an article with each.

Silent in quotations, across lines, where a mark stands between, and unless a word in lower case follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("He sold [[the his]] house in May."),
    Bad("They built [[a the]] bridge over the river."),
    Bad("It was [[the this]] summer that the dam broke."),
    Good("It was the “this” of the poem, a, the, and all that, that the boys learnt."),
    Good("All the others sold this house, and the A team won."),
)

_SECOND = {
    "the": frozenset(["his", "her", "their", "our", "my", "your", "its", "this", "these", "those", "a", "an"]),
    "a": frozenset(["the", "his", "their", "our", "my", "this", "these", "those"]),
    "an": frozenset(["the", "his", "their", "our", "my", "this", "these", "those", "a"]),
}


def find(document: Document) -> Iterator[Hit]:
    """Yield both determiners."""
    text, words = document.text, document.words
    for first, seconds in _SECOND.items():
        for at in document.word_places.get(first, ()):
            one, other = words[at], words[min(at + 1, len(words) - 1)]
            if other.text not in seconds or text[one.end : other.start] != " ":
                continue
            span = Span(one.start, other.end)
            follows = text[span.end : span.end + 2]
            if len(follows) == 2 and follows[0] == " " and follows[1].islower() and not document.in_quote(span):
                yield Hit(span, f"“{span.of(text)}”: one noun has two determiners", 0.75)
