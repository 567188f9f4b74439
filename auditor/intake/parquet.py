"""Rows of a Parquet file, a few at a time."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from auditor.intake.records import Unfit
from auditor.intake.streams import DamagedError
from auditor.remote import Remote

_ROWS = 256


def columns(path: Path | Remote) -> list[str]:
    """Return the names of the columns."""
    with _open(path) as file:
        return list(file.schema_arrow.names)


def rows(path: Path | Remote) -> Iterator[tuple[int, dict[str, Any] | Unfit, str]]:
    """Yield (row from 1, cells by column as JSON would hold them or the reason why there are none, excerpt)."""
    number = 0
    with _open(path) as file:
        batches = file.iter_batches(batch_size=_ROWS, use_threads=False)
        while True:
            try:
                batch = next(batches, None)
                names = batch.schema.names if batch is not None else []
                values = [_values(column) for column in batch.columns] if batch is not None else []
            except Exception as error:  # a damaged file raises any of a dozen unrelated types
                raise DamagedError(f"the Parquet file is damaged: {_first_line(error)}") from None
            if batch is None:
                return
            for cells in zip(*values, strict=True):
                number += 1
                fault = next((cell for cell in cells if isinstance(cell, Unfit)), None)
                yield number, fault or dict(zip(names, cells, strict=True)), ""


def _open(path: Path | Remote) -> Any:
    import pyarrow.parquet  # noqa: PLC0415  (a third of a second, and only Parquet needs it)

    try:
        source = path.open() if isinstance(path, Remote) else path
        return pyarrow.parquet.ParquetFile(source, pre_buffer=False, buffer_size=1 << 20)
    except Exception as error:  # as above
        raise DamagedError(f"no Parquet file, or a damaged one: {_first_line(error)}") from None


def _values(column: Any) -> list[Any]:
    """Return the cells of an Arrow column; a cell that Python cannot hold is an `Unfit`."""
    import pyarrow  # noqa: PLC0415  (as above)

    if pyarrow.types.is_timestamp(column.type) and column.type.unit == "ns":
        # Nanoseconds would come as objects of pandas, which takes a second to import.
        column = column.cast(pyarrow.timestamp("us", column.type.tz), safe=False)
    try:
        return [plain(value) for value in column.to_pylist()]
    except Exception:  # one bad cell, e.g. text that is not UTF-8; find it below
        return [_cell(value) for value in column]


def _cell(scalar: Any) -> Any:
    try:
        return plain(scalar.as_py())
    except Exception as error:  # as above
        return Unfit(f"a cell cannot be read: {_first_line(error)}")


def plain(value: Any) -> Any:
    """Return `value` as JSON would hold it: dates in ISO form, what is not a number as None, the rest as a string."""
    match value:
        case None | bool() | str():
            return value
        case int():
            return value if -(2**63) <= value < 2**64 else str(value)
        case float():
            return value if math.isfinite(value) else None
        case datetime.date() | datetime.time():
            return value.isoformat()
        case bytes():
            try:
                return value.decode("utf-8")
            except UnicodeDecodeError:
                return value.hex()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case _:
            return str(value)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).split("\n", 1)[0][:200]
