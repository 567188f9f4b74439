"""JUnit: junit.xml, one test suite a source and one test case an article, for build servers.

A rejected article is a failed test; its findings are the text of the failure. An article to review passes and carries
its findings as `system-out`; an accepted one passes and says nothing. The test case is named by the article's id, its
class is the source. Valid against the XSD of Jenkins' xUnit plugin. Characters that XML forbids become U+FFFD.
"""

from __future__ import annotations

import hashlib
import html
import shutil
from pathlib import Path

from auditor.engine.audited import Audited, Summary
from auditor.render.parts.plain import one_line, xml

LISTED = 100
"""Findings that are listed for one article; the rest is counted."""

_BUFFER = 1 << 20
"""Characters held before they go to the disk."""

_NAMELESS = "(no source)"


class Writer:
    """Keeps the test cases of each source in a file of their own until the suites can be put together."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "junit.xml"
        self._parts = directory / ".junit"
        self._parts.mkdir()
        self._held: dict[str, list[str]] = {}
        self._size = 0

    def add(self, audited: Audited) -> None:
        """Take the test case of the article."""
        case = _case(audited)
        self._held.setdefault(audited.article.source or "", []).append(case)
        self._size += len(case)
        if self._size > _BUFFER:
            self._flush()

    def close(self, summary: Summary) -> None:
        """Put the suites together, in the order of their names."""
        self._flush()
        with self._path.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            out.write(
                f'<testsuites name="{_attribute(f"auditor {summary.version}: {summary.run}")}" '
                f'tests="{summary.articles}" failures="{summary.verdicts["reject"]}" errors="0">\n'
            )
            for name, tally in sorted(summary.sources.items()):
                out.write(
                    f'<testsuite name="{_attribute(name or _NAMELESS)}" tests="{tally.articles}" '
                    f'failures="{tally.verdicts.get("reject", 0)}" errors="0" skipped="0" '
                    f'timestamp="{summary.started:%Y-%m-%dT%H:%M:%S}">\n'
                )
                with self._part(name).open(encoding="utf-8", newline="\n") as part:
                    shutil.copyfileobj(part, out)
                out.write("</testsuite>\n")
            out.write("</testsuites>\n")
        shutil.rmtree(self._parts)

    def _part(self, source: str) -> Path:
        return self._parts / hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()

    def _flush(self) -> None:
        for source, cases in self._held.items():
            with self._part(source).open("a", encoding="utf-8", errors="replace", newline="\n") as part:
                part.writelines(cases)
        self._held.clear()
        self._size = 0


def _case(audited: Audited) -> str:
    opening = (
        f'<testcase name="{_attribute(audited.article.id)}" '
        f'classname="{_attribute(audited.article.source or _NAMELESS)}"'
    )
    match audited.verdict:
        case "reject":
            count = len(audited.findings)
            message = f"score {audited.score.total:.1f}: reject, {count} finding{'' if count == 1 else 's'}"
            inside = f'<failure type="reject" message="{message}">{_text(_listing(audited))}</failure>'
        case "review":
            listed = f"score {audited.score.total:.1f}: review\n{_listing(audited)}"
            inside = f"<system-out>{_text(listed)}</system-out>"
        case _:
            return f"{opening}/>\n"
    return f"{opening}>{inside}</testcase>\n"


def _listing(audited: Audited) -> str:
    shown = audited.findings[:LISTED]
    lines = []
    for finding in shown:
        preview = ", preview" if finding.preview else ""
        place = f"{finding.field} {finding.start}-{finding.end}"
        sort = f"{finding.severity}, {finding.certainty}{preview}"
        lines.append(f"{place} {finding.rule} ({sort}): {one_line(finding.message)}")
    if more := len(audited.findings) - len(shown):
        lines.append(f"and {more} more")
    return "\n".join(lines)


def _text(text: str) -> str:
    return html.escape(xml(text), quote=False)


def _attribute(text: str) -> str:
    return html.escape(xml(text)).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
