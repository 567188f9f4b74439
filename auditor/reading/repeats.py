"""Paragraphs that stand twice in a text, word for word."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.reading.lines import Paragraph

LEAST_REPEAT = 12
"""Words from which a repeated paragraph is a defect; shorter ones may be meant."""

_PLAIN_REPEAT = 25
"""Words from which a paragraph is no heading or label, whatever it ends in: a caption ends in its credit."""

_OPENERS = "\"“‘'(«„"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A paragraph and its second copy. `words`: how many it has."""

    first: Paragraph
    second: Paragraph
    words: int


def read_repeats(paragraphs: tuple[Paragraph, ...]) -> tuple[Repeat, ...]:
    """Return the repeated paragraphs: whole sentences or long, no list items, nothing that stands there thrice."""
    places: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        begins = paragraph.text[0].isalnum() or paragraph.text[0] in _OPENERS
        closed = paragraph.lines[-1].ends_sentence
        if begins and (closed or sum(line.words for line in paragraph.lines) >= _PLAIN_REPEAT):
            places.setdefault(" ".join(paragraph.text.casefold().split()), []).append(paragraph)
    return tuple(
        Repeat(found[0], found[1], sum(line.words for line in found[0].lines))
        for found in places.values()
        if len(found) == 2
    )
