"""Reads what is in a store: runs, the articles of a run with their findings, one article through time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, or_, select

from auditor.article import Article
from auditor.finding import Finding
from auditor.store.database import Store
from auditor.store.errors import StoreError
from auditor.store.packing import unpack
from auditor.store.records import Past, Run, State, Stored
from auditor.store.schema import content, finding, result, seen, source_figures
from auditor.store.schema import run as _run

_PAGE = 200


def runs(store: Store, *, limit: int | None = None) -> list[Run]:
    """Return the runs, newest first."""
    query = select(_run).order_by(_run.c.id.desc()).limit(limit)
    with store.read() as connection:
        return [_run_of(row) for row in connection.execute(query)]


def latest(store: Store) -> Run | None:
    """Return the newest run, None for an empty store."""
    return next(iter(runs(store, limit=1)), None)


def find(store: Store, which: str | int) -> Run:
    """Return the run of a number, of a name (the newest of that name), or "latest". Raises `StoreError`."""
    query = select(_run).order_by(_run.c.id.desc()).limit(1)
    if str(which) != "latest":
        number = int(which) if str(which).isascii() and str(which).isdigit() and len(str(which)) < 18 else -1
        query = query.where(or_(_run.c.id == number, _run.c.name == str(which)))
    with store.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise StoreError(f"{store.name}: no run {which!r}; `auditor runs --store {store.name}` lists them")
    return _run_of(row)


def articles(
    store: Store, run: int, *, source: str | None = None, verdict: str | None = None, offset: int = 0,
    limit: int | None = None, by: str = "score",
) -> Iterator[Stored]:  # fmt: skip
    """Yield the articles of a run with text, findings and their history, a page at a time.

    `by`: "score" (worst first) or "ordinal" (as delivered). `source`, `verdict`: only those.
    """
    order = (seen.c.score, seen.c.ordinal) if by == "score" else (seen.c.ordinal,)
    query = select(seen).where(seen.c.run == run).order_by(*order)
    if source is not None:
        query = query.where(seen.c.source == source)
    if verdict is not None:
        query = query.where(seen.c.verdict == verdict)
    end = None if limit is None else offset + limit
    while end is None or offset < end:
        size = _PAGE if end is None else min(_PAGE, end - offset)
        with store.read() as connection:
            page = _stored(connection, connection.execute(query.offset(offset).limit(size)).all())
        yield from page
        if len(page) < size:
            return
        offset += size


def article(store: Store, key: str, *, run: int | None = None) -> Stored | None:
    """Return an article as `run` met it (None: as the newest run that met it did); None if no run did."""
    query = select(seen).where(seen.c.article == key).order_by(seen.c.run.desc()).limit(1)
    if run is not None:
        query = query.where(seen.c.run == run)
    with store.read() as connection:
        return next(iter(_stored(connection, connection.execute(query).all())), None)


def versions(store: Store, key: str) -> list[tuple[int, str, float, str]]:
    """Return (run, content hash, score, verdict) of every run that met the article, oldest first."""
    query = select(seen.c.run, seen.c.content, seen.c.score, seen.c.verdict)
    with store.read() as connection:
        rows = connection.execute(query.where(seen.c.article == key).order_by(seen.c.run))
        return [(row.run, row.content, row.score, row.verdict) for row in rows]


def findings(store: Store, run: int, state: State, *, rule: str | None = None, source: str | None = None) -> list[Past]:
    """Return the findings that were new, still there or fixed in a run; dismissed ones left out, by article."""
    query = select(finding).where(finding.c.dismissed.is_(False))
    match state:
        case "new":
            query = query.where(finding.c.first_run == run)
        case "fixed":
            query = query.where(finding.c.fixed_run == run)
        case "still":
            query = query.where(
                finding.c.first_run < run,
                or_(finding.c.fixed_run.is_(None), finding.c.fixed_run > run),
                finding.c.article.in_(select(seen.c.article).where(seen.c.run == run)),
            )
    if rule is not None:
        query = query.where(finding.c.rule == rule)
    if source is not None:
        query = query.where(finding.c.source == source)
    with store.read() as connection:
        return [past_of(row) for row in connection.execute(query.order_by(finding.c.article, finding.c.id))]


def lives(store: Store, *, article: str | None = None, fingerprint: str | None = None) -> list[Past]:
    """Return the whole history of findings of an article, or of one fingerprint (also a former one), oldest first."""
    query = select(finding).order_by(finding.c.first_run, finding.c.id)
    if article is not None:
        query = query.where(finding.c.article == article)
    if fingerprint is not None:
        query = query.where(or_(finding.c.fingerprint == fingerprint, finding.c.identity == fingerprint))
    with store.read() as connection:
        return [past_of(row) for row in connection.execute(query)]


def open_after(store: Store, run: int, articles: Sequence[str]) -> dict[str, list[Past]]:
    """Return, by article, the findings that were there after a run."""
    found: dict[str, list[Past]] = {}
    with store.read() as connection:
        for start in range(0, len(articles), _PAGE):
            query = select(finding).where(
                finding.c.article.in_(articles[start : start + _PAGE]),
                finding.c.first_run <= run,
                or_(finding.c.fixed_run.is_(None), finding.c.fixed_run > run),
            )
            for row in connection.execute(query.order_by(finding.c.id)):
                found.setdefault(row.article, []).append(past_of(row))
    return found


def sources(store: Store, run: int) -> dict[str, dict[str, Any]]:
    """Return the figures of every source in one run: articles, words, score_sum, findings by rule, and more."""
    query = select(source_figures).where(source_figures.c.run == run).order_by(source_figures.c.source)
    with store.read() as connection:
        return {
            row.source: {"articles": row.articles, "words": row.words, "score_sum": row.score_sum}
            | orjson.loads(row.body)
            for row in connection.execute(query)
        }


def count(store: Store, run: int) -> int:
    """Return the number of articles in a run."""
    with store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(seen).where(seen.c.run == run)) or 0)


def _stored(connection: Connection, rows: Sequence[Row[Any]]) -> list[Stored]:
    if not rows:
        return []
    texts = _bodies(connection, content, {row.content for row in rows})
    said = _bodies(connection, result, {row.result for row in rows})
    known: dict[str, list[Past]] = {}
    query = select(finding).where(finding.c.article.in_({row.article for row in rows})).order_by(finding.c.id)
    for row in connection.execute(query):
        known.setdefault(row.article, []).append(past_of(row))
    return [_one(row, texts[row.content], said[row.result], known.get(row.article, [])) for row in rows]


def _one(row: Row[Any], text: list[Any], said: dict[str, Any], known: list[Past]) -> Stored:
    fields, record = text
    if isinstance(record, dict) and "text" in record and record["text"] is None:
        record = {**record, "text": fields[0]}
    states = [(past, past.state(row.run)) for past in known]
    return Stored(
        run=row.run,
        ordinal=row.ordinal,
        key=row.article,
        article=Article.from_row(fields),
        record=record,
        content=row.content,
        source=row.source,
        score=row.score,
        verdict=row.verdict,
        findings=tuple(map(Finding.from_json, said["findings"])),
        dismissed=tuple(map(Finding.from_json, said["dismissed"])),
        history={
            name: past
            for past, state in states
            if state in ("new", "still")
            for name in (past.identity, past.fingerprint)
        },
        fixed=tuple(past for past, state in states if state == "fixed" and not past.dismissed),
        body=said,
    )


def _bodies(connection: Connection, table: Any, hashes: set[str]) -> dict[str, Any]:
    rows = connection.execute(select(table.c.hash, table.c.body).where(table.c.hash.in_(hashes)))
    return {row.hash: unpack(row.body) for row in rows}


def past_of(row: Row[Any]) -> Past:
    """Return a row of the table of findings as a value."""
    return Past(**row._asdict())


def _run_of(row: Row[Any]) -> Run:
    return Run(**{**row._asdict(), "figures": orjson.loads(row.figures)})
