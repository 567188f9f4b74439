"""Floors and ceilings on labelled data: what is found, and how often clean news is marked. Pinned in floors.toml."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor import Article, Document, api
from auditor.config import load
from auditor.finding import Finding

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.shared


def sample(file: Path, one_in: int) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % one_in == 0:
                yield json.loads(line)


def findings(family: str, article: Article) -> tuple[Finding, ...]:
    """Return what the checks of one family say of an article by itself."""
    return api.audit(article, load(overrides={"select": [family]})).findings


def touch(one: tuple[int, int], other: Iterable[Any]) -> bool:
    return any(one[0] < span[1] and span[0] < one[1] for span in other)


def test_clean_news_stays_nearly_unmarked(shared: Path, tmp_path: Path) -> None:
    rows = list(sample(shared / "data" / "typos" / "dev_clean.jsonl.gz", 8))
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(json.dumps({key: row[key] for key in ("id", "text", "title", "source")}) + "\n" for row in rows)
    )
    api.run([str(source)], tmp_path / "out", load(overrides={"formats": ["jsonl"], "jobs": 1}))
    known = {row["id"]: row.get("known", []) for row in rows}
    found: Counter[str] = Counter()
    for line in (tmp_path / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not touch((row["start"], row["end"]), known[row["article_id"]]):
            found[row["family"]] += 1
    ceiling = FLOORS["clean"]
    rates = {family: 100 * found[family] / len(rows) for family in ceiling}
    assert all(rates[family] <= ceiling[family] for family in ceiling), rates


def test_planted_contradictions_are_found_and_untouched_articles_are_not_called(shared: Path) -> None:
    wanted = hit = clean = called = 0
    for row in sample(shared / "data" / "contradictions" / "checkable.jsonl.gz", 3):
        article = Article(text=row["text"], title=row.get("title"), source=row.get("outlet"), published=row.get("dct"))
        said = findings("contradictions", article)
        if row["label"] == "contradiction":
            places = [(item.start, item.end) for item in said]
            places += [(place.span.start, place.span.end) for item in said for place in item.related if place.span]
            wanted, hit = wanted + 1, hit + any(touch(place, row["evidence"]) for place in places)
        elif row["origin"] != "untouched_hard":
            clean, called = clean + 1, called + bool(said)
    floor = FLOORS["contradictions"]
    assert hit / wanted >= floor["recall"], (hit, wanted)
    assert 100 * called / clean <= floor["flagged"], (called, clean)


def test_time_expressions_are_read(shared: Path) -> None:
    gold = found = right = with_value = 0
    for row in sample(shared / "data" / "contradictions" / "timex.jsonl.gz", 2):
        document = Document(Article(text=row["text"], published=row.get("dct")))
        marked = {(start, end): value for start, end, _, value in row["timexes"]}
        read = {(item.span.start, item.span.end): item.value for item in document.dates}
        gold, found = gold + len(marked), found + len(read)
        right += len(marked.keys() & read.keys())
        with_value += sum(read[span] == marked[span] for span in marked.keys() & read.keys())
    floor = FLOORS["time-expressions"]
    assert 2 * right / (gold + found) >= floor["f1"]
    assert 2 * with_value / (gold + found) >= floor["f1-with-value"]


def test_injected_typos_are_found(shared: Path) -> None:
    right = wrong = wanted = hit = 0
    for row in sample(shared / "data" / "typos" / "dev_news.jsonl.gz", 8):
        said = findings("typos", Article(text=row["text"], title=row.get("title"), source=row.get("source")))
        places = [(item.start, item.end) for item in said]
        on_error = [place for place in places if touch(place, row["errors"])]
        right += len(on_error)
        wrong += sum(place not in on_error and not touch(place, row.get("ignore", [])) for place in places)
        wanted += len(row["errors"])
        hit += sum(touch((error[0], error[1]), places) for error in row["errors"])
    floor = FLOORS["typos"]
    assert right / (right + wrong) >= floor["precision"], (right, wrong)
    assert hit / wanted >= floor["recall"], (hit, wanted)


def test_lines_that_extractors_leave_are_found(shared: Path) -> None:
    right = wrong = wanted = 0
    for row in sample(shared / "data" / "junk" / "dev_residual.jsonl.gz", 16):
        text = "\n".join(row["lines"])
        covered: set[int] = set()
        for item in findings("scraper-junk", Article(text=text, title=row.get("title"), url=row.get("url"))):
            covered |= set(range(item.start, item.end)) if item.field == "text" else set()
        at = 0
        for line, label in zip(row["lines"], row["labels"], strict=True):
            printed = [at + offset for offset, character in enumerate(line) if not character.isspace()]
            called = bool(printed) and 2 * sum(offset in covered for offset in printed) >= len(printed)
            at += len(line) + 1
            if label in ("junk", "content"):
                wanted += label == "junk"
                right += called and label == "junk"
                wrong += called and label == "content"
    floor = FLOORS["scraper-junk"]
    assert right / (right + wrong) >= floor["precision"], (right, wrong)
    assert right / wanted >= floor["recall"], (right, wanted)


def test_marks_of_translation_lie_on_errors_that_people_marked(shared: Path) -> None:
    right = wrong = marked = clean = clean_called = 0
    for row in sample(shared / "data" / "mt" / "dev_spans.jsonl.gz", 6):
        gold = {at for start, end, *_ in row["spans"] for at in range(start, end)}
        others = {at for start, end, *_ in row.get("other_spans") or [] for at in range(start, end)}
        said = {
            at
            for finding in findings("machine-translation", Article(text=row["text"], language="en"))
            if finding.field == "text"
            for at in range(*finding.span)
        }
        right, wrong, marked = right + len(said & gold), wrong + len(said - gold - others), marked + len(gold)
        if not gold:
            clean, clean_called = clean + 1, clean_called + bool(said)
    floor = FLOORS["machine-translation"]
    assert right / (right + wrong) >= floor["span-precision"]
    assert right / marked >= floor["span-recall"]
    assert 100 * clean_called / clean <= floor["clean-segments"]
