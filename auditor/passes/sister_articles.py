"""Another article of the run tells of the same event in its own words.

Two articles are sisters when their days lie at most three apart and they share names that are rare in news: at least
three of each other's most frequent ones, and a fifth of their weight. An article without a date is nobody's
sister: the same names are in the news for years, with other figures. What the verdict carries of a sister are its
figures with their surroundings, so that a check can compare them.

Incremental: an article is compared with those that share one of its leading names in its window of days, not with all.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from auditor.corpus_check import Row
from auditor.document import Document
from auditor.reading.calendar import windows
from auditor.reading.stems import rarity, stem

stage = "gather"
readers = ("contradictions/sister-figure-conflict",)

NAMES = 24
"""Names of an article that are compared."""
LEADING = 12
"""Names of an article that are its keys."""
CROWD = 40
"""A name that more articles share within a window belongs to the news of the day, not to one event."""
LEAST = 3
"""Names that two sisters share."""
SHARE = 0.2
"""Of the weight of the names of the lighter one, what the shared ones weigh at least."""


def keys(document: Document) -> Iterator[str]:
    """Yield the leading names, each with the two windows that the article's day falls into."""
    own = document.own_date
    if not document.figures or own is None:
        return
    for name, window in itertools.product(_names(document)[:LEADING], windows(own.date)):
        yield f"{window} {name}"


def row(document: Document) -> Mapping[str, Any]:
    """Return the names, the day, the source and the figures."""
    own = document.own_date
    return {
        "names": list(_names(document)),
        "date": own.date.isoformat() if own else None,
        "source": (document.article.source or "")[:80],
        "figures": [figure.to_json() for figure in document.figures],
    }


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield each of two sisters with the other's figures."""
    if len(rows) > CROWD:
        return
    weighed = [(row, frozenset(row.data["names"]), math.fsum(map(rarity, row.data["names"]))) for row in rows]
    for (one, mine, weight), (other, theirs, its_weight) in itertools.combinations(weighed, 2):
        shared = mine & theirs
        if len(shared) >= LEAST and math.fsum(map(rarity, shared)) >= SHARE * min(weight, its_weight):
            yield one.ordinal, _verdict(other)
            yield other.ordinal, _verdict(one)


def _verdict(other: Row) -> Mapping[str, Any]:
    data = other.data
    return {"article_id": other.article_id, "source": data["source"], "date": data["date"], "figures": data["figures"]}


@lru_cache(maxsize=1)
def _names(document: Document) -> tuple[str, ...]:
    """Return the stems of the most telling names, the most telling first: how often, times how rare."""
    counts: defaultdict[str, int] = defaultdict(int)
    for name in document.names:
        words = name.words[1:] if name.starts_sentence else name.words
        for one in {stem(word) for word in words if len(word) > 3}:
            counts[one] += 1
    ranked = sorted(counts, key=lambda name: (-min(counts[name], 6) * rarity(name), name))
    return tuple(ranked[:NAMES])
