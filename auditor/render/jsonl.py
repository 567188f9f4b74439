"""JSON Lines: findings.jsonl, articles.jsonl, sources.jsonl, and run.json with the figures of the run."""

from __future__ import annotations

from pathlib import Path

import orjson

from auditor.engine.audited import Audited, Summary


class Writer:
    """One line a finding, one an article, one a source. Keys stand in a fixed order; text is UTF-8."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._findings = (directory / "findings.jsonl").open("wb")
        self._articles = (directory / "articles.jsonl").open("wb")

    def add(self, audited: Audited) -> None:
        """Write the article's row and its findings."""
        self._articles.write(orjson.dumps(audited.to_json()) + b"\n")
        for finding in audited.findings:
            self._findings.write(orjson.dumps(finding.to_json()) + b"\n")

    def close(self, summary: Summary) -> None:
        """Write sources and figures."""
        self._findings.close()
        self._articles.close()
        tallies = [summary.sources[name].to_json() for name in sorted(summary.sources)]
        (self._directory / "sources.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in tallies))
        (self._directory / "run.json").write_bytes(orjson.dumps(summary.to_json(), option=orjson.OPT_INDENT_2) + b"\n")
