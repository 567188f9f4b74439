"""Writes a store as Parquet data sets, for whoever asks it other questions.

    runs/ articles/ findings/ sources/ decisions/      each holds part-00000.parquet, part-00001.parquet, ...

The folder may be any that fsspec knows (`s3://bucket/name`); a part is whole when it has its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select

from auditor.remote import RemoteError, is_remote, located
from auditor.store.database import Store
from auditor.store.errors import StoreError
from auditor.store.schema import decision, finding, run, seen, source_figures

_ROWS = 50_000


def tables(only_run: int | None = None) -> dict[str, Select[Any]]:
    """Return the query of every data set; `only_run`: what one run met, instead of everything."""
    queries: dict[str, Select[Any]] = {
        "runs": select(*(column for column in run.c if column.name != "figures")).order_by(run.c.id),
        "articles": select(seen).order_by(seen.c.run, seen.c.ordinal),
        "findings": select(finding).order_by(finding.c.id),
        "sources": select(*(column for column in source_figures.c if column.name != "body")).order_by(
            source_figures.c.run, source_figures.c.source
        ),
        "decisions": select(decision).order_by(decision.c.id),
    }
    if only_run is not None:
        queries["runs"] = queries["runs"].where(run.c.id == only_run)
        queries["articles"] = queries["articles"].where(seen.c.run == only_run)
        queries["sources"] = queries["sources"].where(source_figures.c.run == only_run)
        queries["findings"] = queries["findings"].where(
            finding.c.first_run <= only_run, (finding.c.fixed_run.is_(None)) | (finding.c.fixed_run > only_run)
        )
    return queries


def export(store: Store, folder: str, *, only_run: int | None = None) -> dict[str, int]:
    """Write every data set below `folder`; return the number of rows of each. Raises `StoreError`."""
    import pyarrow as pa  # noqa: PLC0415  (a third of a second)
    import pyarrow.parquet as pq  # noqa: PLC0415  (as above)

    files, root = _files(folder)
    done = {}
    try:
        for name, query in tables(only_run).items():
            done[name] = 0
            place = f"{root}/{name}"
            if files.exists(place):
                files.rm(place, recursive=True)
            files.makedirs(place, exist_ok=True)
            schema = pa.schema([(column.name, _type(pa, column)) for column in query.selected_columns])
            for number, rows in enumerate(_parts(store, query)):
                made = pa.Table.from_pylist(rows, schema=schema)
                part = f"{place}/part-{number:05}.parquet"
                with files.open(f"{part}.partial", "wb") as sink:
                    pq.write_table(made, sink, compression="zstd")
                files.mv(f"{part}.partial", part)
                done[name] += len(rows)
    except OSError as error:
        raise StoreError(f"{folder}: the export cannot be written: {error.strerror or error}") from None
    return done


def _files(folder: str) -> tuple[Any, str]:
    try:
        return located(folder if is_remote(folder) else str(Path(folder).absolute()))
    except RemoteError as error:
        raise StoreError(str(error)) from None


def _type(pa: Any, column: Any) -> Any:
    kind = column.type.python_type
    return {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}.get(kind, pa.string())


def _parts(store: Store, query: Select[Any]) -> Iterator[list[dict[str, Any]]]:
    with store.read() as connection:
        rows = connection.execution_options(yield_per=1000).execute(query).mappings()
        part: list[dict[str, Any]] = []
        for row in rows:
            part.append(dict(row))
            if len(part) >= _ROWS:
                yield part
                part = []
        yield part  # also an empty one: a data set without a file has no columns
