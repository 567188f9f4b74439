"""A text cut where marks begin and end, so that marks may nest, overlap and run over lines.

Each line of the text is a block, each block a row of pieces, and every piece knows all the marks that cover it. A mark
that covers nothing (a place where something is missing) is a piece without text.

A very long text is shown in part: its beginning and what stands around the marks, up to a budget. The caller bounds
the number of marks; time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from auditor.render.parts.plain import JOINERS, name_of, unseen
from auditor.span import Span

WHOLE = 40_000
"""Code points up to which a text is shown whole: seven times a long newspaper article."""

_BEGINNING, _BEFORE, _AFTER = 4_000, 300, 700
_PART, _PART_BEGINNING, _PART_BEFORE, _PART_AFTER = 10_000, 240, 80, 160
"""The same where only a part is wanted."""

_GAP = 60
"""Code points too few to be worth leaving out."""
_ONLY_UNSEEN = re.compile(rf"[\s{JOINERS}]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked. `related`: it is not the finding itself but a place that the finding speaks of."""

    number: int
    span: Span
    related: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line under one set of marks.

    `parts`: its text, as (characters, None) or, for an invisible character, (its code point, its full name). `marks`:
    those that cover it. `begins`: those whose first piece this is; `ends`: those whose last piece on the line where
    they begin this is, which is where their numbers are printed.
    """

    parts: tuple[tuple[str, str | None], ...]
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]
    ends: tuple[Mark, ...]

    @property
    def numbers(self) -> list[int]:
        """Numbers of the findings that cover the piece, the narrowest last: it gives the piece its look."""
        findings = sorted((mark for mark in self.marks if not mark.related), key=lambda mark: -mark.span.width)
        return [mark.number for mark in findings]


@dataclass(slots=True)
class Block:
    """One line that is not blank.

    `spaced`: a blank line stands before it. `skipped`: code points left out before it.
    """

    pieces: list[Piece] = field(default_factory=list)
    spaced: bool = False
    skipped: int = 0

    @property
    def notes(self) -> list[int]:
        """Numbers of the findings that begin in this line, in order."""
        return [mark.number for piece in self.pieces for mark in piece.begins if not mark.related]


def blocks(text: str, marks: Sequence[Mark], *, whole: bool = True) -> tuple[list[Block], int]:
    """Cut `text` into blocks; return them and the number of code points left out after the last one.

    `whole`: False shows a text of any length in part.
    """
    made: list[Block] = []
    reached = 0
    for window in _windows(text, marks, whole=whole):
        inside = [mark for mark in marks if mark.span.start <= window.end and mark.span.end >= window.start]
        fresh = list(_lines(text, window, inside))
        if fresh:
            fresh[0].skipped = window.start - reached
        made += fresh
        reached = window.end
    return made, len(text) - reached


def _windows(text: str, marks: Sequence[Mark], *, whole: bool) -> list[Span]:
    """Return the stretches of `text` to show, in order, none touching another."""
    left, beginning, before, after = (
        (WHOLE, _BEGINNING, _BEFORE, _AFTER) if whole else (_PART, _PART_BEGINNING, _PART_BEFORE, _PART_AFTER)
    )
    if len(text) <= (WHOLE if whole else beginning + after):
        return [Span(0, len(text))]
    wanted = [Span(0, _word_end(text, beginning))]
    for mark in marks:
        start, end = mark.span
        wanted.append(Span(_word_start(text, start - before), _word_end(text, min(end, start) + after)))
    merged: list[Span] = []
    for start, end in sorted(wanted):
        if left <= 0:
            break
        if merged and start <= merged[-1].end + _GAP:
            grown = max(0, end - merged[-1].end)
            merged[-1] = Span(merged[-1].start, merged[-1].end + grown)
        else:
            grown = end - start
            merged.append(Span(start, end))
        left -= grown
    return merged


def _word_start(text: str, place: int) -> int:
    """Return where the word at `place` begins, unless that is far."""
    if place <= 0:
        return 0
    space = max(text.rfind(" ", place - _GAP, place), text.rfind("\n", place - _GAP, place))
    return place if space < 0 else space + 1


def _word_end(text: str, place: int) -> int:
    """Return where the word at `place` ends, unless that is far."""
    if place >= len(text):
        return len(text)
    spaces = [found for mark in " \n" if (found := text.find(mark, place, place + _GAP)) >= 0]
    return min(spaces, default=place)


def _lines(text: str, window: Span, marks: Sequence[Mark]) -> Iterator[Block]:
    """Yield the lines of one window that are not blank or have a mark."""
    spaced = False
    start = window.start
    while start <= window.end:
        feed = text.find("\n", start, window.end)
        stop = window.end if feed < 0 else feed
        pieces = list(_pieces(text, start, stop, marks))
        blank = not any(piece.marks for piece in pieces) and not text[start:stop].strip()
        if not blank:
            yield Block(pieces, spaced=spaced)
        spaced = blank
        start = stop + 1


def _pieces(text: str, start: int, stop: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Yield the pieces of the line `[start, stop)`; a mark that begins on its line end stands at its end."""
    end = stop - 1 if stop > start and text[stop - 1] == "\r" else stop
    here = [mark for mark in marks if mark.span.start <= stop and (mark.span.end > start or mark.span.start >= start)]
    begin = {mark: min(mark.span.start, end) for mark in here if mark.span.start >= start}
    cover = [mark for mark in here if min(mark.span.end, end) > max(mark.span.start, start)]
    edges = [edge for mark in cover for edge in (max(mark.span.start, start), min(mark.span.end, end))]
    cuts = sorted({start, end, *edges, *begin.values()})
    for here_cut, next_cut in zip(cuts, [*cuts[1:], None], strict=True):
        for mark, place in begin.items():
            if place == here_cut and mark not in cover:
                yield Piece((), (mark,), (mark,), (mark,))
        if next_cut is not None:
            over = [mark for mark in cover if mark.span.start <= here_cut and mark.span.end >= next_cut]
            yield Piece(
                _parts(text[here_cut:next_cut], bool(over)),
                tuple(over),
                tuple(mark for mark in over if mark.span.start == here_cut),
                tuple(mark for mark in over if mark in begin and min(mark.span.end, end) == next_cut),
            )


def _parts(raw: str, marked: bool) -> tuple[tuple[str, str | None], ...]:
    if marked and _ONLY_UNSEEN.fullmatch(raw) and any(joiner in raw for joiner in JOINERS):
        return tuple(_named(character) for character in raw)
    found: list[tuple[str, str | None]] = []
    reached = 0
    while (run := unseen(raw, reached)) is not None:
        if run.group(1) == "\t":
            found.append((raw[reached : run.end()], None))
        else:
            if run.start() > reached:
                found.append((raw[reached : run.start()], None))
            found.append(_named(run.group()))
        reached = run.end()
    if reached < len(raw):
        found.append((raw[reached:], None))
    return tuple(found)


def _named(run: str) -> tuple[str, str]:
    times = f" ×{len(run)}" if len(run) > 1 else ""
    return f"U+{ord(run[0]):04X}{times}", name_of(run[0]) + times
