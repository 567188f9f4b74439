"""Where a finding stands in the file it was read from: as a URI, as lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from auditor.article import Article
from auditor.intake.sources import STDIN, kind_of
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file. Lines and columns count from 1, columns in code points; `end_column` is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def uri(file: str) -> str | None:
    """Return the file as a URI reference, relative where the name is; None for standard input."""
    if file == STDIN:
        return None
    if "://" in file:  # the address of a database
        return quote(file, safe="/:@*?=&%+,;[]")
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


def is_text_file(article: Article) -> bool:
    """Whether the file the article came from holds its text and nothing else, so that offsets fit the file."""
    origin = article.origin
    return origin is not None and origin.line is None and kind_of(origin.file) == ("text", None)


class Lines:
    """Where the lines of a text begin. A line ends with LF or CR LF, as SARIF takes it unless told otherwise."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(feed.end() for feed in re.finditer("\n", self._text))]

    def region(self, span: Span) -> Region:
        """Return lines and columns of `span`."""
        line, column = self._place(span.start)
        end_line, end_column = self._place(span.end)
        return Region(line, column, end_line, end_column)

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
