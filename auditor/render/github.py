"""GitHub: github.txt, workflow commands that annotate the lines of a change.

One command a finding: `::warning file=news.txt,line=3,col=5,endColumn=12,title=typos/doubled-word (sure)::message`. The
command line prints them as well, since GitHub reads them from the log of a step. GitHub shows the first ten errors and
ten warnings of a step; for more, upload report.sarif.

Line and column are those of a text file. For a record of a table the line is the record's, without a column.
"""

from __future__ import annotations

from pathlib import Path

from auditor.article import Article
from auditor.engine.audited import Audited, Summary
from auditor.finding import Finding
from auditor.intake.sources import STDIN
from auditor.render.parts.levels import Level, level
from auditor.render.parts.plain import one_line, visible
from auditor.render.parts.where import Lines, is_text_file

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}


class Writer:
    """Writes one line a finding."""

    def __init__(self, directory: Path) -> None:
        self._file = (directory / "github.txt").open("w", encoding="utf-8", errors="replace", newline="\n")

    def add(self, audited: Audited) -> None:
        """Write the findings of the article."""
        lines = Lines(audited.article.text)
        for finding in audited.findings:
            self._file.write(command(finding, audited.article, lines) + "\n")

    def close(self, summary: Summary) -> None:
        """Finish the file."""
        self._file.close()


def command(finding: Finding, article: Article, lines: Lines) -> str:
    """Return the workflow command of one finding; it is always a single line."""
    properties = {**_place(finding, article, lines), "title": f"{finding.rule} ({finding.certainty})"}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{article.id}: {finding.message}"
    return f"::{_COMMANDS[level(finding)]} {listed}::{_data(one_line(message))}"


def _place(finding: Finding, article: Article, lines: Lines) -> dict[str, str | int]:
    origin = article.origin
    if origin is None or origin.file == STDIN:
        return {}
    place: dict[str, str | int] = {"file": Path(origin.file).as_posix(), "line": origin.line or 1}
    if is_text_file(article) and finding.field == "text":
        at = lines.region(finding.span)
        place |= {"line": at.line, "endLine": at.end_line, "col": at.column}
        if at.line == at.end_line:  # GitHub refuses columns that span lines
            place["endColumn"] = at.end_column
        else:
            del place["col"]
    return place


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
