"""Sentences near the top of the body that tell the headline again, with their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.reading.headline import Headline, HeadlineFigure, figures, stems
from auditor.reading.numbers import Number
from auditor.reading.sentences import Sentence

_TOP = 1500
"""Code points behind the headline within which a sentence tells it again."""
_SHARED = 3
"""Content words that both must have."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence that tells the headline again: `shared` content words stand in both; `figures` are its own."""

    sentence: Sentence
    shared: int
    figures: tuple[HeadlineFigure, ...]


def read_leads(
    text: str, headline: Headline, sentences: Iterable[Sentence], numbers: Sequence[Number]
) -> tuple[Lead, ...]:
    """Return the sentences near the top with figures that repeat the words of a headline with figures."""
    if not headline.figures:
        return ()
    start = headline.span.end if headline.span else 0
    found: list[Lead] = []
    for sentence in sentences:
        if sentence.span.start < start:
            continue
        if sentence.span.start - start > _TOP:
            break
        inside = tuple(number for number in numbers if sentence.span.covers(number.span))
        if inside and (shared := len(stems(sentence.text) & headline.stems)) >= _SHARED:
            found.append(Lead(sentence, shared, figures(text, inside)))
    return tuple(found)
