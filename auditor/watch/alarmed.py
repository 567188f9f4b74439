"""Alarms of a store: raised once, kept open while the figures stay bad, closed when they are back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, select, update

from auditor.store.database import Store
from auditor.store.packing import column
from auditor.store.schema import alarm as _table
from auditor.store.schema import run, source_figures
from auditor.watch.alarms import BACK, SPANS, Alarm, Figures, detect, over

_STALE = BACK + max(SPANS)
"""An alarm that has been open for so many runs is closed: what it tells of has become usual."""


def update_alarms(connection: Connection) -> list[Alarm]:
    """Look at the newest run: close what is over, keep and return what is new. Inside a writing transaction."""
    runs = list(connection.scalars(select(run.c.id).order_by(run.c.id.desc()).limit(BACK + max(SPANS))))[::-1]
    if not runs:
        return []
    series = _series(connection, runs)
    open_ = connection.execute(select(_table).where(_table.c.closed_run.is_(None))).all()
    still = set()
    for row in open_:
        figures = series.get(row.source, [])
        age = sum(number >= row.first_run for number in runs)
        if age >= _STALE or over(row.kind, row.subject, row.before, row.after, figures):
            connection.execute(update(_table).where(_table.c.id == row.id).values(closed_run=runs[-1]))
        still.add((row.source, row.kind, row.subject))
    raised = [
        item
        for source, figures in sorted(series.items())
        for item in detect(source, figures)
        if (column(item.source), item.kind, item.subject) not in still
    ]
    for item in raised:
        names = ("run", "source", "kind", "subject", "first_run", "before", "after", "message")
        values = {name: getattr(item, name) for name in names}
        connection.execute(_table.insert().values(values | {"message": column(item.message), "sent": False}))
    return raised


def _series(connection: Connection, runs: Sequence[int]) -> dict[str, list[Figures]]:
    found: dict[str, dict[int, Figures]] = {}
    query = select(source_figures).where(source_figures.c.run >= runs[0])
    for row in connection.execute(query):
        body: dict[str, Any] = orjson.loads(row.body)
        names = ("touched", "dated", "languages", "log_words", "log_words_squared")
        known = {name: body[name] for name in names if name in body}
        found.setdefault(row.source, {})[row.run] = Figures(row.run, row.articles, **known)
    series = {}
    for source, known_runs in found.items():
        first = min(known_runs)
        series[source] = [known_runs.get(number, Figures(number)) for number in runs if number >= first]
    return series


def alarms(store: Store, *, since: int = 0, only_open: bool = False) -> list[dict[str, Any]]:
    """Return the alarms of the runs from `since` on, oldest first, as plain data."""
    query = select(_table).where(_table.c.run >= since).order_by(_table.c.id)
    if only_open:
        query = query.where(_table.c.closed_run.is_(None))
    with store.read() as connection:
        return [dict(row._asdict()) for row in connection.execute(query)]


def unsent(store: Store) -> list[dict[str, Any]]:
    """Return the alarms that have not been sent."""
    with store.read() as connection:
        rows = connection.execute(select(_table).where(_table.c.sent.is_(False)).order_by(_table.c.id))
        return [dict(row._asdict()) for row in rows]


def mark_sent(store: Store, ids: Sequence[int]) -> None:
    """Note that alarms have been sent, so that they are not sent again."""
    with store.write() as connection:
        connection.execute(update(_table).where(_table.c.id.in_(ids)).values(sent=True))
