"""The engine: same findings whatever the order, the processes and the chunks; nothing lost, nothing doubled."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor import api
from auditor.article import Article, Origin
from auditor.check import Hit
from auditor.config import load
from auditor.dismissals import Dismissals
from auditor.engine import inspection, pool
from auditor.engine.audited import Audited
from auditor.engine.prepare import prepare
from auditor.engine.run import numbered
from auditor.intake import Record, Reject
from auditor.measure import Measure
from auditor.span import Span

TODAY = datetime.date(2026, 1, 1)


def records(count: int) -> list[Record]:
    """Make articles of which every third has a near-copy."""
    made = []
    for number in range(count):
        stem = " ".join(f"w{number // 3 if number % 3 else number + 10_000}x{place}" for place in range(80))
        text = f"{stem}\n\nLeave a Reply\n\nYour email address will not be published."
        row = {"id": f"a{number}", "text": text}
        made.append(Record(Article(id=row["id"], text=text, source=f"s{number % 2}", origin=Origin("x", number)), row))
    return made


def audit(rows: list[Record | Reject] | list[Record], scratch: Path, jobs: int = 1) -> list[Audited]:
    scratch.mkdir(parents=True)
    auditor = prepare(load(), Dismissals(), TODAY, jobs=jobs)
    return list(auditor.stream(iter(rows), scratch))


def told(results: list[Audited]) -> dict[str, Any]:
    return {
        item.article.id: (item.to_json(), [finding.to_json() for finding in item.findings], item.record)
        for item in results
    }


def test_order_and_processes_do_not_change_what_is_said(tmp_path: Path) -> None:
    rows = records(pool.FEW + 20)
    plain = audit(rows, tmp_path / "1")
    assert [item.article.id for item in plain] == [row.article.id for row in rows]
    assert told(audit(rows[::-1], tmp_path / "2")) == told(plain)
    assert told(audit(rows, tmp_path / "3", jobs=2)) == told(plain)


def test_a_used_id_is_rejected_with_the_place_of_the_first(tmp_path: Path) -> None:
    rejected: list[Reject] = []
    auditor = prepare(load(), Dismissals(), TODAY, jobs=1, rejected=rejected.append)
    rows = [*records(2), Record(Article(id="a1", text="Another text.", origin=Origin("y.jsonl", 7)), {"id": "a1"})]
    done = list(auditor.stream(rows, tmp_path))
    assert [item.article.id for item in done] == ["a0", "a1"]
    assert [(item.file, item.line) for item in rejected] == [("y.jsonl", 7)]
    assert "x:1" in rejected[0].reason


def test_a_check_that_raises_counts_as_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Any) -> dict[str, Any]:
        raise RuntimeError("no such luck")

    measure = Measure("broken", ("broken",), "", "", broken, "")
    monkeypatch.setattr(inspection, "all_measures", lambda: {"broken": measure})
    (item,) = audit(records(1), tmp_path / "1")
    assert item.not_measured["broken"] == "failed: RuntimeError: no such luck"
    assert item.measures == {"broken": None}


def test_equal_fingerprints_of_one_article_are_numbered() -> None:
    text = "Some words stand here. " * 12
    hits = [Hit(Span(23 * place, 23 * place + 4), "m") for place in (4, 6, 8)]
    found = inspection.findings_of("typos/x", "typos", hits, Article(id="a", text=text))
    first, second, third = (finding.fingerprint for finding in numbered(found))
    assert [second, third] == [f"{first}-2", f"{first}-3"]


def test_a_span_outside_the_text_is_the_error_of_its_check() -> None:
    with pytest.raises(ValueError, match="lies outside"):
        inspection.findings_of("typos/x", "typos", [Hit(Span(2, 9), "m")], Article(text="short"))


def test_the_near_copy_gives_its_date(tmp_path: Path) -> None:
    stem = " ".join(f"word{place}" for place in range(120))
    rows = [
        Record(Article(id="dated", text=stem, published="2022-02-09"), {}),
        Record(Article(id="undated", text=stem + " and a little more"), {}),
    ]
    dated, undated = audit(rows, tmp_path / "1")
    assert dated.own_date is not None
    assert dated.own_date.origin == "metadata"
    assert undated.own_date is not None
    assert (undated.own_date.origin, undated.own_date.article_id) == ("near-copy", "dated")
    assert undated.own_date.date == datetime.date(2022, 2, 9)


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    """The stream is consumed lazily and results are given out one by one."""
    alive = 0

    def stream() -> Iterator[Record]:
        nonlocal alive
        for row in records(100):
            alive += 1
            yield row

    auditor = prepare(load(), Dismissals(), TODAY, jobs=1)
    done = auditor.stream(stream(), tmp_path)
    assert alive == 0
    assert next(done).article.id == "a0"
    assert alive == 100


def test_run_writes_every_article_once(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [json.dumps(row.record) for row in records(5)]
    source.write_text("\n".join([*lines[:2], "{broken", *lines[2:]]) + "\n")
    result = api.run([str(source)], tmp_path / "out", load(overrides={"formats": ["jsonl"]}), today=TODAY)
    rows = [json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == [f"a{number}" for number in range(5)]
    (reject,) = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text().splitlines()]
    assert (reject["line"], result.summary.rejected) == (3, 1)
    assert json.loads((tmp_path / "out" / "run.json").read_text())["articles"] == 5


def test_a_pass_whose_verdicts_nobody_reads_does_not_run() -> None:
    def gathering(*select: str) -> set[str]:
        plan = prepare(load(overrides={"select": list(select)}), Dismissals(), TODAY, jobs=1).plan
        return {item.id for item in plan.passes("gather")}

    assert "sister-articles" in gathering("contradictions")
    assert "sister-articles" not in gathering("scraper-junk")
    assert gathering("scraper-junk") <= gathering("contradictions", "scraper-junk")
