"""A sister article beside this one: the lines that a finding compares, with the words that differ marked.

A finding names a sister by a related place in another article. Where it says which stretch, that line is shown; where
it names the article alone, the line that shares most words is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from auditor.article import Article
from auditor.finding import Finding, Place
from auditor.render.parts.plain import one_line
from auditor.render.parts.repaired import Words
from auditor.span import Span

Lookup = Callable[[str], Article | None]
"""Gives another article of the run by its id, None if it is not at hand."""

_ROWS = 8
_SISTERS = 4
_REACH = 300
_WORD = re.compile(r"\w+(?:[.,:'’-]\w+)*|[^\w\s]")
_LONGEST_TEXT = 40_000


@dataclass(frozen=True, slots=True)
class Row:
    """What finding `number` compares: the line here, and the line there."""

    number: int
    here: Words
    there: Words


@dataclass(frozen=True, slots=True)
class Sister:
    """Another article that findings of this one speak of. `unshown`: comparisons that are not shown."""

    article: Article
    rows: tuple[Row, ...]
    unshown: int


def sisters(article: Article, findings: Sequence[Finding], lookup: Lookup) -> tuple[Sister, ...]:
    """Return the sisters that `findings` (numbered from 1) name, in that order."""
    wanted: dict[str, list[tuple[int, Finding, Place]]] = {}
    for number, finding in enumerate(findings, 1):
        for place in finding.related[:_ROWS]:
            if place.article_id != article.id:
                wanted.setdefault(place.article_id, []).append((number, finding, place))
    found: list[Sister] = []
    for identity, pairs in wanted.items():
        if len(found) == _SISTERS:
            break
        other = lookup(identity)
        if other is None:
            continue
        rows = [_row(article, other, number, finding, place) for number, finding, place in pairs[:_ROWS]]
        found.append(Sister(other, tuple(rows), len(pairs) - len(rows)))
    return tuple(found)


def _row(article: Article, other: Article, number: int, finding: Finding, place: Place) -> Row:
    here = _line(article.text, finding.span) if finding.field == "text" else one_line(finding.text)
    there = _line(other.text, place.span) if place.span is not None else _nearest(other.text, here)
    return Row(number, *aligned(here, there))


def _line(text: str, span: Span) -> str:
    """Return the line around `span`, cut to what stands near it."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _REACH)
    feed = text.find("\n", max(span.start, span.end - 1))
    end = min(len(text) if feed < 0 else feed, span.end + _REACH, span.start + 2 * _REACH)
    return one_line(text[start:end])


def _nearest(text: str, line: str) -> str:
    """Return the line of `text` that shares most words with `line`, "" if none shares a third of them."""
    words = set(_WORD.findall(line.casefold()))
    best, most = "", len(words) / 3
    for candidate in text[:_LONGEST_TEXT].split("\n"):
        shared = len(words.intersection(_WORD.findall(candidate.casefold())))
        if shared > most:
            best, most = candidate, shared
    return one_line(best[: 3 * _REACH])


def aligned(here: str, there: str) -> tuple[Words, Words]:
    """Return both lines in stretches, those that differ marked. Words are compared without regard to case."""
    left, right = list(_WORD.finditer(here)), list(_WORD.finditer(there))
    matcher = SequenceMatcher(
        None, [word.group().casefold() for word in left], [word.group().casefold() for word in right], autojunk=False
    )
    same_here: list[tuple[int, int]] = []
    same_there: list[tuple[int, int]] = []
    for at, to, length in matcher.get_matching_blocks():
        if length:
            same_here.append((left[at].start(), left[at + length - 1].end()))
            same_there.append((right[to].start(), right[to + length - 1].end()))
    if not same_here:  # nothing in common: marking everything tells a reader nothing
        return (((here, False),) if here else ()), (((there, False),) if there else ())
    return _cut(here, same_here), _cut(there, same_there)


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
