"""What people think of whole articles: ratings from 1 (unusable) to 5 (clean), given blind; rows are only added."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from auditor.store import runs
from auditor.store.database import Store
from auditor.store.errors import StoreError
from auditor.store.packing import column
from auditor.store.schema import rating as _table

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's rating of an article as one run met it. `made`: UTC, ISO 8601."""

    article: str
    run: int
    who: str
    value: int
    made: str


def append(store: Store, article: str, run: int, who: str, value: int, *, now: datetime.datetime | None = None) -> None:
    """Keep a rating; of several by one person on one article the last counts. Raises `StoreError`."""
    if not LOWEST <= value <= HIGHEST:
        raise StoreError(f"a rating of {value}; allowed: {LOWEST} to {HIGHEST}")
    if not who.strip():
        raise StoreError("a rating needs `who`: the person who rates")
    made = (now or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC).isoformat(timespec="microseconds")
    row = {"article": column(article), "run": run, "who": column(who), "value": value, "made": made}
    with store.write() as connection:
        connection.execute(_table.insert().values(row))


def ratings(store: Store, *, run: int | None = None) -> list[Rating]:
    """Return the ratings that count, oldest first: the last of each person on each article of a run."""
    query = select(_table).order_by(_table.c.id)
    if run is not None:
        query = query.where(_table.c.run == run)
    last: dict[tuple[str, int, str], Rating] = {}
    with store.read() as connection:
        for row in connection.execute(query):
            last[row.article, row.run, row.who] = Rating(row.article, row.run, row.who, row.value, row.made)
    return list(last.values())


def rows(store: Store) -> Iterator[dict[str, Any]]:
    """Yield every rating that counts, with what the score of its article is made of (see `auditor train score`)."""
    known: dict[tuple[str, int], dict[str, Any] | None] = {}
    for item in ratings(store):
        place = item.article, item.run
        if place not in known:
            stored = runs.article(store, item.article, run=item.run)
            score = None if stored is None else stored.body["score"]
            known[place] = score and {
                "score": score["total"],
                "caps": score["caps"],
                "loads": {part[0]: part[2] for part in score["families"]},
            }
        made_of = known[place]
        if made_of is not None:  # else the run was pruned
            yield {"article": item.article, "run": item.run, "who": item.who, "rating": item.value} | made_of
