"""What a quarantined record says about why it is there: the same words through every door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from auditor.engine.audited import Audited
from auditor.gating.columns import Cell
from auditor.gating.suite import Expectation

KEY = "auditor"
"""Under what name a quarantined record carries its reasons."""


def failure(item: Expectation, cells: Mapping[str, Cell], unmeasured: bool) -> dict[str, Any]:
    """Return one expectation that an article failed, with what was observed and what is allowed."""
    return {
        "expectation": item.id,
        "column": item.column,
        "observed": cells[item.column],
        "allowed": item.allowed,
        "unmeasured": unmeasured,
        "why": item.why,
    }


def reasons(audited: Audited, failures: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return why an article is in quarantine: never its text."""
    return {
        "id": audited.article.id,
        "score": audited.score.total,
        "verdict": audited.verdict,
        "failed": list(failures),
        "rules": rules(audited),
    }


def with_reasons(record: Mapping[str, Any], found: Mapping[str, Any], key: str = KEY) -> dict[str, Any]:
    """Return the record with its reasons under `key`; what stands under that name already keeps it."""
    name, number = key, 2
    while name in record:
        name, number = f"{key}_{number}", number + 1
    return {**record, name: found}


def rules(audited: Audited) -> list[str]:
    """Return the rules of the findings that were scored, those that take most points first."""
    points: dict[str, float] = {}
    for finding in audited.findings:
        if not finding.preview:
            points[finding.rule] = points.get(finding.rule, 0.0) + audited.score.points.get(finding.fingerprint, 0.0)
    return sorted(points, key=lambda rule: (-points[rule], rule))


def line(record: Mapping[str, Any]) -> bytes:
    """Return the record as one line of JSON."""
    return orjson.dumps(record, default=str, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_APPEND_NEWLINE)
