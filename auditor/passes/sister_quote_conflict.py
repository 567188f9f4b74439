"""Another article quotes the same saying in other words.

"We shall not leave the harbour to them" here, "we shall not abandon the harbour to them" there: quotation marks promise
the very words, so one of the two was translated, misheard or written from memory. Shown with the other's words and
source, for a person to verify.

Two quotations are taken for one saying when most of their words agree in one order and a word of weight in their midst
was exchanged for another; leaving words out is no rewording. Silent for two speakers, for versions of one article, and
for articles more than a week apart, as people repeat themselves.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from auditor.check import Hit
from auditor.corpus_check import Row, by_two_sources
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.quote_pairs import reworded, words_of
from auditor.reading.stems import rarity, stem
from auditor.span import Span

stage = "report"
family = "contradictions"

CROWD = 20
_KEYS = 3
_WEEK = 7
_LONGEST = 400
_LEAST = 10
"""Words of a quotation that is compared: shorter ones agree by chance."""
_MOST = 30


class _Saying(NamedTuple):
    """What was said, as printed, and by whom ("" if that is not told)."""

    start: int
    end: int
    words: str
    speaker: str


def keys(document: Document) -> Iterator[str]:
    """Yield pairs of the rarest words of each quotation."""
    for saying in _sayings(document):
        rare = sorted({stem(word) for word in words_of(saying.words)}, key=lambda one: (-rarity(one), one))[:_KEYS]
        yield from (f"{a} {b}" for a, b in itertools.combinations(sorted(rare), 2))


def row(document: Document) -> Mapping[str, Any]:
    """Return day, source and quotations."""
    own = document.own_date
    return {
        "date": own.date.isoformat() if own else None,
        "source": (document.article.source or "")[:80],
        "sayings": [list(saying) for saying in _sayings(document)],
    }


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Hit]]:
    """Yield both wordings of each saying."""
    if len(rows) > CROWD:
        return
    for one, other in itertools.combinations(rows, 2):
        if not _comparable(one, other):
            continue
        sayings = (map(_Saying._make, item.data["sayings"]) for item in (one, other))
        for mine, theirs in itertools.product(*sayings):
            if mine.speaker and theirs.speaker and mine.speaker != theirs.speaker:
                continue
            differ = reworded(mine.words, theirs.words, least=_LEAST)
            if differ is not None:
                yield one.ordinal, _hit(mine, theirs, differ, other)
                yield other.ordinal, _hit(theirs, mine, differ[::-1], one)


def _comparable(one: Row, other: Row) -> bool:
    """Whether they are two articles of one week, by two sources."""
    dates = [item.data["date"] for item in (one, other)]
    if not by_two_sources(one, other) or not all(dates):
        return False
    first, second = map(datetime.date.fromisoformat, dates)
    return abs((first - second).days) <= _WEEK


def _hit(mine: _Saying, theirs: _Saying, differ: tuple[str, str], other: Row) -> Hit:
    said = f'"{differ[0][:60]}" is quoted here, "{differ[1][:60]}" by {other.data["source"]} in the same saying'
    place = Place(article_id=other.article_id, span=Span(theirs.start, theirs.end), text=theirs.words)
    return Hit(Span(mine.start, mine.end), said, 0.4, related=(place,))


def _sayings(document: Document) -> list[_Saying]:
    if not document.english:
        return []
    told = [quote for quote in document.claims.spoken if quote.closed and quote.inner.width <= _LONGEST]
    found = [_Saying(*quote.span, quote.inner.of(document.text), quote.speaker) for quote in told]
    return [saying for saying in found if len(words_of(saying.words)) >= _LEAST][:_MOST]
