"""Sentences of a paragraph, by nupunkt's English model."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from auditor.reading.lines import Paragraph
from auditor.span import Span, strip

_PUNCTUATION = re.compile(r"[.!?…]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `span` without white space at its ends, `number` over the article, `paragraph` it stands in."""

    span: Span
    text: str
    number: int
    paragraph: int
    first: bool
    """Whether it opens its paragraph."""


@functools.cache
def _splitter() -> Callable[[str], list[tuple[int, int]]]:
    from nupunkt import sent_spans  # noqa: PLC0415  (the model loads with the module)

    split: Callable[[str], list[tuple[int, int]]] = sent_spans
    return split


def read_sentences(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of all paragraphs; a sentence never crosses a paragraph."""
    found: list[Sentence] = []
    for paragraph in paragraphs:
        start = paragraph.span.start
        inner = paragraph.text[:-1]
        pieces = _splitter()(paragraph.text) if _PUNCTUATION.search(inner) else [(0, len(paragraph.text))]
        first = True
        for begin, end in pieces:
            span = strip(Span(start + begin, start + end), text)
            if span.width:
                found.append(Sentence(span, span.of(text), len(found), paragraph.number, first))
                first = False
    return tuple(found)
