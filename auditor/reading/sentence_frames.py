"""Sentences of near-copies, aligned: the same words round other figures, days or names.

A frame is a sentence with its figures, days and names taken out. Two copies of a sentence have one frame, whatever was
filled in; so two articles are aligned by looking frames up, and what differs is what was filled in.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from auditor.reading.dates import DateMention
from auditor.reading.names import Name
from auditor.reading.numbers import Number
from auditor.reading.sentences import Sentence
from auditor.span import Span

_WORD = re.compile(r"[a-z]+")
_LEAST = 7
"""Lower-case words a frame must have: shorter ones recur by chance."""
_MOST_WORDS = 70
_MOST = 80
"""Frames of one article; the first ones."""
_PRINTED = 60


class Filler(NamedTuple):
    """What stands in a frame: `value` is the number, the day (ISO) or the name; `printed` as it stands there."""

    kind: Literal["figure", "day", "name"]
    start: int
    end: int
    printed: str
    value: str


@dataclass(frozen=True, slots=True)
class Frame:
    """`frame`: 32-bit hash of the sentence without its fillers; `span`: the sentence."""

    frame: int
    span: Span
    fillers: tuple[Filler, ...]

    def to_json(self) -> list[Any]:
        """Return the frame as plain data."""
        return [self.frame, *self.span, [list(filler) for filler in self.fillers]]

    @classmethod
    def from_json(cls, row: Sequence[Any]) -> Frame:
        """Read back what `to_json` wrote."""
        frame, start, end, fillers = row
        return cls(frame, Span(start, end), tuple(Filler(*filler) for filler in fillers))


def read_frames(
    text: str,
    sentences: Sequence[Sentence],
    numbers: Sequence[Number],
    dates: Sequence[DateMention],
    names: Sequence[Name],
) -> tuple[Frame, ...]:
    """Return the sentences that have at least one filler and enough words besides."""
    days = [one for one in dates if one.date]
    taken = [one.span for one in days]
    fillers = [Filler("day", *one.span, one.text[:_PRINTED], one.date.isoformat()) for one in days if one.date]
    fillers += [
        Filler("figure", *one.span, one.span.of(text)[:_PRINTED], f"{one.value:.10g}")
        for one, free in zip(numbers, _free([one.span for one in numbers], taken), strict=True)
        if free
    ]
    fillers += [
        Filler("name", *one.span, one.text[:_PRINTED], " ".join(one.words)[:_PRINTED])
        for one, free in zip(names, _free([one.span for one in names], taken), strict=True)
        if free and not one.starts_sentence
    ]
    fillers.sort(key=lambda filler: filler.start)
    found: list[Frame] = []
    at = 0
    for sentence in sentences:
        start, end = sentence.span
        while at < len(fillers) and fillers[at].start < start:
            at += 1
        inside: list[Filler] = []
        while at < len(fillers) and fillers[at].end <= end:
            inside.append(fillers[at])
            at += 1
        if not inside:
            continue
        left, pieces = start, []
        for filler in inside:
            pieces.append(text[left : filler.start])
            left = max(left, filler.end)
        words = _WORD.findall(" # ".join((*pieces, text[left:end])).lower())
        if _LEAST <= len(words) <= _MOST_WORDS:
            masked = " ".join((*words, *(filler.kind for filler in inside)))
            found.append(Frame(zlib.crc32(masked.encode()), sentence.span, tuple(inside)))
        if len(found) == _MOST:
            break
    return tuple(found)


def _free(spans: Sequence[Span], taken: Sequence[Span]) -> list[bool]:
    """Return which of `spans` overlap none of `taken`; both in text order."""
    found: list[bool] = []
    at = 0
    for span in spans:
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        found.append(at == len(taken) or not taken[at].overlaps(span))
    return found


def aligned(one: Sequence[Frame], other: Sequence[Frame]) -> list[tuple[Frame, Frame]]:
    """Return the sentences that both have, in the order of the first; a frame that stands twice is left out."""
    mine, theirs = _single(one), _single(other)
    return [(frame, theirs[key]) for key, frame in mine.items() if key in theirs]


def _single(frames: Sequence[Frame]) -> Mapping[int, Frame]:
    found: dict[int, Frame | None] = {}
    for frame in frames:
        found[frame.frame] = None if frame.frame in found else frame
    return {key: frame for key, frame in found.items() if frame is not None}
