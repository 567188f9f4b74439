"""Two texts side by side: their paragraphs in pairs, in order, and in each pair the words that differ.

Paragraphs are paired so that those share most words, never crosswise; one without a counterpart stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import finditer

from rapidfuzz.distance import Indel

from auditor.render.parts.plain import one_line
from auditor.render.parts.repaired import Words

WORD = r"\w+(?:[.,:'’-]\w+)*|[^\w\s]"
LONGEST = 16_000
"""Code points of a text up to which it is shown whole beside another."""
_PARAGRAPHS = 80
_LONGEST_PARAGRAPH = 1_500
_LEAST = 0.35
"""Share of their words that two paragraphs must have in common to be a pair."""
_ALIKE = 0.4
"""Share of their words in the same order below which two lines are different sentences, and only figures are marked."""
_QUICK = 40_000
"""Pairs of words beyond which the thorough comparison, whose time has no good bound, gives way to a quick one."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts in rows: pairs of paragraphs, and between them what stands on one side alone.

    `same`: how many paragraphs are alike in every word.
    """

    rows: tuple[tuple[Words, Words], ...]
    same: int


def beside(here: str, there: str) -> Beside | None:
    """Return two texts side by side; None if one of them is too long to be shown whole."""
    if max(len(here), len(there)) > LONGEST:
        return None
    left, right = _paragraphs(here), _paragraphs(there)
    if not left or not right or max(len(left), len(right)) > _PARAGRAPHS:
        return None
    rows: list[tuple[Words, Words]] = []
    alone: tuple[list[str], list[str]] = ([], [])
    same = 0
    for one, other in [*_paired(left, right), (None, None)]:
        if one is not None and other is not None:
            _close(rows, alone)
            same += one.casefold() == other.casefold()
            rows.append(aligned(one, other))
        elif one is not None:
            alone[0].append(one)
        elif other is not None:
            alone[1].append(other)
    _close(rows, alone)
    return Beside(tuple(rows), same)


def _close(rows: list[tuple[Words, Words]], alone: tuple[list[str], list[str]]) -> None:
    """Put what stands without a counterpart, between two pairs, into one row."""
    if any(alone):
        rows.append((_plain("\n\n".join(alone[0])), _plain("\n\n".join(alone[1]))))
        for side in alone:
            side.clear()


def _paragraphs(text: str) -> list[str]:
    return [one_line(line) if len(line) <= _LONGEST_PARAGRAPH else one_line(line[:_LONGEST_PARAGRAPH]) + " …"
            for line in text.splitlines() if line.strip()]  # fmt: skip


def _plain(line: str) -> Words:
    return ((line, False),) if line else ()


def _paired(left: Sequence[str], right: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Return pairs in order, None for a missing side, so that what pairs have in common weighs most."""
    sets = [[frozenset(match.group().casefold() for match in finditer(WORD, line)) for line in side]
            for side in (left, right)]  # fmt: skip
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    gains: dict[tuple[int, int], float] = {}
    for at in range(len(left) - 1, -1, -1):
        for to in range(len(right) - 1, -1, -1):
            one, other = sets[0][at], sets[1][to]
            shared = len(one & other)
            gain = shared if 2 * shared >= _LEAST * (len(one) + len(other)) else 0.0
            gains[at, to] = gain
            best[at][to] = max(best[at + 1][to], best[at][to + 1], gain + best[at + 1][to + 1] if gain else 0.0)
    pairs: list[tuple[str | None, str | None]] = []
    at = to = 0
    while at < len(left) or to < len(right):
        gain = gains.get((at, to), 0.0)
        if gain and best[at][to] == gain + best[at + 1][to + 1]:
            pairs.append((left[at], right[to]))
            at, to = at + 1, to + 1
        elif at < len(left) and (to == len(right) or best[at][to] == best[at + 1][to]):
            pairs.append((left[at], None))
            at += 1
        else:
            pairs.append((None, right[to]))
            to += 1
    return pairs


def aligned(here: str, there: str) -> tuple[Words, Words]:
    """Return both lines in stretches, those that differ marked. Words are compared without regard to case.

    Of two lines that have little in common only the figures are marked: marking everything tells a reader nothing.
    """
    left, right = list(finditer(WORD, here)), list(finditer(WORD, there))
    words = [[word.group().casefold() for word in side] for side in (left, right)]
    same_here: list[tuple[int, int]] = []
    same_there: list[tuple[int, int]] = []
    common = 0
    for at, to, length in _matching(words[0], words[1]):
        common += length
        same_here.append((left[at].start(), left[at + length - 1].end()))
        same_there.append((right[to].start(), right[to + length - 1].end()))
    if 2 * common < _ALIKE * (len(left) + len(right)):
        shared = set(words[0]) & set(words[1])
        same_here, same_there = (
            [word.span() for word in side if word.group().casefold() in shared or not word.group()[0].isdigit()]
            for side in (left, right)
        )
    return _cut(here, same_here), _cut(there, same_there)


def _matching(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the stretches that are alike: (place, other place, length)."""
    if len(left) * len(right) <= _QUICK:
        blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
        return [(at, to, length) for at, to, length in blocks if length]
    equal = (step for step in Indel.opcodes(left, right) if step.tag == "equal")
    return [(step.src_start, step.dest_start, step.src_end - step.src_start) for step in equal]


def _cut(line: str, same: Sequence[tuple[int, int]]) -> Words:
    parts: list[tuple[str, bool]] = []
    reached = 0
    for start, end in [*same, (len(line), len(line))]:
        between = line[reached:start]
        if between.strip():
            lead = between[: len(between) - len(between.lstrip())]
            tail = between[len(between.rstrip()) :]
            parts += [(lead, False), (between.strip(), True), (tail, False)]
        else:
            parts.append((between, False))
        parts.append((line[start:end], False))
        reached = end
    return tuple(part for part in parts if part[0])
