"""Figures with their surroundings, as they are compared between articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.reading.numbers import Bound, Number, Quantity
from auditor.reading.sentences import Sentence
from auditor.reading.stems import content_stems
from auditor.span import Span

_NEAR = 70
_MOST = 60
"""Figures of one article that are compared; the first ones."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number told of something.

    `unit`: its symbol ("%", "USD", "km") or "". `nouns`: stems of the three content words behind it. `near`: stems of
    the content words within 70 characters on both sides. `around`: the other stems of its sentence.
    """

    span: Span
    printed: str
    value: float
    grain: float
    bound: Bound
    unit: str
    nouns: tuple[str, ...]
    near: frozenset[str]
    around: frozenset[str]

    def to_json(self) -> list[Any]:
        """Return the figure as plain data."""
        return [*self.span, self.printed, self.value, self.grain, self.bound, self.unit, list(self.nouns),
                sorted(self.near), sorted(self.around)]  # fmt: skip

    @classmethod
    def from_json(cls, row: Sequence[Any]) -> Figure:
        """Read back what `to_json` wrote."""
        start, end, printed, value, grain, bound, unit, nouns, near, around = row
        return cls(Span(start, end), printed, value, grain, bound, unit, tuple(nouns), frozenset(near),
                   frozenset(around))  # fmt: skip


def read_figures(
    text: str, sentences: tuple[Sentence, ...], numbers: tuple[Number, ...], quantities: tuple[Quantity, ...]
) -> tuple[Figure, ...]:
    """Return the first figures of the article; years, ordinals, ages and clock times are left out."""
    units: Mapping[Span, Quantity] = {quantity.number.span: quantity for quantity in quantities}
    starts = [sentence.span.start for sentence in sentences]
    found: list[Figure] = []
    for number in numbers:
        if number.ordinal or number.is_year or (number.value <= 1 and number.written == "word"):
            continue
        at = bisect_right(starts, number.span.start) - 1
        if at < 0 or number.span.end > sentences[at].span.end:
            continue
        sentence = sentences[at].span
        quantity = units.get(number.span)
        span = quantity.span if quantity else number.span
        left = text[max(sentence.start, span.start - _NEAR) : span.start]
        right = text[span.end : min(sentence.end, span.end + _NEAR)]
        behind = content_stems(right)
        near = frozenset((*content_stems(left.partition(" ")[2] if len(left) == _NEAR else left), *behind))
        around = frozenset(content_stems(text[sentence.start : sentence.end])) - near
        unit, nouns = quantity.unit if quantity else "", tuple(behind[:3])
        printed = span.of(text)[:40]
        found.append(Figure(span, printed, number.value, number.grain, number.bound, unit, nouns, near, around))
        if len(found) == _MOST:
            break
    return tuple(found)
