"""Figures of sources together with what their near-copies tell."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping

from auditor.scoring.quality import Quality
from auditor.store.database import Store
from auditor.watch import copies
from auditor.watch.sources import HALF_LIFE, Source, sources


def sources_of(
    store: Store,
    *,
    day: datetime.date | None = None,
    half_life: float = HALF_LIFE,
    ratings: Mapping[str, str] | None = None,
    rates: bool = True,
) -> list[Source]:
    """Return every source (`auditor.watch.sources`), a cluster of near-copies counted once, with who copies whom."""
    clusters = list(copies.clusters(store))
    found = sources(store, day=day, half_life=half_life, ratings=ratings, shares=copies.weights(clusters), rates=rates)
    duplicates = Counter(member.source for group in clusters for member in group[1:])
    borrowed = copies.borrowed(clusters)
    for item in found:
        item.duplicates = duplicates[item.name]
        item.copies = borrowed.get(item.name, {})
    return found


def qualities(store: Store, *, day: datetime.date | None = None) -> dict[str, Quality]:
    """Return how every source of a store is rated, as `sources_of` rates it, without its rates."""
    return {
        item.name: Quality(item.articles, item.score, tuple(item.series))
        for item in sources_of(store, day=day, rates=False)
    }
