"""The five seed articles: every defect that must be found is found, nothing that must pass is flagged."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from auditor import api
from auditor.config import load
from auditor.finding import Finding

FAMILIES = {
    "junk": {"scraper-junk"},
    "translation": {"machine-translation", "typos"},
    "typos": {"typos", "machine-translation"},
    "contradictions": {"contradictions"},
}
MUST_FOUND = 29
"""Only goes up."""
EXTRA_FOUND = 2
"""Only goes up."""
SPURIOUS = 3
"""Findings that touch no marked span; only goes down."""


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    seeds = Path(__file__).resolve().parent.parent / "seeds"
    out = tmp_path_factory.mktemp("seeds")
    config = load(overrides={"formats": ["jsonl"], "jobs": 1})
    api.run([str(seeds)], out, config, today=datetime.date(2026, 11, 1))
    found: dict[str, list[Finding]] = {}
    for row in rows(out / "findings.jsonl"):
        found.setdefault(row["article_id"], []).append(Finding.from_json(row))
    return found


def touches(finding: Finding, row: dict[str, Any]) -> bool:
    start, end = int(row["start"]), int(row["end"])
    return finding.article_id == str(row["file"]) and finding.start < end and start < finding.end


def met(row: dict[str, Any], findings: dict[str, list[Finding]]) -> bool:
    return any(item.family in FAMILIES[row["family"]] and touches(item, row) for item in findings.get(row["file"], []))


def test_labels_say_where_they_stand(seeds: Path) -> None:
    for row in rows(seeds / "gold.jsonl") + rows(seeds / "traps.jsonl"):
        text = (seeds / row["file"]).read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["text"]


def test_what_must_be_found_is_found(seeds: Path, findings: dict[str, list[Finding]]) -> None:
    gold = rows(seeds / "gold.jsonl")
    missed = [row["text"] for row in gold if row["must"] and not met(row, findings)]
    assert sum(row["must"] for row in gold) - len(missed) >= MUST_FOUND, missed
    assert sum(met(row, findings) for row in gold if not row["must"]) >= EXTRA_FOUND


def test_no_trap_is_sprung(seeds: Path, findings: dict[str, list[Finding]]) -> None:
    for row in rows(seeds / "traps.jsonl"):
        for finding in findings.get(row["file"], []):
            inside = min(finding.end, row["end"]) - max(finding.start, row["start"])
            assert finding.family == "metadata" or inside * 2 < finding.end - finding.start or inside <= 0, (
                row,
                finding,
            )


def test_hardly_anything_else_is_flagged(seeds: Path, findings: dict[str, list[Finding]]) -> None:
    gold = rows(seeds / "gold.jsonl")
    spurious = [
        finding
        for found in findings.values()
        for finding in found
        if finding.family != "metadata" and not any(touches(finding, row) for row in gold)
    ]
    assert len(spurious) <= SPURIOUS, [(item.rule, item.text) for item in spurious]


def test_the_undated_copy_takes_the_date_of_the_dated_one(seeds: Path, tmp_path: Path) -> None:
    api.run([str(seeds)], tmp_path, load(overrides={"formats": ["jsonl"], "jobs": 1}), today=datetime.date(2026, 11, 1))
    articles = {row["id"][:3]: row for row in rows(tmp_path / "articles.jsonl")}
    assert (articles["000"]["date"], articles["000"]["date_from"]) == ("2022-02-09", "text")
    assert (articles["001"]["date"], articles["001"]["date_from"]) == ("2022-02-09", "near-copy")
    assert articles["001"]["date_article_id"].startswith("000")
    assert (articles["002"]["date"], articles["002"]["date_alternatives"]) == ("2022-08-10", ["2022-10-08"])
    assert articles["003"]["date"] is None
