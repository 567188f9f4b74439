"""A stretch of text, as offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open stretch `[start, end)` in Unicode code points of the original text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    @property
    def width(self) -> int:
        """Number of code points covered; `len(span)` is 2, because a span is a pair."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """Return the same width, `by` code points further on."""
        return Span(self.start + by, self.end + by)


def touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether `span` overlaps one of `spans`, which are in order and do not overlap each other."""
    after = bisect_left(spans, span.end, key=lambda item: item.start)
    return after > 0 and spans[after - 1].overlaps(span)


def strip(span: Span, text: str) -> Span:
    """Return `span` without the white space at its two ends (an empty span at `start` if nothing is left)."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
