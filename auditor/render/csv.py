r"""CSV: articles.csv and findings.csv, for spreadsheets.

UTF-8 without a byte order mark, commas, quotes doubled, lines that end with CR LF; a cell may hold line breaks. An
empty cell is *not measured*. `related` is JSON.

A spreadsheet runs a cell that begins with `= + - @`, their full-width forms, a tab, CR or LF as a formula, and article
text is hostile. Such a text gets an apostrophe in front. To read the original back, take one apostrophe away from
every text cell that matches `^'+[=+\-@＝＋－＠\t\r\n]`: a text that matches this already has got one more. Numbers are
written as they are.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import IO, Any

import orjson

from auditor.engine.audited import Audited, Summary
from auditor.render.parts.table import FINDINGS, article_columns, article_row, finding_row

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")


def guard(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """Return the text that `guard` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


class Writer:
    """Writes both tables row by row."""

    def __init__(self, directory: Path) -> None:
        self._article_columns = list(article_columns())
        self._files: list[IO[str]] = []
        self._articles = self._table(directory / "articles.csv", self._article_columns)
        self._findings = self._table(directory / "findings.csv", list(FINDINGS))

    def _table(self, path: Path, columns: list[str]) -> csv.DictWriter[str]:
        file = path.open("w", encoding="utf-8", errors="replace", newline="")
        self._files.append(file)
        table = csv.DictWriter(file, columns)
        table.writeheader()
        return table

    def add(self, audited: Audited) -> None:
        """Write the article's row and those of its findings."""
        self._articles.writerow(_cells(article_row(audited)))
        self._findings.writerows(_cells(finding_row(finding, audited)) for finding in audited.findings)

    def close(self, summary: Summary) -> None:
        """Finish both files."""
        for file in self._files:
            file.close()


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: object) -> object:
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return orjson.dumps(value).decode() if value else None
    return value
