"""Rows of the gate as a pandas frame, with a dtype for every column that can hold null, whatever the rows contain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from auditor.gating.columns import Cell, Grain, columns

if TYPE_CHECKING:
    import pandas as pd


def frame_of(rows: Sequence[Mapping[str, Cell]], grain: Grain) -> pd.DataFrame:
    """Return the frame; a measure is Float64, or string where one of the rows holds words."""
    import pandas as pd  # noqa: PLC0415  (heavy)

    data = {}
    for name, column in columns(grain).items():
        values = [row[name] for row in rows]
        dtype: Any = column.kind
        if column.kind == "measure":
            dtype = "string" if any(isinstance(value, str) for value in values) else "Float64"
        data[name] = pd.array(values, dtype=dtype)
    return pd.DataFrame(data)
