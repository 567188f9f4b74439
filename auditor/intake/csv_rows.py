"""Rows of a CSV or TSV file, one at a time, each with the line on which it begins.

Strict about quotes: a reader that forgives them glues the articles on both sides of a stray one together, and nobody
notices.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from auditor.intake.records import MAX_RECORD_BYTES, Unfit, excerpt, not_utf8, too_long
from auditor.intake.streams import Compression, DamagedError, Line, lines, opened

_MAX_COLUMNS = 10_000
_DELIMITERS = (",", ";", "\t", "|")

Row = tuple[int, list[str] | Unfit, str]
"""Line on which the row begins, its cells or why it has none, and an excerpt."""


def columns(path: Path, compression: Compression) -> list[str]:
    """Return the names of the columns; raises `DamagedError` if there are none."""
    with opened(path, compression) as stream:
        return _header(_rows(lines(stream)))


def rows(path: Path, compression: Compression) -> Iterator[tuple[int, dict[str, str] | Unfit, str]]:
    """Yield (line, cells by column or the reason why there are none, excerpt) for every row that is not blank."""
    with opened(path, compression) as stream:
        source = _rows(lines(stream))
        header = _header(source)
        for line, cells, shown in source:
            if isinstance(cells, Unfit):
                yield line, cells, shown
            elif len(cells) != len(header):
                yield line, Unfit(f"the row has {len(cells)} fields; the first row names {len(header)}"), shown
            else:
                yield line, dict(zip(header, cells, strict=True)), shown


def _header(source: Iterator[Row]) -> list[str]:
    row = next(source, None)
    if row is None:
        raise DamagedError("the file is empty; its first row must name the columns")
    _, cells, _ = row
    if isinstance(cells, Unfit):
        raise DamagedError(f"the first row, which must name the columns, cannot be read: {cells}")
    if len(cells) > _MAX_COLUMNS:
        raise DamagedError(f"the first row has {len(cells):,} fields; allowed: {_MAX_COLUMNS:,}; is it a CSV file?")
    names = [name.strip() or f"column {number}" for number, name in enumerate(cells, 1)]
    if twice := sorted(name for name, count in Counter(names).items() if count > 1):
        shown = excerpt(", ".join(twice))
        raise DamagedError(f"the first row names {shown} twice; every column needs a name of its own")
    return names


def _rows(source: Iterator[Line]) -> Iterator[Row]:
    first = next(source, None)
    if first is None:
        return
    # The limit holds for the whole process, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_RECORD_BYTES))
    feeder = _Feeder(chain([first], source))
    parser = csv.reader(feeder, delimiter=_delimiter(first.raw), strict=True)
    while True:
        feeder.begin_row()
        cells: list[str] | Unfit
        try:
            cells = next(parser)
        except StopIteration:
            return
        except csv.Error as error:
            cells = Unfit(_explained(str(error)))
        except Unfit as fault:
            cells = fault
        begin = feeder.first
        if begin is not None and cells:
            yield begin.number, feeder.fault or cells, excerpt(begin.raw)


class _Feeder:
    """Gives the parser its lines, and knows which of them the present row has taken.

    An iterator rather than a generator: it goes on after it has raised.
    """

    def __init__(self, source: Iterator[Line]) -> None:
        self._lines = source
        self.begin_row()

    def begin_row(self) -> None:
        """Forget the row before."""
        self.first: Line | None = None
        self.fault: Unfit | None = None
        self._taken = 0

    def __iter__(self) -> _Feeder:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.first = self.first or line
        self._taken += len(line.raw)
        if line.too_long or self._taken > MAX_RECORD_BYTES:
            raise Unfit(too_long("the row"))
        try:
            return line.raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.fault = self.fault or Unfit(not_utf8(error, line.offset))
            return line.raw.decode("utf-8", "replace")  # so that the parser still finds the end of the row


def _delimiter(header: bytes) -> str:
    """Return what parts the columns: spreadsheets of many countries write ";" where the comma is a decimal sign."""
    return max(_DELIMITERS, key=lambda sign: header.count(sign.encode()))


def _explained(error: str) -> str:
    if "expected after" in error:
        return "a quotation mark stands inside a quoted field; there it must be doubled"
    if "end of data" in error:
        return "a quoted field is not closed before the end of the file"
    if "field limit" in error:
        return too_long("a field")
    return f"the row cannot be read: {error}"
