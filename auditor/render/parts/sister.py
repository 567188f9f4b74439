"""A sister article beside this one: the lines that a finding compares, with the words that differ marked.

A finding names a sister by a related place in another article. Where it says which stretch, that line is shown; where
it names the article alone, the line that shares most words is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from auditor.article import Article
from auditor.finding import Finding, Place
from auditor.render.parts.beside import LONGEST, WORD, Beside, aligned, beside
from auditor.render.parts.plain import one_line
from auditor.render.parts.repaired import Words
from auditor.span import Span

Lookup = Callable[[str], Article | None]
"""Gives another article of the run by its id, None if it is not at hand."""

_ROWS = 8
_SISTERS = 4
_REACH = 300
_WORD = re.compile(WORD)
_LONGEST_TEXT = 40_000


class Room:
    """What is left, in a report, for texts side by side: code points of both."""

    def __init__(self, left: int) -> None:
        self._left = left

    def takes(self, size: int) -> bool:
        """Whether there is room for so much; if so, it is taken."""
        if size > min(self._left, 2 * LONGEST):
            return False
        self._left -= size
        return True


@dataclass(frozen=True, slots=True)
class Row:
    """What finding `number` compares: the line here, and the line there."""

    number: int
    here: Words
    there: Words


@dataclass(frozen=True, slots=True)
class Sister:
    """Another article that findings of this one speak of. `unshown`: comparisons that are not shown.

    `whole`: both texts side by side, None where they are too long for it or there is no room.
    """

    article: Article
    rows: tuple[Row, ...]
    unshown: int
    whole: Beside | None = None


def sisters(
    article: Article, findings: Sequence[Finding], lookup: Lookup, room: Room | None = None
) -> tuple[Sister, ...]:
    """Return the sisters that `findings` (numbered from 1) name, in that order; the first whole, if room is left."""
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
        whole = None
        if not found and room is not None and room.takes(len(article.text) + len(other.text)):
            whole = beside(article.text, other.text)
        found.append(Sister(other, tuple(rows), len(pairs) - len(rows), whole))
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
