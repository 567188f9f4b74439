"""Where a run keeps what does not fit in memory: one SQLite file in its scratch folder.

It is no store: it lives as long as the run. All order comes from `ordinal`, the place of an article in the input.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from auditor.corpus_check import Row
from auditor.engine.inspection import with_carried

_SCHEMA = """
CREATE TABLE article (ordinal INTEGER PRIMARY KEY, id TEXT UNIQUE, place TEXT, article BLOB, record BLOB);
CREATE TABLE row (pass TEXT, ordinal INTEGER, data BLOB, PRIMARY KEY (pass, ordinal)) WITHOUT ROWID;
CREATE TABLE key (pass TEXT, key TEXT, ordinal INTEGER);
CREATE TABLE verdict (ordinal INTEGER, pass TEXT, data BLOB, PRIMARY KEY (ordinal, pass, data)) WITHOUT ROWID;
CREATE TABLE carried (ordinal INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE outcome (ordinal INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE situation (ordinal INTEGER PRIMARY KEY, hash TEXT);
CREATE TABLE todo (ordinal INTEGER PRIMARY KEY, key TEXT, parts TEXT, entry BLOB);
"""
_ROWS_KEPT = 1024


class Spool:
    """Scratch tables of one run. Rows go in and come out as plain data (JSON)."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;" + _SCHEMA
        )
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Close the file; its folder is removed by the run."""
        self._db.close()

    def add_article(self, ordinal: int, identity: str, place: str, article: bytes, record: bytes) -> str | None:
        """Keep an article and return None; if its id is taken, keep nothing and return where the id was first read."""
        try:
            self._db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", (ordinal, identity, place, article, record))
        except sqlite3.IntegrityError:
            (first,) = self._db.execute("SELECT place FROM article WHERE id = ?", (identity,)).fetchone()
            return str(first)
        return None

    def add_carried(self, ordinal: int, data: bytes) -> None:
        """Keep what the first sweep has read of an article, for the second."""
        self._db.execute("INSERT INTO carried VALUES (?, ?)", (ordinal, data))

    def articles(self) -> Iterator[tuple[int, bytes]]:
        """Yield every article as it was added, with what is carried of it, in order."""
        query = "SELECT ordinal, article, data FROM article LEFT JOIN carried USING (ordinal) ORDER BY ordinal"
        for ordinal, article, data in self._db.execute(query):
            yield ordinal, article if data is None else with_carried(article, data)

    def contexts(self) -> Iterator[tuple[int, bytes, dict[str, list[Any]], None]]:
        """Yield every article with the verdicts of the gathering passes on it, in order, everything to be done."""
        for ordinal, article in self.articles():
            yield ordinal, article, self.verdicts(ordinal, stage="gather"), None

    def add_situation(self, ordinal: int, situation: str) -> None:
        """Keep the hash of what an audit of the article depends on."""
        self._db.execute("INSERT INTO situation VALUES (?, ?)", (ordinal, situation))

    def situations(self) -> Iterator[tuple[int, str, dict[str, list[Any]]]]:
        """Yield (ordinal, hash, verdicts of the gathering passes) of every article, in order."""
        for ordinal, situation in self._db.execute("SELECT ordinal, hash FROM situation ORDER BY ordinal"):
            yield ordinal, situation, self.verdicts(ordinal, stage="gather")

    def add_todo(self, ordinal: int, key: str, parts: Sequence[str] | None, entry: bytes | None) -> None:
        """Note what is to be done of an article: `parts` (None: all), to be joined with the remembered `entry`."""
        names = None if parts is None else orjson.dumps(list(parts)).decode()
        self._db.execute("INSERT INTO todo VALUES (?, ?, ?, ?)", (ordinal, key, names, entry))

    def todo(self) -> Iterator[tuple[int, bytes, dict[str, list[Any]], tuple[str, ...] | None]]:
        """Yield the articles of which something is to be done, in order, and what."""
        query = (
            "SELECT ordinal, article, data, parts FROM todo JOIN article USING (ordinal) LEFT JOIN carried "
            "USING (ordinal) ORDER BY ordinal"
        )
        for ordinal, plain, data, parts in self._db.execute(query):
            article = plain if data is None else with_carried(plain, data)
            names = None if parts is None else tuple(orjson.loads(parts))
            yield ordinal, article, self.verdicts(ordinal, stage="gather"), names

    def noted(self, ordinal: int) -> tuple[str, bytes | None]:
        """Return key and remembered entry of an article of which something was to be done."""
        key, entry = self._db.execute("SELECT key, entry FROM todo WHERE ordinal = ?", (ordinal,)).fetchone()
        return key, entry

    def count_todo(self) -> int:
        """Return the number of articles of which something is to be done."""
        (number,) = self._db.execute("SELECT count(*) FROM todo").fetchone()
        return int(number)

    def clear_todo(self) -> None:
        """Forget what was to be done."""
        self._db.execute("DELETE FROM todo")

    def add_row(self, name: str, ordinal: int, data: bytes, keys: Iterable[str]) -> None:
        """Keep what an article brings to the pass `name`."""
        self._db.execute("INSERT INTO row VALUES (?, ?, ?)", (name, ordinal, data))
        self._db.executemany("INSERT INTO key VALUES (?, ?, ?)", [(name, key, ordinal) for key in keys])

    def groups(self, name: str) -> Iterator[tuple[str, Sequence[Row]]]:
        """Yield (key, rows) of the pass `name` for every key that two or more articles share, rows by article id."""
        self._db.execute("CREATE INDEX IF NOT EXISTS key_order ON key (pass, key, ordinal)")

        @lru_cache(maxsize=_ROWS_KEPT)
        def row(ordinal: int) -> Row:
            identity, data = self._db.execute(
                "SELECT id, data FROM row JOIN article USING (ordinal) WHERE pass = ? AND ordinal = ?", (name, ordinal)
            ).fetchone()
            return Row(ordinal, identity, orjson.loads(data))

        shared = self._db.execute(
            "SELECT key, group_concat(DISTINCT ordinal) FROM key WHERE pass = ? GROUP BY key "
            "HAVING count(DISTINCT ordinal) > 1 ORDER BY key",
            (name,),
        )
        for key, ordinals in shared:
            rows = [row(int(ordinal)) for ordinal in ordinals.split(",")]
            yield key, sorted(rows, key=lambda item: item.article_id)

    def add_verdict(self, stage: str, name: str, ordinal: int, verdict: Any) -> None:
        """Keep what a pass says of one article; equal verdicts count once."""
        data = orjson.dumps(verdict, option=orjson.OPT_SORT_KEYS)
        self._db.execute("INSERT OR IGNORE INTO verdict VALUES (?, ?, ?)", (ordinal, f"{stage}:{name}", data))

    def verdicts(self, ordinal: int, *, stage: str) -> dict[str, list[Any]]:
        """Return the verdicts of one stage on one article, by pass, in an order that does not depend on the run."""
        found: dict[str, list[Any]] = {}
        rows = self._db.execute("SELECT pass, data FROM verdict WHERE ordinal = ? ORDER BY pass, data", (ordinal,))
        for name, data in rows:
            kind, _, identity = name.partition(":")
            if kind == stage:
                found.setdefault(identity, []).append(orjson.loads(data))
        return found

    def add_outcome(self, ordinal: int, data: bytes) -> None:
        """Keep what the checks said of one article."""
        self._db.execute("INSERT INTO outcome VALUES (?, ?)", (ordinal, data))

    def outcomes(self) -> Iterator[tuple[int, bytes, bytes, bytes]]:
        """Yield (ordinal, article, record, outcome) in order."""
        yield from self._db.execute(
            "SELECT ordinal, article, record, data FROM article JOIN outcome USING (ordinal) ORDER BY ordinal"
        )

    def count(self) -> int:
        """Return the number of articles kept."""
        (number,) = self._db.execute("SELECT count(*) FROM article").fetchone()
        return int(number)
