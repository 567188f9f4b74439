"""Tables of dated facts that users add: who held which office from when to when, by which source.

A table is a CSV file in UTF-8 with a header row; its columns are those of `knowledge/facts/office_holders.csv`. Every
row is checked; a wrong one is an error that names the line, what was found and what is allowed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping

from auditor.errors import AuditorError
from auditor.reading.office_holders import Tenure
from auditor.reading.partial_dates import PartialDate

COLUMNS = ("person", "role", "organisation", "start", "end", "source", "as_of")
_NEEDED = ("person", "role", "organisation", "start", "source")
_DATE = "a date as YYYY, YYYY-MM or YYYY-MM-DD"
_LONGEST = 300


class FactError(AuditorError):
    """A row, or a table, that cannot be used: the message has place, what was found and what is allowed."""


def read_facts(lines: Iterable[str], origin: str) -> tuple[Tenure, ...]:
    """Read a table; `origin` names it in errors. Raises FactError."""
    rows = csv.reader(lines, strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
        if set(header) != set(COLUMNS) or len(header) != len(COLUMNS):
            found = ", ".join(header)[:200] or "nothing"
            raise FactError(f"{origin}:1: found the columns {found}; allowed: {', '.join(COLUMNS)}")
        found_rows: list[Tenure] = []
        seen: dict[tuple[str, ...], int] = {}
        for cells in rows:
            place = f"{origin}:{rows.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise FactError(f"{place}: found {len(cells)} cells; allowed: {len(header)}, one for each column")
            row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
            tenure = read_fact(row, place)
            key = (tenure.person, tenure.role, tenure.organisation, row["start"])
            if key in seen:
                raise FactError(
                    f"{place}: found the term of line {seen[key]} again; allowed: each term once in a table"
                )
            seen[key] = rows.line_num
            found_rows.append(tenure)
    except csv.Error as error:
        raise FactError(f"{origin}:{rows.line_num}: no CSV: {error}; put cells with commas in double quotes") from None
    return tuple(found_rows)


def read_fact(row: Mapping[str, str], place: str) -> Tenure:
    """Read one row; `place` names it in errors. Raises FactError."""
    for column in _NEEDED:
        if not row.get(column):
            raise FactError(f"{place}: {column} is empty; allowed: {_DATE if column == 'start' else 'a text'}")
    for column, cell in row.items():
        if len(cell) > _LONGEST or not cell.isprintable():
            raise FactError(f"{place}: {column} has {len(cell)} characters; allowed: {_LONGEST} printable ones at most")
    dates = {column: _date(row.get(column, ""), column, place) for column in ("start", "end", "as_of")}
    start, end, as_of = dates["start"], dates["end"], dates["as_of"]
    if start is None:
        raise FactError(f"{place}: start is empty; allowed: {_DATE}")
    if end is not None and end.last < start.first:
        raise FactError(f"{place}: end is {row['end']}, before the start, {row['start']}; allowed: the start or later")
    if end is None and as_of is None:
        raise FactError(f"{place}: end and as_of are both empty; allowed: an end, or the day up to which it is known")
    return Tenure(row["person"], row["role"], row["organisation"], start, end, row["source"], row.get("as_of", ""))


def _date(cell: str, column: str, place: str) -> PartialDate | None:
    if not cell:
        return None
    date = PartialDate.read(cell)
    if date is None:
        raise FactError(f"{place}: {column} is {cell!r}; allowed: {_DATE}")
    return date


def cells(tenure: Tenure) -> list[str]:
    """Return a row as it stands in a table."""
    end = tenure.end.printed if tenure.end else ""
    return [tenure.person, tenure.role, tenure.organisation, tenure.start.printed, end, tenure.source, tenure.as_of]
