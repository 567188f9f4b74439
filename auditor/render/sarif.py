"""SARIF 2.1.0: report.sarif, for code scanning services and editors.

`ruleId`: the rule. `level`: by severity (see `parts.levels`). `rank`: confidence in per cent.
`partialFingerprints`: the finding's fingerprint, so that a service knows a finding again after the text has shifted.

Places. `columnKind` is unicodeCodePoints. For a text file the region has lines, columns and character offsets, and a
`fix` is a SARIF fix. For a record of a table the region is the record's line; the field and the offsets in it are
`properties` of the result, and the article's id is its logical location. A place in another article is named by that
article's id.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from auditor import catalog
from auditor.article import Article
from auditor.engine.audited import Audited, Summary
from auditor.finding import Finding, Place
from auditor.render.parts.levels import LEVELS, level
from auditor.render.parts.where import Lines, is_text_file, uri
from auditor.scoring.score import severity_of
from auditor.span import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "auditorFingerprint/v1"


class Writer:
    """Writes results as they come; the rules that they name stand behind them."""

    def __init__(self, directory: Path) -> None:
        self._file = (directory / "report.sarif").open("wb")
        self._rules: dict[str, int] = {}
        self._file.write(
            b'{"$schema":' + orjson.dumps(SCHEMA) + b',"version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints",'
            b'"results":['
        )
        self._empty = True

    def add(self, audited: Audited) -> None:
        """Write the findings of the article."""
        lines = Lines(audited.article.text)
        for finding in audited.findings:
            index = self._rules.setdefault(finding.rule, len(self._rules))
            self._file.write((b"\n" if self._empty else b",\n") + orjson.dumps(_result(finding, audited, lines, index)))
            self._empty = False

    def close(self, summary: Summary) -> None:
        """Write the tool, its rules and how the run went."""
        tail = {
            "tool": {
                "driver": {
                    "name": "article-auditor",
                    "semanticVersion": summary.version,
                    "rules": [_rule(rule) for rule in self._rules],
                }
            },
            "automationDetails": {"id": f"auditor/{summary.run}"},
            "invocations": [
                {
                    "executionSuccessful": True,
                    "startTimeUtc": f"{summary.started:%Y-%m-%dT%H:%M:%S}Z",
                    "toolExecutionNotifications": list(_notifications(summary)),
                }
            ],
            "properties": {"articles": summary.articles, "meanScore": summary.mean_score},
        }
        self._file.write(b"\n]," + orjson.dumps(tail)[1:] + b"]}\n")
        self._file.close()


def _result(finding: Finding, audited: Audited, lines: Lines, index: int) -> dict[str, Any]:
    article = audited.article
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding),
        "message": {"text": finding.message},
        "locations": [_location(article, lines, finding.span if finding.field == "text" else None, finding.text)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "rank": round(100 * finding.confidence, 1),
        "properties": {
            "articleId": article.id,
            "field": finding.field,
            "start": finding.start,
            "end": finding.end,
            "severity": finding.severity,
            "certainty": finding.certainty,
            "preview": finding.preview,
            "score": audited.score.total,
            "verdict": audited.verdict,
        },
    }
    if finding.related:
        result["relatedLocations"] = [
            {**_related(place, article, lines), "id": number} for number, place in enumerate(finding.related, 1)
        ]
    if finding.fix is not None:
        result["properties"]["fix"] = finding.fix
        if is_text_file(article) and finding.field == "text":
            result["fixes"] = [_fix(finding, article)]
    return result


def _location(article: Article, lines: Lines, span: Span | None, text: str) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"name": article.id, "kind": "article"}]}
    file = uri(article.origin.file) if article.origin else None
    if article.origin and file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": file}}
        if is_text_file(article):
            physical["region"] = _region(lines, span) if span else {"startLine": 1}
        elif article.origin.line:
            physical["region"] = {"startLine": article.origin.line}
        if text and "region" in physical:
            physical["region"]["snippet"] = {"text": text}
        location["physicalLocation"] = physical
    return location


def _region(lines: Lines, span: Span) -> dict[str, Any]:
    at = lines.region(span)
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "charOffset": span.start,
        "charLength": span.width,
    }


def _related(place: Place, article: Article, lines: Lines) -> dict[str, Any]:
    if place.article_id == article.id:
        location = _location(article, lines, place.span, place.text)
    else:
        location = {"logicalLocations": [{"name": place.article_id, "kind": "article"}]}
    return {**location, "message": {"text": place.text or f"see {place.article_id}"}}


def _fix(finding: Finding, article: Article) -> dict[str, Any]:
    assert article.origin is not None
    replacement = {
        "deletedRegion": {"charOffset": finding.start, "charLength": finding.end - finding.start},
        "insertedContent": {"text": finding.fix},
    }
    change = {"artifactLocation": {"uri": uri(article.origin.file)}, "replacements": [replacement]}
    return {"description": {"text": "Delete it." if not finding.fix else "Replace it."}, "artifactChanges": [change]}


def _rule(rule: str) -> dict[str, Any]:
    known = catalog.all_checks().get(rule) or catalog.all_passes().get(rule)
    described: dict[str, Any] = {"id": rule, "defaultConfiguration": {"level": LEVELS[severity_of(rule)]}}
    if known is not None:
        described |= {
            "shortDescription": {"text": known.summary},
            "fullDescription": {"text": known.description},
            "help": {"text": known.description},
        }
    return {**described, "properties": {"tags": [rule.partition("/")[0]]}}


def _notifications(summary: Summary) -> Iterator[dict[str, Any]]:
    for rule, count in sorted(summary.failed_checks.items()):
        yield {"level": "warning", "message": {"text": f"{rule} ended in an error on {count} articles."}}
    if summary.rejected:
        text = f"{summary.rejected} records could not be read; rejected.jsonl says why."
        yield {"level": "warning", "message": {"text": text}}
