"""The two tables that csv and parquet write: one row an article, one row a finding.

Columns that a suite of the gate can name have the same names and meanings here. None means *not measured* and is
written as an empty cell, never as a zero.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from auditor import catalog
from auditor.engine.audited import Audited
from auditor.finding import FAMILIES, Finding

Kind = Literal["string", "int", "float", "bool", "places"]

ARTICLES: Mapping[str, Kind] = {
    "id": "string",
    "source": "string",
    "title": "string",
    "url": "string",
    "published": "string",
    "date": "string",
    "date_from": "string",
    "language": "string",
    "score": "float",
    "score_low": "float",
    "score_high": "float",
    "verdict": "string",
    "coverage": "float",
    "findings": "int",
    "sure": "int",
    "previews": "int",
    "dismissed": "int",
    "not_measured": "int",
    **{family.replace("-", "_"): "int" for family in FAMILIES},
    **{f"{family.replace('-', '_')}_points": "float" for family in FAMILIES},
}
"""Columns of an article, besides one for each measure. `published` is as delivered; dates are ISO.

`findings`, `sure` and those named by family leave previews out. A family none of whose checks could run is None.
"""

FINDINGS: Mapping[str, Kind] = {
    "article_id": "string",
    "rule": "string",
    "family": "string",
    "field": "string",
    "start": "int",
    "end": "int",
    "text": "string",
    "severity": "string",
    "confidence": "float",
    "certainty": "string",
    "points": "float",
    "message": "string",
    "fix": "string",
    "related": "places",
    "preview": "bool",
    "fingerprint": "string",
}
"""Columns of a finding. `points`: what it takes from the score before caps; None for a preview."""


def article_columns() -> Mapping[str, Kind]:
    """Return every column of the table of articles. A measure is a number; `language` has a column of its own."""
    names = (name for item in catalog.all_measures().values() for name in item.names)
    return {**ARTICLES, **{name: "float" for name in names if name not in ARTICLES}}


def article_row(audited: Audited) -> dict[str, Any]:
    """Return the row of one article."""
    article, own = audited.article, audited.own_date
    counted = [finding for finding in audited.findings if not finding.preview]
    families = Counter(finding.family for finding in counted)
    row: dict[str, Any] = {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "published": None if article.published is None else str(article.published),
        "date": own.date.isoformat() if own else None,
        "date_from": own.origin if own else None,
        "language": audited.language,
        "score": audited.score.total,
        "score_low": audited.score.low,
        "score_high": audited.score.high,
        "verdict": audited.verdict,
        "coverage": audited.score.coverage,
        "findings": len(counted),
        "sure": sum(finding.certainty == "sure" for finding in counted),
        "previews": len(audited.findings) - len(counted),
        "dismissed": len(audited.dismissed),
        "not_measured": len(audited.not_measured),
    }
    for part in audited.score.families:
        # A finding of a corpus pass can stand where no check of the family ran: what was found is known.
        known = part.measured or families[part.family] > 0
        name = part.family.replace("-", "_")
        row[name] = families[part.family] if known else None
        row[f"{name}_points"] = part.points if known else None
    for name in article_columns():
        if name not in ARTICLES:
            row[name] = _number(audited.measures.get(name))
    return row


def finding_row(finding: Finding, audited: Audited) -> dict[str, Any]:
    """Return the row of one finding."""
    row = finding.to_json()
    row["certainty"] = finding.certainty
    row["points"] = audited.score.points.get(finding.fingerprint)
    return {name: row[name] for name in FINDINGS}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None
