"""What editors decided, as labelled articles: the material to measure and to train on.

One JSON object an article: id, source, title, url, published, language, text, `audited` (when), and `labels`, one for
each finding that was confirmed or dismissed: rule, family, field, start, end (code points), words, message, severity,
confidence, `label` ("confirmed", "dismissed"), reason, who, made. Decisions on a whole rule or a phrase label nothing:
nobody looked at each finding.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select

from auditor.finding import Finding
from auditor.store import decisions, runs
from auditor.store.database import Store
from auditor.store.decisions import Decision
from auditor.store.errors import StoreError
from auditor.store.schema import finding

_CHUNK = 500
_LABELS = {"confirm": "confirmed", "dismiss": "dismissed"}


def write(store: Store, file: Path) -> tuple[int, int]:
    """Write the labelled articles; return the number of articles and labels. Raises `StoreError`."""
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    articles = labels = 0
    try:
        with partial.open("wb") as sink:
            for row in labelled(store):
                sink.write(orjson.dumps(row) + b"\n")
                articles += 1
                labels += len(row["labels"])
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{file}: cannot be written: {error.strerror or error}; name a file in a folder") from None
    return articles, labels


def labelled(store: Store) -> Iterator[dict[str, Any]]:
    """Yield an object for every article with a finding that was decided on, in the order of the articles' keys."""
    judged = {
        (item.fingerprint, item.article): item
        for item in decisions.active(store)
        if item.kind in _LABELS and item.scope == "finding" and item.fingerprint
    }
    started = {one.id: one.started for one in runs.runs(store)}
    for key, wanted in sorted(_articles(store, sorted({known for known, _ in judged})).items()):
        newest = max(wanted)
        stored = runs.article(store, key, run=newest)
        if stored is None:  # pruned
            continue
        article = stored.article
        found = [
            _label(one, known)
            for one in (*stored.findings, *stored.dismissed)
            if (known := judged.get((one.fingerprint, one.article_id)) or judged.get((one.fingerprint, None)))
        ]
        if found:
            yield {
                "id": article.id,
                "source": article.source,
                "title": article.title,
                "url": article.url,
                "published": str(article.published) if article.published is not None else None,
                "language": article.language,
                "authors": list(article.authors),
                "text": article.text,
                "audited": started[newest],
                "labels": sorted(found, key=lambda row: (row["field"], row["start"], row["rule"])),
            }


def _label(one: Finding, decision: Decision) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "family": one.family,
        "field": one.field,
        "start": one.start,
        "end": one.end,
        "words": one.text,
        "message": one.message,
        "severity": one.severity,
        "confidence": one.confidence,
        "fingerprint": one.fingerprint,
        "label": _LABELS[decision.kind],
        "reason": decision.reason,
        "who": decision.who,
        "made": decision.made,
    }


def _articles(store: Store, fingerprints: list[str]) -> dict[str, set[int]]:
    """Return the articles that some findings stand in, with the last runs that met them."""
    found: dict[str, set[int]] = {}
    with store.read() as connection:
        for start in range(0, len(fingerprints), _CHUNK):
            part = fingerprints[start : start + _CHUNK]
            query = select(finding.c.article, finding.c.last_run).where(finding.c.fingerprint.in_(part))
            for row in connection.execute(query):
                found.setdefault(row.article, set()).add(row.last_run)
    return found
