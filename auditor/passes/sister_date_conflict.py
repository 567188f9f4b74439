"""Another article of the same days puts the same thing on another day.

"Was arrested on Tuesday" here, "was arrested on Wednesday" there, of the same person in the same place. Weekdays are
compared by the day they stand for. One of the two has a slip or counts from another time zone; shown with the other's
words and source, for a person to verify.

Told only where both have the verb in common and most of the rare words around it, and neither day stands in the other
article. Silent for versions of one article, and for a plan that may have been put off ("will be held").
"""

from __future__ import annotations

import datetime
import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.check import Hit
from auditor.corpus_check import Row
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.stems import content_stems, rarity, stem
from auditor.span import Span

stage = "report"
family = "contradictions"

CROWD = 30
WINDOW = 4
_KEYS = 3
_MOST = 20
_LONGEST = 700
_SCORE = 12.0
_SHARE = 0.5
_ONE_EVENT = 60
"""Days within which two dates can be of one event."""


def keys(document: Document) -> Iterator[str]:
    """Yield the verb with each of the rarest words around it, and the two windows that the article's day falls into."""
    own = document.own_date
    if own is None or not document.english:
        return
    for event in _events(document):
        rare = sorted(event[4], key=lambda one: (-rarity(one), one))[:_KEYS]
        for shift, word in itertools.product((0, 2), rare):
            yield f"{(own.date.toordinal() + shift) // WINDOW}{'ab'[shift // 2]} {event[2]} {word}"


def row(document: Document) -> Mapping[str, Any]:
    """Return source, all days named, and events: start, end, verb, day, stems around, printed."""
    return {
        "source": (document.article.source or "")[:80],
        "days": sorted({mention.date.isoformat() for mention in document.dates if mention.date}),
        "events": _events(document),
    }


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Hit]]:
    """Yield both sides of each difference."""
    if len(rows) > CROWD:
        return
    for one, other in itertools.combinations(rows, 2):
        sources = [str(item.data["source"]).casefold() for item in (one, other)]
        if sources[0] == sources[1] or not all(sources):
            continue
        for mine, theirs in itertools.product(one.data["events"], other.data["events"]):
            if mine[3] in other.data["days"] or theirs[3] in one.data["days"] or not _one_thing(mine, theirs):
                continue
            yield one.ordinal, _hit(mine, theirs, other)
            yield other.ordinal, _hit(theirs, mine, one)


def _one_thing(mine: Sequence[Any], theirs: Sequence[Any]) -> bool:
    shared = {*mine[4]} & {*theirs[4]}
    return (
        mine[2] == theirs[2]
        and len(shared) >= _SHARE * min(len(mine[4]), len(theirs[4]))
        and sum(map(rarity, shared)) >= _SCORE
        and 0 < abs(_ordinal(mine[3]) - _ordinal(theirs[3])) <= _ONE_EVENT
    )


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def _hit(mine: Sequence[Any], theirs: Sequence[Any], other: Row) -> Hit:
    said = f'"{mine[5]}" ({mine[3]}) here, "{theirs[5]}" ({theirs[3]}) in {other.data["source"]}, of the same thing'
    place = Place(article_id=other.article_id, span=Span(theirs[0], theirs[1]), text=theirs[5])
    return Hit(Span(mine[0], mine[1]), said, 0.4, related=(place,))


def _events(document: Document) -> list[list[Any]]:
    found: list[list[Any]] = []
    starts = [sentence.span.start for sentence in document.sentences]
    for claim in document.claims.dated_verbs:
        at = bisect_right(starts, claim.span.start) - 1
        if claim.tense != "past" or claim.mention.date is None or at < 0 or len(found) == _MOST:
            continue
        sentence = document.sentences[at]
        if not sentence.span.covers(claim.span) or sentence.span.width > _LONGEST:
            continue
        words = set(content_stems(sentence.text)) - set(content_stems(claim.mention.text))
        verb = stem(claim.verb.split()[-1])
        stems = sorted(words - {verb})
        if len(stems) >= 4:
            found.append([*claim.span, verb, claim.mention.date.isoformat(), stems, claim.span.of(document.text)[:80]])
    return found
