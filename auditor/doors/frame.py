"""A pandas frame in, the same frame out, with what the audit says of each row in columns beside it."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from auditor.doors.gatekeeper import Gatekeeper
from auditor.gating import Decision, columns, row
from auditor.gating.frames import frame_of
from auditor.intake import ArticleError, InputError
from auditor.intake.parquet import plain

COLUMNS = {
    "id": "string",
    "score": "Float64",
    "verdict": "string",
    "coverage": "Float64",
    "accepted": "boolean",
    "reasons": "object",
    "findings": "object",
    "error": "string",
}
"""Columns that are added, behind the prefix, with their dtypes.

`id`: of the article, made from the content where the row has none. `score`: 0 to 100. `verdict`: accept, review or
reject. `coverage`: 0 to 1. `accepted`: whether it passes the suite. `reasons`: the expectations it failed, a list of
ids. `findings`: a list of findings as plain data. `error`: why the row is no article; everything else is then null.
"""


def audit_frame(frame: pd.DataFrame, keeper: Gatekeeper, *, prefix: str = "auditor_") -> pd.DataFrame:
    """Return a copy of `frame` with the columns of `COLUMNS` added; rows, index and order stay.

    The columns of the frame are read by the field names of the configuration; NaN, NaT and None count as absent. Each
    row is judged by itself, so its result depends on no other row, and an index may hold duplicates.
    Raises `InputError` if no column can hold the text, or one has a name that would be added.
    """
    if reason := keeper.fields.missing_text([str(name) for name in frame.columns]):
        raise InputError(f"the frame has {reason}")
    if taken := [f"{prefix}{name}" for name in COLUMNS if f"{prefix}{name}" in frame.columns]:
        raise InputError(f"the frame has a column {taken[0]!r} already; give another prefix, e.g. prefix='audit2_'")
    rows = [_row(keeper, record) for record in _records(frame)]
    added = {
        f"{prefix}{name}": pd.Series([cells[name] for cells in rows], index=frame.index, dtype=dtype)
        for name, dtype in COLUMNS.items()
    }
    return pd.concat([frame.copy(), pd.DataFrame(added, index=frame.index)], axis=1)


def suite_frame(frame: pd.DataFrame, keeper: Gatekeeper) -> pd.DataFrame:
    """Return what a suite judges: a row for each row of `frame`, under the same index, and no text.

    The columns are those of grain "article" in expectations/README.md. A row that is no article has the verdict reject
    and null elsewhere. Raises `InputError` if no column can hold the text.
    """
    if reason := keeper.fields.missing_text([str(name) for name in frame.columns]):
        raise InputError(f"the frame has {reason}")
    rows = []
    for record in _records(frame):
        try:
            rows.append(row(keeper.audit(record)))
        except ArticleError:
            rows.append({**dict.fromkeys(columns("article")), "verdict": "reject"})
    return frame_of(rows, "article").set_index(frame.index)


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    for values in frame.itertuples(index=False, name=None):
        yield {name: cell(value) for name, value in zip(names, values, strict=True)}


def cell(value: Hashable | Any) -> Any:
    """Return a cell as JSON would hold it; what pandas counts as missing is None."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime.date):
        return value.isoformat()
    return plain(value.item() if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 else value)


def _row(keeper: Gatekeeper, record: dict[str, Any]) -> dict[str, Any]:
    try:
        return _cells(keeper.decide(record))
    except ArticleError as error:
        return {**dict.fromkeys(COLUMNS), "error": str(error)}


def _cells(decision: Decision) -> dict[str, Any]:
    audited = decision.audited
    return {
        "id": audited.article.id,
        "score": audited.score.total,
        "verdict": audited.verdict,
        "coverage": audited.score.coverage,
        "accepted": decision.accepted,
        "reasons": [str(item["expectation"]) for item in decision.failed],
        "findings": [finding.to_json() for finding in audited.findings],
        "error": None,
    }
