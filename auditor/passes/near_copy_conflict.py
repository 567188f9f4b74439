"""A sentence of this article stands in its near-copy too, with another name, day or figure.

"Said mayor Ann Roe on Monday" here, "said mayor Eve Roe on Monday" in the copy: one of the two was mistyped, misread or
changed on the way. Copies are aligned sentence by sentence: same words, other fillings; the message says that they
differ, never which of them is right.

Versions of one source are not compared, as the later one corrects. Figures are compared here only where a copy has no
date; `sister-figure-conflict` compares those of dated articles, with counts that grow. Rounding ("1.2 million",
"1,200,000") is understood, a weekday is compared by the day it stands for, and a name counts as another one only where
one of its words was exchanged.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.check import Hit
from auditor.corpus_check import Row, by_two_sources
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.sentence_frames import Filler, Frame, aligned
from auditor.span import Span

stage = "report"
family = "contradictions"

KEYS = 6
"""Frames of an article, the ones with the smallest hashes, by which its copies are found."""
SHARED = 0.5
"""Share of the frames of the shorter article that its near-copy has too."""
LEAST = 3
CROWD = 20
"""A frame in more articles than this is a form letter."""


def keys(document: Document) -> Iterator[str]:
    """Yield the sketch of the frames."""
    if document.english:
        yield from map(str, sorted({frame.frame for frame in document.frames})[:KEYS])


def row(document: Document) -> Mapping[str, Any]:
    """Return day, source and frames."""
    own = document.own_date
    return {
        "date": own.date.isoformat() if own else None,
        "source": (document.article.source or "")[:80],
        "frames": [frame.to_json() for frame in document.frames],
    }


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Hit]]:
    """Yield both sides of each difference."""
    if len(rows) > CROWD:
        return
    for one, other in itertools.combinations(rows, 2):
        first, second = (tuple(map(Frame.from_json, item.data["frames"])) for item in (one, other))
        pairs = aligned(first, second)
        if len(pairs) < max(LEAST, SHARED * min(len(first), len(second))) or not by_two_sources(one, other):
            continue
        for mine, theirs in _differences(pairs, figures=not (one.data["date"] and other.data["date"])):
            yield one.ordinal, _hit(mine, theirs, other)
            yield other.ordinal, _hit(theirs, mine, one)


def _differences(pairs: Sequence[tuple[Frame, Frame]], *, figures: bool) -> Iterator[tuple[Filler, Filler]]:
    for mine, theirs in pairs:
        differ = [(a, b) for a, b in zip(mine.fillers, theirs.fillers, strict=True) if _differ(a, b)]
        if len(differ) == 1 and (figures or differ[0][0].kind != "figure"):  # several: rewritten on purpose
            yield differ[0]


def _differ(one: Filler, other: Filler) -> bool:
    if one.value == other.value or one.printed.casefold() == other.printed.casefold():
        return False  # "Monday" in both is no conflict, whichever days the dates of the articles make of it
    if one.kind == "figure":
        a, b = float(one.value), float(other.value)
        return abs(a - b) > 0.03 * max(abs(a), abs(b))
    if one.kind == "name":
        mine, theirs = one.value.split(), other.value.split()
        return len(mine) == len(theirs) > 1 and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1
    return True


def _hit(mine: Filler, theirs: Filler, other: Row) -> Hit:
    where = other.data["source"]
    said = f'"{mine.printed}" here, "{theirs.printed}" in the same sentence of {where}'
    place = Place(article_id=other.article_id, span=Span(theirs.start, theirs.end), text=theirs.printed)
    return Hit(Span(mine.start, mine.end), said, 0.6 if mine.kind == "figure" else 0.45, related=(place,))
