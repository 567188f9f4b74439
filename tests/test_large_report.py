"""A report over 5,000 real articles: `pytest tests/test_large_report.py -m long -s` prints its sizes and times."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from auditor import api
from auditor.config import load
from tests import stream
from tests.browser import Visit, chromium

pytestmark = [pytest.mark.long, pytest.mark.shared]

ARTICLES, FRESH = 5_000, 500


def test_a_report_over_5000_articles_is_small_and_opens_at_once(shared: Path, tmp_path: Path) -> None:
    """News and a raw stream, audited twice into a store; the second time 500 articles are new and some are changed."""
    drawn = random.Random(11)
    articles = drawn.sample(stream.rows(shared / "data" / "news" / "corpus.jsonl.gz"), 2_000)
    articles += drawn.sample(stream.rows(shared / "data" / "nightly" / "raw.jsonl.gz"), 3_500)
    drawn.shuffle(articles)
    later = [_later(row, drawn) for row in articles[FRESH:]]
    for name, items in (("one", articles[: ARTICLES - FRESH]), ("two", later)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in items))
        config = load(overrides={"formats": ["html"], "jobs": 0})
        done = api.run([str(tmp_path / f"{name}.jsonl")], tmp_path / name, config, store=str(tmp_path / "s.db"))
    front = tmp_path / "two" / "report.html"
    pages = [front, *(tmp_path / "two" / "report").iterdir()]
    size = sum(file.stat().st_size for file in pages)
    print(
        f"\n{done.summary.articles} articles, {done.summary.findings} findings: {len(pages)} files, {size / 1e6:.1f} MB"
    )
    with chromium() as browser:
        for file in (front, *sorted(front.parent.glob("report/*.html"), key=lambda file: -file.stat().st_size)[:3]):
            visit = Visit(browser)
            began = time.monotonic()
            visit.page.goto(file.as_uri())
            visit.page.locator("h1").first.click()  # it answers
            usable = time.monotonic() - began
            print(f"  {file.name}: {file.stat().st_size / 1e3:.0f} KB, usable after {usable:.2f} s")
            assert visit.wrong == []
            visit.context.close()
            if file == front:
                assert usable < 3  # seconds; one on a quiet machine
    assert done.summary.articles == ARTICLES
    assert size < 20_000_000
    assert front.stat().st_size < 500_000


def _later(row: stream.Row, drawn: random.Random) -> stream.Row:
    """Return an article as it comes the next day: one in seven has lost its last line, or gained a prompt."""
    lines = row["text"].split("\n")
    if drawn.random() >= 0.15:
        return row
    if drawn.random() < 0.5:
        lines = lines[:-1] or lines
    else:
        lines.insert(len(lines) // 2, "Sign up for our newsletter")
    return row | {"text": "\n".join(lines)}
