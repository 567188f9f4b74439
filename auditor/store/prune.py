"""Takes what is old out of a store. Decisions are never taken out."""

from __future__ import annotations

import datetime
import re

from sqlalchemy import Table, delete, func, or_, select

from auditor.store.database import Store
from auditor.store.errors import StoreError
from auditor.store.schema import (
    alarm,
    band,
    content,
    finding,
    near_copy,
    remembered,
    result,
    run,
    seen,
    sketched,
    source_figures,
)

_KEEP = re.compile(r"([0-9]{1,5})\s*(d|w)")


def days(keep: str) -> int:
    """Read "90d" or "12w" as a number of days; raises `StoreError`."""
    found = _KEEP.fullmatch(keep.strip().lower())
    if not found:
        raise StoreError(f"--keep: found {keep[:40]!r}; allowed: days or weeks, such as 90d or 12w")
    return int(found[1]) * (7 if found[2] == "w" else 1)


def prune(store: Store, keep: int, *, today: datetime.date | None = None) -> dict[str, int]:
    """Take out runs older than `keep` days, and what only they hold; return the number of rows taken out by table.

    Days count from `today` (None: the day of the newest run). The newest run always stays. An article that is delivered
    again after it was taken out counts as new. Under `Store.lock`.
    """
    gone: dict[str, int] = {}
    with store.write() as connection:

        def take(table: Table, *which: object) -> None:
            done = connection.execute(delete(table).where(*which))  # type: ignore[arg-type]  # conditions of any column
            gone[table.name] = gone.get(table.name, 0) + done.rowcount

        newest = connection.execute(select(run.c.id, run.c.day).order_by(run.c.id.desc()).limit(1)).first()
        if newest is None:
            return gone
        last = (today or datetime.date.fromisoformat(newest.day)) - datetime.timedelta(keep)
        old = list(connection.scalars(select(run.c.id).where(run.c.day < last.isoformat(), run.c.id != newest.id)))
        if old:
            bound = max(old)
            among = select(run.c.id).where(run.c.day < last.isoformat(), run.c.id != newest.id)
            take(seen, seen.c.run.in_(among))
            take(source_figures, source_figures.c.run.in_(among))
            left = select(seen.c.article)
            take(finding, or_(finding.c.fixed_run <= bound, finding.c.article.not_in(left)))
            take(alarm, alarm.c.closed_run <= bound)
            take(content, content.c.hash.not_in(select(seen.c.content)))
            take(result, result.c.hash.not_in(select(seen.c.result)))
            kept = select(content.c.hash)
            take(sketched, sketched.c.content.not_in(kept))
            take(band, band.c.content.not_in(kept))
            take(near_copy, or_(near_copy.c.one.not_in(kept), near_copy.c.other.not_in(kept)))
            take(run, run.c.id.in_(old))
        take(remembered, remembered.c.day < last.isoformat())
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
            plain.connection.driver_connection.execute("VACUUM")  # type: ignore[union-attr]  # a connection of sqlite3
    return gone


def size(store: Store) -> dict[str, int]:
    """Return the number of rows by table."""
    tables = (run, content, result, seen, finding, remembered, alarm)
    with store.read() as connection:
        return {t.name: int(connection.scalar(select(func.count()).select_from(t)) or 0) for t in tables}
