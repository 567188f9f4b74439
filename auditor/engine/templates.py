"""The lines that each source's template prints, as a file that an editor can review.

JSON Lines, one recurring line of one source each: `source`, `line` (masked, see `auditor.reading.template_lines`),
`articles` (pages that share it), `odds` (what the line model says of it on average, given that it recurs), `junk` (the
verdict, true or false; an editor may change it, or write null to leave the line to the model) and `example`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from auditor.article import Article
from auditor.document import Document
from auditor.errors import AuditorError
from auditor.finding import excerpt
from auditor.passes.source_templates import FEWEST, row
from auditor.reading.line_model import recurs_odds, weights
from auditor.reading.template_lines import template_keys

Templates = Mapping[str, tuple[Mapping[str, Any], ...]]
"""What is known of each source's lines, as the gathering pass tells it."""


class TemplateError(AuditorError):
    """A file of templates cannot be used; the message says where and why."""


def learn(articles: Iterable[Article], scratch: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of the file, by source and then by pages. `scratch`: a folder for what does not fit in memory."""
    short = float(weights().thresholds[0])
    db = sqlite3.connect(scratch / "templates.db", isolation_level=None)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
        db.execute("CREATE TABLE line (source TEXT, key TEXT, page INTEGER, odds REAL, example TEXT)")
        for article in articles:
            source = (article.source or "").strip()
            if source:
                db.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?)", _lines(source, article))
        found = db.execute(
            "SELECT source, key, count(DISTINCT page) AS pages, avg(odds), min(example) FROM line "
            "GROUP BY source, key HAVING pages >= ? ORDER BY source, pages DESC, key",
            (FEWEST,),
        )
        for source, key, pages, odds, example in found:
            yield {
                "source": source,
                "line": key,
                "articles": pages,
                "odds": round(odds, 2),
                "junk": odds >= short,
                "example": example,
            }
    finally:
        db.close()


def _lines(source: str, article: Article) -> Iterator[tuple[str, str, int, float, str]]:
    document = Document(article)
    page = int(row(document)["page"])
    for line, odds in zip(document.lines, document.line_odds.tolist(), strict=True):
        for key in template_keys(line):
            yield source, key, page, odds + recurs_odds(line), excerpt(line.text, 200)


def load(path: Path) -> Templates:
    """Read a file that `learn` has written and an editor may have changed; raises `TemplateError`."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            if not raw.strip():
                continue
            try:
                entry = orjson.loads(raw)
            except orjson.JSONDecodeError as error:
                raise TemplateError(f"{path}:{number}: not valid JSON: {error.msg}") from None
            found.setdefault(_text(entry, "source", path, number), []).append(
                {
                    "line": _text(entry, "line", path, number),
                    "articles": entry.get("articles") or FEWEST,
                    "junk": _verdict(entry, path, number),
                }
            )
    return {source: tuple(entries) for source, entries in found.items()}


def _text(entry: Any, key: str, path: Path, number: int) -> str:
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, str) or not value:
        raise TemplateError(
            f"{path}:{number}: {key}: found {value!r}; allowed: text; `auditor templates` writes such a file"
        )
    return value


def _verdict(entry: Mapping[str, Any], path: Path, number: int) -> bool | None:
    value = entry.get("junk")
    if value is not None and not isinstance(value, bool):
        raise TemplateError(f"{path}:{number}: junk: found {value!r}; allowed: true, false or null")
    return value
