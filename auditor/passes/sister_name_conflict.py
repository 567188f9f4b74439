"""Another article of the same days names the holder of one title with another first name.

"Police Chief Ann Roe" here, "Police Chief Eve Roe" there. One of the two is a slip, or two people share title and
surname; shown with the other's words and source, for a person to verify.

Silent for short forms ("Bill", "William"), initials, and where either article has the other's name too, and for the
commonest surnames under a title that many hold ("Rep. Smith").
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from auditor.check import Hit
from auditor.corpus_check import Row
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.calendar import windows
from auditor.reading.full_names import is_short_for
from auditor.reading.stems import rarity, stem
from auditor.span import Span

stage = "report"
family = "contradictions"

CROWD = 40
_MANY = frozenset(["senator", "representative", "judge", "justice", "general", "mayor", "sheriff"])
"""Titles that several people of one surname hold at a time: their namesakes must share the event."""
_EVENT = 14.0
"""Weight of the rare names that two articles on one event share."""


class _Person(NamedTuple):
    """The holder of a title, named in full."""

    start: int
    end: int
    title: str
    first: str
    surname: str

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.surname}"


def keys(document: Document) -> Iterator[str]:
    """Yield title and surname, each with the two windows that the article's day falls into."""
    own = document.own_date
    if own is None or not document.english:
        return
    for title, surname in sorted({(one.title, one.surname) for one in _named(document)}):
        for window in windows(own.date):
            yield f"{window}|{title}|{surname}"


def row(document: Document) -> Mapping[str, Any]:
    """Return source, rare names of the article, people, and every word of a name."""
    names = {stem(word) for name in document.names for word in name.words if len(word) > 3}
    rare = sorted(names, key=lambda one: (-rarity(one), one))[:40]
    return {
        "source": (document.article.source or "")[:80],
        "names": rare,
        "people": [list(person) for person in _named(document)],
        "firsts": sorted({word for name in document.names for word in name.words})[:400],
    }


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Hit]]:
    """Yield both names."""
    if len(rows) > CROWD:
        return
    _, title, surname = key.split("|")
    for one, other in itertools.combinations(rows, 2):
        mine, theirs = (_of(item, title, surname) for item in (one, other))
        if mine is None or theirs is None or not _two(mine.first, theirs.first):
            continue
        if mine.first in other.data["firsts"] or theirs.first in one.data["firsts"]:
            continue
        shared = sum(map(rarity, {*one.data["names"]} & {*other.data["names"]}))
        if shared < (_EVENT if title in _MANY else _EVENT / 2):
            continue
        yield one.ordinal, _hit(mine, theirs, other)
        yield other.ordinal, _hit(theirs, mine, one)


def _of(item: Row, title: str, surname: str) -> _Person | None:
    """Return the article's only person of that title and surname, None if it has several first names for it."""
    people = map(_Person._make, item.data["people"])
    found = [one for one in people if (one.title, one.surname) == (title, surname)]
    return found[0] if len({one.first for one in found}) == 1 else None


def _two(one: str, other: str) -> bool:
    """Whether the first names are of two people, as far as spelling tells."""
    if "." in one + other or min(len(one), len(other)) < 3:
        return False
    return one[:3] != other[:3] and not is_short_for(one, other)


def _hit(mine: _Person, theirs: _Person, other: Row) -> Hit:
    where = other.data["source"] or f"the article {other.article_id[:60]!r}"
    said = f'{mine.title} "{mine.name}" here, "{theirs.name}" in {where}'
    place = Place(article_id=other.article_id, span=Span(theirs.start, theirs.end), text=theirs.name)
    return Hit(Span(mine.start, mine.end), said, 0.4, related=(place,))


def _named(document: Document) -> list[_Person]:
    return [
        _Person(*one.span, one.title, one.first, one.surname)
        for one in document.people.titled
        if one.first and not one.qualified
    ]
