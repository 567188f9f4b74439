"""The frames that suites judge: one row an article, or one row of rates a batch or a source.

They hold ids, scores, counts, measures and dates, never text: what is validated can end up in logs and pages.
None means *not measured* and stays None; it is never a zero.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from auditor import catalog
from auditor.engine.audited import Audited
from auditor.finding import FAMILIES, SEVERITIES, SURE

Kind = Literal["string", "Int64", "Float64", "boolean", "measure"]
"""A pandas dtype that can hold null; "measure" is Float64, or string where the measure yields words."""

Grain = Literal["article", "batch", "source"]
GRAINS: tuple[Grain, ...] = ("article", "batch", "source")

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind of value, and what it means."""

    kind: Kind
    meaning: str


def _slug(family: str) -> str:
    return family.replace("-", "_")


def _families(kind: Kind, pattern: str, meaning: str) -> dict[str, Column]:
    return {pattern.format(_slug(family)): Column(kind, meaning.format(family)) for family in FAMILIES}


COLUMNS: Mapping[str, Column] = {
    "id": Column("string", "Id of the article."),
    "source": Column("string", "Source as delivered."),
    "published": Column("string", "Publication date of the metadata, ISO (2024-03-01); null if none could be read."),
    "date": Column("string", "The article's own date, ISO: from the metadata, a stamp in the text, or a near-copy."),
    "date_from": Column("string", "Where `date` comes from: metadata, text or near-copy."),
    "dated": Column("boolean", "Whether there is a `date`."),
    "language": Column("string", "ISO 639-1 code; null if the text is too short to tell."),
    "words": Column("Int64", "Words of the text."),
    "characters": Column("Int64", "Code points of the text."),
    "score": Column("Float64", "0 to 100."),
    "score_low": Column("Float64", "Lower end of the interval that holds the score with a probability of 90%."),
    "score_high": Column("Float64", "Its upper end."),
    "verdict": Column("string", "accept, review or reject, by the thresholds of the configuration."),
    "coverage": Column("Float64", "Share of the selected checks that could run on the article, 0 to 1."),
    "capped": Column("boolean", "Whether a cap bounds the score."),
    "caps": Column("string", "Names of the caps that apply, sorted, joined by commas; null if none applies."),
    "findings": Column("Int64", "Findings, previews and dismissed ones left out."),
    "sure": Column("Int64", "Those of them with a confidence of 0.9 or more."),
    "previews": Column("Int64", "Findings of checks whose precision is still being measured."),
    "dismissed": Column("Int64", "Findings that an editor dismissed."),
    "not_measured": Column("Int64", "Checks and measures that could not run on the article."),
    "failed_checks": Column("Int64", "Those of them that ended in an error."),
    **_families("Int64", "{}", "Findings of the family {}; null if none of its checks could run."),
    **_families("Int64", "{}_sure", "Sure findings of the family {}; null if none of its checks could run."),
    **_families("Float64", "{}_points", "Points the family {} takes; null if none of its checks could run."),
    **{f"severity_{name}": Column("Int64", f"Findings of severity {name}.") for name in SEVERITIES},
}
"""Columns of an article, besides one for each measure (see `columns`)."""

RATES: Mapping[str, Column] = {
    "articles": Column("Int64", "Articles judged."),
    "words": Column("Int64", "Words of all articles whose words were counted."),
    "mean_score": Column("Float64", "Mean score."),
    "mean_coverage": Column("Float64", "Mean coverage, 0 to 1."),
    "accept_share": Column("Float64", "Share of articles with the verdict accept, 0 to 1."),
    "review_share": Column("Float64", "Share of articles with the verdict review."),
    "reject_share": Column("Float64", "Share of articles with the verdict reject."),
    "undated_share": Column("Float64", "Share of articles without a date."),
    "unknown_language_share": Column("Float64", "Share of articles whose language could not be told."),
    "barely_checked_share": Column("Float64", "Share of articles with a coverage under 0.5."),
    "failed_check_share": Column("Float64", "Share of articles on which some check ended in an error."),
    "findings_per_100": Column("Float64", "Findings per 100 articles."),
    **_families("Float64", "{}_per_100", "Findings of {} per 100 articles on which it was measured; null if on none."),
    **_families("Float64", "{}_sure_per_100", "The same for sure findings of {}."),
    **_families("Float64", "{}_unmeasured_share", "Share of articles on which no check of {} could run."),
}
"""Columns of a batch; a row of a source has `source` besides."""


def columns(grain: Grain) -> Mapping[str, Column]:
    """Return every column a suite of this grain can name; the measures come from the catalog."""
    if grain == "batch":
        return RATES
    if grain == "source":
        return {"source": Column("string", "Source as delivered; null for articles without one."), **RATES}
    measures = {
        name: Column("measure", item.summary)
        for item in catalog.all_measures().values()
        for name in item.names
        if name not in COLUMNS
    }
    return {**COLUMNS, **measures}


def row(audited: Audited) -> dict[str, Cell]:
    """Return the row of one article, with every column of the grain "article"."""
    counted = [finding for finding in audited.findings if not finding.preview]
    families = Counter(finding.family for finding in counted)
    sure = Counter(finding.family for finding in counted if finding.confidence >= SURE)
    severities = Counter(finding.severity for finding in counted)
    own = audited.own_date
    words = audited.measures.get("words")
    cells: dict[str, Cell] = {
        "id": audited.article.id,
        "source": audited.article.source,
        "published": own.date.isoformat() if own and own.origin == "metadata" else None,
        "date": own.date.isoformat() if own else None,
        "date_from": own.origin if own else None,
        "dated": own is not None,
        "language": audited.language,
        "words": int(words) if words is not None else None,
        "characters": len(audited.article.text),
        "score": audited.score.total,
        "score_low": audited.score.low,
        "score_high": audited.score.high,
        "verdict": audited.verdict,
        "coverage": audited.score.coverage,
        "capped": bool(audited.score.caps),
        "caps": ",".join(sorted(audited.score.caps)) or None,
        "findings": len(counted),
        "sure": sure.total(),
        "previews": len(audited.findings) - len(counted),
        "dismissed": len(audited.dismissed),
        "not_measured": len(audited.not_measured),
        "failed_checks": sum(reason.startswith("failed") for reason in audited.not_measured.values()),
    }
    for part in audited.score.families:
        name = _slug(part.family)
        # A finding of a corpus pass can exist where no check of the family ran: what was found is known.
        measured = part.measured or families[part.family] > 0
        cells[name] = families[part.family] if measured else None
        cells[f"{name}_sure"] = sure[part.family] if measured else None
        cells[f"{name}_points"] = part.points if measured else None
    for severity in SEVERITIES:
        cells[f"severity_{severity}"] = severities[severity]
    for name in columns("article"):
        if name not in COLUMNS:
            value = audited.measures.get(name)
            cells[name] = None if isinstance(value, float) and math.isnan(value) else value
    return {name: cells.get(name) for name in columns("article")}
