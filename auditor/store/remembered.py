"""What earlier runs worked out about articles, so that the next one need not: a cache that may be lost at any time.

Entries are keyed by what they depend on (see `auditor.engine.memory`), so a wrong one cannot be met; they are written
while a run goes on, and what a killed run had worked out is there for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import orjson
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from auditor.store.database import Store
from auditor.store.packing import squeeze, unsqueeze
from auditor.store.schema import part_versions, remembered

_CHUNK = 400


class Remembered:
    """Reads and writes remembered results. `day`: written beside new ones, for `prune`."""

    def __init__(self, store: Store, day: str) -> None:
        self._store = store
        self._day = day

    def get(self, keys: Sequence[str]) -> dict[str, tuple[str, bytes]]:
        """Return (hash of the versions it rests on, result) of every key that is known; see `versions`."""
        found: dict[str, tuple[str, bytes]] = {}
        with self._store.read() as connection:
            for start in range(0, len(keys), _CHUNK):
                query = select(remembered.c.key, remembered.c.versions, remembered.c.body)
                rows = connection.execute(query.where(remembered.c.key.in_(keys[start : start + _CHUNK])))
                found |= {key: (name, unsqueeze(body)) for key, name, body in rows}
        return found

    def versions(self, name: str) -> dict[str, str]:
        """Return the version of each part, by the hash of all; nothing where it is not known."""
        with self._store.read() as connection:
            raw = connection.scalar(select(part_versions.c.body).where(part_versions.c.hash == name))
        found: dict[str, str] = {} if raw is None else orjson.loads(raw)
        return found

    def put(self, versions: tuple[str, Mapping[str, str]], results: Iterable[tuple[str, bytes]]) -> None:
        """Keep results (by key) that rest on `versions` (their hash, and the version of each part)."""
        name, parts = versions
        rows = [
            {"key": key, "versions": name, "day": self._day, "body": squeeze(raw)} for key, raw in dict(results).items()
        ]
        with self._store.write() as connection:
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            body = orjson.dumps(dict(parts), option=orjson.OPT_SORT_KEYS)
            connection.execute(insert(part_versions).values(hash=name, body=body).on_conflict_do_nothing())
            for start in range(0, len(rows), _CHUNK):
                statement = insert(remembered)
                columns = {name: statement.excluded[name] for name in ("versions", "day", "body")}
                connection.execute(
                    statement.on_conflict_do_update(index_elements=["key"], set_=columns), rows[start : start + _CHUNK]
                )
