"""What findings are compared with when it is not the last delivery: an earlier run, or a file of findings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import orjson

from auditor.engine.audited import Audited
from auditor.finding import Finding
from auditor.store.compare import Known, compare
from auditor.store.errors import StoreError
from auditor.store.records import State, article_key

if TYPE_CHECKING:
    from auditor.store.database import Store

FINDINGS = "findings.jsonl"


class Baseline(Protocol):
    """Marks articles by their findings then. `name`: how the report calls it."""

    name: str

    def marked(self, batch: Sequence[Audited]) -> list[Audited]:
        """Return the articles with the state of every finding, and those that are fixed."""


@contextmanager
def opened(which: str, store: Store | None, scratch: Path) -> Iterator[Baseline]:
    """Yield the baseline that `which` names: a file or folder of findings, else a run of the store."""
    path = Path(which)
    if path.is_dir():
        path /= FINDINGS
    if path.is_file():
        with closing(sqlite3.connect(scratch / "baseline.db", isolation_level=None)) as db:
            yield _File(path, db)
    elif store is None:
        raise StoreError(f"{which}: no such baseline; give a {FINDINGS}, a folder with one, or a run with --store")
    else:
        yield _Run(which, store)


def _mark(audited: Audited, known: Sequence[Known]) -> Audited:
    compared = compare(known, (*audited.findings, *audited.dismissed))
    states: dict[str, State] = {new.fingerprint: "still" for _, new in compared.still}
    states |= {new.fingerprint: "new" for new in compared.new}
    return replace(audited, states=states, fixed=tuple(compared.fixed))


class _File:
    """The findings of a file, by article, in a scratch database: a baseline may be larger than memory."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.name = str(path)
        self._db = db
        db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE base (article TEXT, row BLOB)"
        )
        db.execute("BEGIN")
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    finding = Finding.from_json(orjson.loads(line))
                except (ValueError, KeyError, TypeError):
                    raise StoreError(
                        f"{path}:{number}: no finding; a baseline is a {FINDINGS} that `auditor run` has written"
                    ) from None
                db.execute("INSERT INTO base VALUES (?, ?)", (finding.article_id, line))
        db.execute("CREATE INDEX base_article ON base (article)")

    def marked(self, batch: Sequence[Audited]) -> list[Audited]:
        return [_mark(audited, self._of(audited.article.id)) for audited in batch]

    def _of(self, article: str) -> list[Finding]:
        rows = self._db.execute("SELECT row FROM base WHERE article = ? ORDER BY rowid", (article,))
        return [Finding.from_json(orjson.loads(row)) for (row,) in rows]


class _Run:
    """The findings that were open after a run of the store."""

    def __init__(self, which: str, store: Store) -> None:
        from auditor.store import runs  # noqa: PLC0415  (SQLAlchemy, for those who keep a store)

        self._runs, self._store = runs, store
        self._run = runs.find(store, which)
        self.name = f"run {self._run.id} ({self._run.name})"

    def marked(self, batch: Sequence[Audited]) -> list[Audited]:
        keys = [article_key(audited.article) for audited in batch]
        known = self._runs.open_after(self._store, self._run.id, keys)
        return [_mark(audited, known.get(key, ())) for audited, key in zip(batch, keys, strict=True)]
