"""Where a run keeps what does not fit in memory: one SQLite file in its scratch folder.

It is no store: it lives as long as the run. All order comes from `ordinal`, the place of an article in the input.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from auditor.corpus_check import Row
from auditor.engine.inspection import with_carried

_SCHEMA = """
CREATE TABLE article (
    ordinal INTEGER PRIMARY KEY, id TEXT UNIQUE, place TEXT, article BLOB, record BLOB, situation TEXT
);
CREATE TABLE row (pass TEXT, ordinal INTEGER, data BLOB, PRIMARY KEY (pass, ordinal)) WITHOUT ROWID;
CREATE TABLE key (pass TEXT, key TEXT, ordinal INTEGER);
CREATE TABLE verdict (ordinal INTEGER, pass TEXT, data BLOB, PRIMARY KEY (ordinal, pass, data)) WITHOUT ROWID;
CREATE TABLE carried (ordinal INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE outcome (ordinal INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE todo (ordinal INTEGER PRIMARY KEY, key TEXT, parts TEXT, entry BLOB);
"""
_PAGES = "PRAGMA cache_size = -16384;"
"""KiB of the file that are held in memory. Ids and keys come in no order; with SQLite's own 2 MiB each of them is read
from the disk again."""
_ROWS_KEPT = 1024
_WAITING = 256
"""Rows of one table from which on they go in together."""


class Spool:
    """Scratch tables of one run. Rows go in and come out as plain data (JSON)."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;" + _PAGES + _SCHEMA
        )
        self._db.execute("BEGIN")
        self._waiting: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)

    def _add(self, statement: str, *rows: Sequence[Any]) -> None:
        """Enter rows soon: together with others of their kind, and before anything is read."""
        waiting = self._waiting[statement]
        waiting += rows
        if len(waiting) >= _WAITING:
            self._db.executemany(statement, waiting)
            waiting.clear()

    def _read(self, query: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        for statement, waiting in self._waiting.items():
            if waiting:
                self._db.executemany(statement, waiting)
                waiting.clear()
        return self._db.execute(query, values)

    def close(self) -> None:
        """Close the file; its folder is removed by the run."""
        self._db.close()

    def add_article(
        self, ordinal: int, identity: str, place: str, article: bytes, record: bytes, situation: str | None = None
    ) -> str | None:
        """Keep an article and return None; if its id is taken, keep nothing and return where the id was first read.

        `situation`: the hash of what an audit of it depends on.
        """
        try:
            self._db.execute(
                "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)", (ordinal, identity, place, article, record, situation)
            )
        except sqlite3.IntegrityError:
            (first,) = self._db.execute("SELECT place FROM article WHERE id = ?", (identity,)).fetchone()
            return str(first)
        return None

    def add_carried(self, ordinal: int, data: bytes) -> None:
        """Keep what the first sweep has read of an article, for the second."""
        self._add("INSERT INTO carried VALUES (?, ?)", (ordinal, data))

    def articles(self) -> Iterator[tuple[int, bytes]]:
        """Yield every article as it was added, with what is carried of it, in order."""
        query = "SELECT ordinal, article, data FROM article LEFT JOIN carried USING (ordinal) ORDER BY ordinal"
        for ordinal, article, data in self._read(query):
            yield ordinal, article if data is None else with_carried(article, data)

    def contexts(self) -> Iterator[tuple[int, bytes, dict[str, list[Any]], None]]:
        """Yield every article with the verdicts of the gathering passes on it, in order, everything to be done."""
        gathered = _Verdicts(self, "gather")
        for ordinal, article in self.articles():
            yield ordinal, article, gathered.on(ordinal), None

    def situations(self) -> Iterator[tuple[int, str, dict[str, list[Any]]]]:
        """Yield (ordinal, hash, verdicts of the gathering passes) of every article, in order."""
        gathered = _Verdicts(self, "gather")
        for ordinal, situation in self._read("SELECT ordinal, situation FROM article ORDER BY ordinal"):
            yield ordinal, situation, gathered.on(ordinal)

    def add_todo(self, ordinal: int, key: str, parts: Sequence[str] | None, entry: bytes | None) -> None:
        """Note what is to be done of an article: `parts` (None: all), to be joined with the remembered `entry`."""
        names = None if parts is None else orjson.dumps(list(parts)).decode()
        self._add("INSERT INTO todo VALUES (?, ?, ?, ?)", (ordinal, key, names, entry))

    def todo(self) -> Iterator[tuple[int, bytes, dict[str, list[Any]], tuple[str, ...] | None]]:
        """Yield the articles of which something is to be done, in order, and what."""
        query = (
            "SELECT ordinal, article, data, parts FROM todo JOIN article USING (ordinal) LEFT JOIN carried "
            "USING (ordinal) ORDER BY ordinal"
        )
        gathered = _Verdicts(self, "gather")
        for ordinal, plain, data, parts in self._read(query):
            article = plain if data is None else with_carried(plain, data)
            names = None if parts is None else tuple(orjson.loads(parts))
            yield ordinal, article, gathered.on(ordinal), names

    def noted(self, ordinal: int) -> tuple[str, bytes | None]:
        """Return key and remembered entry of an article of which something was to be done."""
        key, entry = self._read("SELECT key, entry FROM todo WHERE ordinal = ?", (ordinal,)).fetchone()
        return key, entry

    def count_todo(self) -> int:
        """Return the number of articles of which something is to be done."""
        (number,) = self._read("SELECT count(*) FROM todo").fetchone()
        return int(number)

    def clear_todo(self) -> None:
        """Forget what was to be done."""
        self._read("DELETE FROM todo")

    def add_row(self, name: str, ordinal: int, data: bytes, keys: Iterable[str]) -> None:
        """Keep what an article brings to the pass `name`; no key twice."""
        self._add("INSERT INTO row VALUES (?, ?, ?)", (name, ordinal, data))
        self._add("INSERT INTO key VALUES (?, ?, ?)", *((name, key, ordinal) for key in keys))

    def groups(self, name: str) -> Iterator[tuple[str, Sequence[Row]]]:
        """Yield (key, rows) of the pass `name` for every key that two or more articles share, rows by article id.

        Keys that the same article comes first under stand together, so its row, and those it is like, are at hand.
        """
        self._read("CREATE INDEX IF NOT EXISTS key_order ON key (pass, key, ordinal)")

        @lru_cache(maxsize=_ROWS_KEPT)
        def row(ordinal: int) -> Row:
            identity, data = self._db.execute(
                "SELECT id, data FROM row JOIN article USING (ordinal) WHERE pass = ? AND ordinal = ?", (name, ordinal)
            ).fetchone()
            return Row(ordinal, identity, orjson.loads(data))

        shared = self._db.execute(
            "SELECT key, group_concat(ordinal) FROM key WHERE pass = ? GROUP BY key "
            "HAVING min(ordinal) < max(ordinal) ORDER BY min(ordinal), key",
            (name,),
        )
        for key, ordinals in shared:
            rows = [row(int(ordinal)) for ordinal in ordinals.split(",")]
            yield key, sorted(rows, key=lambda item: item.article_id)

    def add_verdict(self, stage: str, name: str, ordinal: int, verdict: Any) -> None:
        """Keep what a pass says of one article; equal verdicts count once."""
        data = orjson.dumps(verdict, option=orjson.OPT_SORT_KEYS)
        self._add("INSERT OR IGNORE INTO verdict VALUES (?, ?, ?)", (ordinal, f"{stage}:{name}", data))

    def add_outcome(self, ordinal: int, data: bytes) -> None:
        """Keep what the checks said of one article."""
        self._add("INSERT INTO outcome VALUES (?, ?)", (ordinal, data))

    def outcomes(self) -> Iterator[tuple[int, bytes, bytes, bytes, dict[str, list[Any]]]]:
        """Yield (ordinal, article, record, outcome, verdicts of the reporting passes) in order."""
        query = "SELECT ordinal, article, record, data FROM article JOIN outcome USING (ordinal) ORDER BY ordinal"
        reported = _Verdicts(self, "report")
        for ordinal, article, record, data in self._read(query):
            yield ordinal, article, record, data, reported.on(ordinal)

    def count(self) -> int:
        """Return the number of articles kept."""
        (number,) = self._read("SELECT count(*) FROM article").fetchone()
        return int(number)


class _Verdicts:
    """The verdicts of one stage, for articles that are asked about in order: one look through the table for all."""

    def __init__(self, spool: Spool, stage: str) -> None:
        query = "SELECT ordinal, pass, data FROM verdict WHERE pass BETWEEN ? AND ? ORDER BY ordinal, pass, data"
        self._rows = spool._read(query, (f"{stage}:", f"{stage};"))
        self._next = self._rows.fetchone()

    def on(self, ordinal: int) -> dict[str, list[Any]]:
        """Return the verdicts on one article, by pass, in an order that does not depend on the run."""
        found: dict[str, list[Any]] = {}
        while self._next is not None and self._next[0] <= ordinal:
            if self._next[0] == ordinal:
                found.setdefault(self._next[1].partition(":")[2], []).append(orjson.loads(self._next[2]))
            self._next = self._rows.fetchone()
        return found
