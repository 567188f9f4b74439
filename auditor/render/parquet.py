"""Parquet: articles.parquet and findings.parquet, for pandas, DuckDB and the like.

The schema is fixed by the catalog, so the files of two runs of one version can be read together. `related` is a list
of structs, as in findings.jsonl.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from auditor.engine.audited import Audited, Summary
from auditor.render.parts.table import FINDINGS, Kind, article_columns, article_row, finding_row

GROUP = 5_000
"""Rows that are held before they are written as one row group."""


class Writer:
    """Writes row groups as they fill."""

    def __init__(self, directory: Path) -> None:
        self._articles = _Table(directory / "articles.parquet", article_columns())
        self._findings = _Table(directory / "findings.parquet", FINDINGS)

    def add(self, audited: Audited) -> None:
        """Take the article's row and those of its findings."""
        self._articles.add(article_row(audited))
        for finding in audited.findings:
            self._findings.add(finding_row(finding, audited))

    def close(self, summary: Summary) -> None:
        """Write the last row groups."""
        self._articles.close()
        self._findings.close()


class _Table:
    """One file. An empty one still has its schema."""

    def __init__(self, path: Path, columns: Mapping[str, Kind]) -> None:
        import pyarrow as pa  # noqa: PLC0415  (takes 0.2 s to import)
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415  (as above)

        place = [("article_id", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())]
        types: Mapping[Kind, Any] = {
            "string": pa.string(),
            "int": pa.int64(),
            "float": pa.float64(),
            "bool": pa.bool_(),
            "places": pa.list_(pa.struct(place)),
        }
        self._table = pa.Table
        self._schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
        self._file = ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) >= GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        if self._rows:
            self._file.write_table(self._table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()
