"""Writes one run into a store: compares each article with what is known of it, then enters all of it at once.

Until the end, rows wait in a file of the run's scratch folder: readers and editors are kept waiting only while they are
copied over, in one transaction, and a run that is killed leaves the store as it was.
"""

from __future__ import annotations

import datetime
import math
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from auditor.finding import Finding
from auditor.store.compare import compare
from auditor.store.database import Store
from auditor.store.packing import column, content_hash, digest, dump, squeeze
from auditor.store.records import Entry, Past, State
from auditor.store.runs import past_of
from auditor.store.schema import content, finding, result, run, seen, source_figures

_CHUNK = 500
"""Values in one statement, rows in one insert."""

_EARLIER = 16
"""Former fingerprints of a finding that are kept."""

_STAGED = """
CREATE TABLE content (hash TEXT PRIMARY KEY, body BLOB);
CREATE TABLE result (hash TEXT PRIMARY KEY, body BLOB);
CREATE TABLE seen (ordinal INTEGER PRIMARY KEY, article TEXT UNIQUE, row TEXT);
CREATE TABLE opened (row TEXT);
CREATE TABLE changed (row TEXT);
CREATE TABLE fixed (id INTEGER);
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a run changed about one article: fingerprint to state, and the findings it no longer met."""

    states: Mapping[str, State]
    fixed: tuple[Past, ...]


@dataclass(slots=True)
class Tally:
    """Running figures of one source in one run; all but `words` and `score_sum` are numbers of articles or findings."""

    articles: int = 0
    words: int = 0
    score_sum: float = 0.0
    findings: Counter[str] = field(default_factory=Counter)
    """By rule; previews and dismissed ones left out."""
    touched: Counter[str] = field(default_factory=Counter)
    """Articles with at least one such finding, by rule and by family."""
    languages: Counter[str] = field(default_factory=Counter)
    log_words: float = 0.0
    log_words_squared: float = 0.0
    """Sums over articles of ln(1 + words), and of its square: lengths spread by factors."""
    dated: int = 0
    newest: str = ""
    """The latest day that an article states."""

    def add(self, entry: Entry) -> None:
        """Count one article."""
        self.articles += 1
        self.words += entry.words
        self.score_sum += entry.score
        counted = [item for item in entry.findings if not item.preview]
        self.findings.update(item.rule for item in counted)
        self.touched.update({item.rule for item in counted} | {item.family for item in counted})
        self.languages[entry.language or ""] += 1
        length = math.log1p(entry.words)
        self.log_words += length
        self.log_words_squared += length * length
        if entry.date is not None:
            self.dated += 1
            self.newest = max(self.newest, entry.date.isoformat())

    def row(self) -> dict[str, Any]:
        """Return the figures as columns."""
        body = {
            "findings": dict(self.findings),
            "touched": dict(self.touched),
            "languages": dict(self.languages),
            "log_words": self.log_words,
            "log_words_squared": self.log_words_squared,
            "dated": self.dated,
            "newest": self.newest,
        }
        return {"articles": self.articles, "words": self.words, "score_sum": self.score_sum, "body": dump(body)}


class Recorder:
    """Takes the articles of one run, a batch at a time, and enters them at the end. Used under `Store.lock`."""

    def __init__(self, store: Store, scratch: Path) -> None:
        self._store = store
        self._staged = sqlite3.connect(scratch / "staged.db", isolation_level=None)
        self._staged.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;" + _STAGED
        )
        self._staged.execute("BEGIN")
        self._sources: dict[str, Tally] = {}
        self.counts: Counter[State] = Counter()
        """Findings by state; previews and dismissed ones left out."""

    def close(self) -> None:
        """Give up what was not entered."""
        self._staged.close()

    def add(self, entries: Sequence[Entry]) -> list[Marked]:
        """Compare a batch of articles with the store, keep it for `enter`, and return what changed."""
        keys = [self._claim(entry) for entry in entries]
        hashes = [content_hash(entry.article) for entry in entries]
        bodies = [dump(_body(entry)) for entry in entries]
        results = [digest(raw) for raw in bodies]
        with self._store.read() as connection:
            open_ = self._open(connection, keys)
            known = _known(connection, content, hashes), _known(connection, result, results)
        for entry, name in zip(entries, hashes, strict=True):
            if name not in known[0]:
                record = (
                    {**entry.record, "text": None} if entry.record.get("text") == entry.article.text else entry.record
                )
                row = (name, squeeze(dump([entry.article.to_row(), record])))
                self._staged.execute("INSERT OR IGNORE INTO content VALUES (?, ?)", row)
        for name, raw in zip(results, bodies, strict=True):
            if name not in known[1]:
                self._staged.execute("INSERT OR IGNORE INTO result VALUES (?, ?)", (name, squeeze(raw)))
        met: list[tuple[str, int]] = []
        marks = []
        for entry, key, *names in zip(entries, keys, hashes, results, strict=True):
            marks.append(self._mark(entry, key, open_.get(key, [])))
            met.append((_seen(entry, key, *names), entry.ordinal))
        self._staged.executemany("UPDATE seen SET row = ? WHERE ordinal = ?", met)
        return marks

    def _claim(self, entry: Entry) -> str:
        """Return the key of the article; a second article of the run with the same key gets a number."""
        key, number = column(entry.key), 1
        while True:
            own = key if number == 1 else f"{key}#{number}"
            try:
                self._staged.execute("INSERT INTO seen VALUES (?, ?, '')", (entry.ordinal, own))
            except sqlite3.IntegrityError:
                number += 1
            else:
                return own

    def _open(self, connection: Connection, keys: Sequence[str]) -> dict[str, list[Past]]:
        found: dict[str, list[Past]] = {}
        for start in range(0, len(keys), _CHUNK):
            query = select(finding).where(
                finding.c.article.in_(keys[start : start + _CHUNK]), finding.c.fixed_run.is_(None)
            )
            # In the order of the index over articles: by id alone SQLite takes the one over `fixed_run`, and reads
            # every open finding of the store each time.
            for row in connection.execute(query.order_by(finding.c.article, finding.c.fixed_run, finding.c.id)):
                found.setdefault(row.article, []).append(past_of(row))
        return found

    def _mark(self, entry: Entry, key: str, known: list[Past]) -> Marked:
        current = [*entry.findings, *entry.dismissed]
        gone = {id(item) for item in entry.dismissed}
        compared = compare(known, current)
        states: dict[str, State] = {}
        for past, item in compared.still:
            states[item.fingerprint] = "still"
            row = _columns(item, entry, dismissed=id(item) in gone) | {"earlier": _earlier(past, item)}
            if any(getattr(past, name) != value for name, value in row.items()):
                self._staged.execute("INSERT INTO changed VALUES (?)", (orjson.dumps(row | {"key": past.id}).decode(),))
        for item in compared.new:
            states[item.fingerprint] = "new"
            row = _columns(item, entry, dismissed=id(item) in gone) | {"article": key, "identity": item.fingerprint}
            self._staged.execute("INSERT INTO opened VALUES (?)", (orjson.dumps(row).decode(),))
        self._staged.executemany("INSERT INTO fixed VALUES (?)", [(past.id,) for past in compared.fixed])
        self.counts.update(states[item.fingerprint] for item in entry.findings if not item.preview)
        fixed = tuple(past for past in compared.fixed if not past.dismissed)
        self.counts["fixed"] += sum(not past.preview for past in fixed)
        self._sources.setdefault(column(entry.article.source), Tally()).add(entry)
        return Marked(states, fixed)

    @contextmanager
    def entering(
        self, *, name: str, started: datetime.datetime, day: datetime.date, version: str, figures: Mapping[str, Any]
    ) -> Iterator[tuple[int, Connection]]:
        """Enter the run and yield its number, and the transaction, which is kept if the block ends without an error."""
        with self._store.write() as connection:
            number = self._enter(connection, name, started, day, version, figures)
            yield number, connection

    def _enter(
        self,
        connection: Connection,
        name: str,
        started: datetime.datetime,
        day: datetime.date,
        version: str,
        figures: Mapping[str, Any],
    ) -> int:
        (articles,) = self._staged.execute("SELECT count(*) FROM seen").fetchone()
        head = {
            "name": column(name),
            "started": _time(started),
            "finished": _time(datetime.datetime.now(datetime.UTC)),
            "day": day.isoformat(),
            "version": version,
            "articles": articles,
            **{state: self.counts[state] for state in ("new", "still", "fixed")},
            "figures": dump(figures),
        }
        key = connection.execute(run.insert().values(head)).inserted_primary_key
        assert key is not None  # the table has one
        number = int(key[0])
        for table, more in ((content, {"first_run": number}), (result, {})):
            for rows in self._rows(f"SELECT hash, body FROM {table.name}"):  # noqa: S608  (a name of the schema)
                made = [{"hash": hash_, "body": body, **more} for hash_, body in rows]
                connection.execute(_insert_missing(connection, table), made)
        for rows in self._rows("SELECT row FROM seen ORDER BY ordinal"):
            connection.execute(seen.insert(), [orjson.loads(row) | {"run": number} for (row,) in rows])
        for rows in self._rows("SELECT id FROM fixed"):
            fix = update(finding).where(finding.c.id == bindparam("key")).values(fixed_run=number)
            connection.execute(fix, [{"key": id_} for (id_,) in rows])
        for rows in self._rows("SELECT row FROM changed"):
            values = [orjson.loads(row) for (row,) in rows]
            names = [name for name in values[0] if name != "key"]
            change = update(finding).where(finding.c.id == bindparam("key"))
            connection.execute(change.values({name: bindparam(f"to_{name}") for name in names}), [
                {"key": row["key"], **{f"to_{name}": row[name] for name in names}} for row in values
            ])  # fmt: skip
        for rows in self._rows("SELECT row FROM opened ORDER BY rowid"):
            made = [orjson.loads(row) | {"first_run": number, "last_run": number} for (row,) in rows]
            connection.execute(finding.insert(), made)
        met = select(seen.c.article).where(seen.c.run == number)
        still = update(finding).where(finding.c.fixed_run.is_(None), finding.c.article.in_(met))
        connection.execute(still.values(last_run=number))
        figures_of = [{"run": number, "source": name, **tally.row()} for name, tally in sorted(self._sources.items())]
        if figures_of:
            connection.execute(source_figures.insert(), figures_of)
        return number

    def _rows(self, query: str) -> Iterator[list[tuple[Any, ...]]]:
        cursor = self._staged.execute(query)
        while rows := cursor.fetchmany(_CHUNK):
            yield rows


def _known(connection: Connection, table: Table, hashes: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(hashes), _CHUNK):
        query = select(table.c.hash).where(table.c.hash.in_(hashes[start : start + _CHUNK]))
        found.update(connection.scalars(query))
    return found


def _insert_missing(connection: Connection, table: Table) -> Any:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


def _seen(entry: Entry, key: str, content_: str, result_: str) -> str:
    row = {
        "ordinal": entry.ordinal,
        "article": key,
        "content": content_,
        "result": result_,
        "source": column(entry.article.source),
        "score": entry.score,
        "verdict": entry.verdict,
        "findings": len(entry.findings),
    }
    return orjson.dumps(row).decode()


def _earlier(past: Past, item: Finding) -> str:
    """Return the fingerprints that a finding had before this one."""
    if item.fingerprint == past.fingerprint:
        return past.earlier
    return " ".join([*past.earlier.split(), past.fingerprint][-_EARLIER:])


def _columns(item: Finding, entry: Entry, *, dismissed: bool) -> dict[str, Any]:
    return {
        "fingerprint": item.fingerprint,
        "rule": item.rule,
        "family": item.family,
        "severity": item.severity,
        "confidence": item.confidence,
        "preview": item.preview,
        "dismissed": dismissed,
        "source": column(entry.article.source),
        "field": item.field,
        "text": column(item.text),
        "message": column(item.message),
    }


def _body(entry: Entry) -> dict[str, Any]:
    return {
        **entry.body,
        "findings": [item.to_json() for item in entry.findings],
        "dismissed": [item.to_json() for item in entry.dismissed],
    }


def _time(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
