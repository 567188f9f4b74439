"""Paragraphs that stand twice in a text, word for word, by themselves or at either end of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.reading.lines import Paragraph

LEAST_REPEAT = 12
"""Words from which a repeated paragraph is a defect; shorter ones may be meant."""

_PLAIN_REPEAT = 25
"""Words from which a paragraph is no heading or label, whatever it ends in: a caption ends in its credit."""

_END, _TWICE = 60, 2
"""Characters by which ends of paragraphs are told alike at first glance."""
_MOST_RIVALS = 40
"""Paragraphs of one beginning or end that a paragraph is held against."""
_TEASERS, _NEAR = 3, 8
"""Paragraphs at the top that may be teasers; how far a pull quote stands from its paragraph."""
_OPENERS = "\"“‘'(«„"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A paragraph and its second copy. `words`: how many it has."""

    first: Paragraph
    second: Paragraph
    words: int


def read_repeats(paragraphs: tuple[Paragraph, ...]) -> tuple[Repeat, ...]:
    """Return the repeated paragraphs: whole sentences or long, no list items, nothing that stands there thrice.

    One that another begins or ends with (a teaser, a lead behind its headline) has to be long, and at the top or near
    the other; it is the `second`. Far below, a writer says a thing again.
    """
    places: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        begins = paragraph.text[0].isalnum() or paragraph.text[0] in _OPENERS
        closed = paragraph.lines[-1].ends_sentence
        if begins and (closed or _words(paragraph) >= _PLAIN_REPEAT):
            places.setdefault(" ".join(paragraph.text.casefold().split()), []).append(paragraph)
    found = [Repeat(row[0], row[1], _words(row[0])) for row in places.values() if len(row) == _TWICE]
    return (*found, *_contained(places))


def _contained(places: Mapping[str, Sequence[Paragraph]]) -> Iterator[Repeat]:
    """Yield the long paragraphs that stand once, and once more at an end of a longer one."""
    once = {
        text: row[0]
        for text, row in places.items()
        if len(row) == 1 and row[0].lines[-1].ends_sentence and _words(row[0]) >= _PLAIN_REPEAT
    }
    if len(once) < _TWICE:
        return
    ends: dict[str, list[str]] = {}
    for text in once:
        for end in (text[:_END], text[-_END:]):
            ends.setdefault(end, []).append(text)
    for text, paragraph in once.items():
        bare = text.rstrip(". …[]")
        rivals = [*ends.get(bare[:_END], ()), *ends.get(text[-_END:], ())]
        if len(rivals) > _MOST_RIVALS:
            continue  # they are of one mould
        longer = (
            once[other]
            for other in rivals
            if len(other) > len(text)
            and (other.startswith(bare) or other.endswith(text))
            and (paragraph.number < _TEASERS or abs(once[other].number - paragraph.number) <= _NEAR)
        )
        if (whole := next(longer, None)) is not None:
            yield Repeat(whole, paragraph, _words(paragraph))


def _words(paragraph: Paragraph) -> int:
    return sum(line.words for line in paragraph.lines)
