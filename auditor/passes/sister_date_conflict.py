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
from typing import Any, NamedTuple

from auditor.check import Hit
from auditor.corpus_check import Row, by_two_sources
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.calendar import windows
from auditor.reading.stems import content_stems, rarity, stem
from auditor.span import Span

stage = "report"
family = "contradictions"

CROWD = 30
_KEYS = 3
_MOST = 20
_LONGEST = 700
_SCORE = 12.0
_SHARE = 0.5
_ONE_EVENT = 60
"""Days within which two dates can be of one event."""


class _Event(NamedTuple):
    """A verb of the past with its day (ISO), and the stems of the other words of its sentence."""

    start: int
    end: int
    verb: str
    day: str
    stems: Sequence[str]
    printed: str


def keys(document: Document) -> Iterator[str]:
    """Yield the verb with each of the rarest words around it, and the two windows that the article's day falls into."""
    own = document.own_date
    if own is None or not document.english:
        return
    for event in _events(document):
        rare = sorted(event.stems, key=lambda one: (-rarity(one), one))[:_KEYS]
        for window, word in itertools.product(windows(own.date), rare):
            yield f"{window} {event.verb} {word}"


def row(document: Document) -> Mapping[str, Any]:
    """Return source, all days named, and events."""
    return {
        "source": (document.article.source or "")[:80],
        "days": sorted({mention.date.isoformat() for mention in document.dates if mention.date}),
        "events": [list(event) for event in _events(document)],
    }


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Hit]]:
    """Yield both sides of each difference."""
    if len(rows) > CROWD:
        return
    for one, other in itertools.combinations(rows, 2):
        if not by_two_sources(one, other):
            continue
        events = (map(_Event._make, item.data["events"]) for item in (one, other))
        for mine, theirs in itertools.product(*events):
            if mine.day in other.data["days"] or theirs.day in one.data["days"] or not _one_thing(mine, theirs):
                continue
            yield one.ordinal, _hit(mine, theirs, other)
            yield other.ordinal, _hit(theirs, mine, one)


def _one_thing(mine: _Event, theirs: _Event) -> bool:
    shared = {*mine.stems} & {*theirs.stems}
    return (
        mine.verb == theirs.verb
        and len(shared) >= _SHARE * min(len(mine.stems), len(theirs.stems))
        and sum(map(rarity, shared)) >= _SCORE
        and 0 < abs(_ordinal(mine.day) - _ordinal(theirs.day)) <= _ONE_EVENT
    )


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def _hit(mine: _Event, theirs: _Event, other: Row) -> Hit:
    here, there = (f'"{event.printed}" ({event.day})' for event in (mine, theirs))
    said = f"{here} here, {there} in {other.data['source']}, of the same thing"
    place = Place(article_id=other.article_id, span=Span(theirs.start, theirs.end), text=theirs.printed)
    return Hit(Span(mine.start, mine.end), said, 0.4, related=(place,))


def _events(document: Document) -> list[_Event]:
    found: list[_Event] = []
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
            day, printed = claim.mention.date.isoformat(), claim.span.of(document.text)[:80]
            found.append(_Event(*claim.span, verb, day, stems, printed))
    return found
