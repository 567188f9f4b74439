# ruff: noqa: E501  (markup stands as it comes)
"""With the page at hand: which junk the extractor left, and a better extraction would remove."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import auditor
from auditor import api
from auditor.config import load
from auditor.extraction import extraction, furniture
from tests import hostile
from tests.doors import TODAY
from tests.test_doors import STORY

PAGE = f"""<!doctype html><html lang="en"><title>A plan</title><body class="has-sidebar"><nav><a>Home</a></nav>
<article><h1>A plan</h1>{"".join(f"<p>{part}</p>" for part in STORY.split(". "))}
<div class="Post-Share-bar"><span>Share this:</span> <a>Facebook</a> <a>Twitter</a></div>
<p>Sign up for our newsletter</p>
<section id="comments"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></section></article></body></html>"""
TEXT = f"{STORY}\n\nShare this:\n Facebook  Twitter\nSign up for our newsletter\nLeave a Reply\nYour email address will not be published."


def test_a_record_with_its_page_tells_what_a_better_extraction_removes() -> None:
    audited = auditor.audit({"text": TEXT, "html": PAGE})
    assert audited.extraction is not None
    elements = {item.text: audited.extraction.removable.get(item.fingerprint) for item in audited.findings}
    assert elements["Share this:"] == "div.Post-Share-bar"
    assert elements["Leave a Reply"] == "section.comments"
    assert elements["Sign up for our newsletter"] is None  # the page has it among the paragraphs
    assert audited.to_json()["extraction"]["removable"] == len(audited.extraction.removable) >= 3


def test_without_a_page_nothing_is_told() -> None:
    records: list[dict[str, Any]] = [{}, {"html": "  "}, {"html": 7}, {"page": {}}]
    for record in records:
        assert auditor.audit({"text": TEXT, **record}).extraction is None
    assert "extraction" not in auditor.audit(TEXT).to_json()


def test_what_also_stands_in_the_article_is_no_furniture() -> None:
    """A line that the body prints as well, and an element that holds most of the text whatever it is called."""
    page = f'<body><aside>Leave a Reply</aside><div class="comments">{"".join(f"<p>{part}</p>" for part in STORY.split(". "))}<p>Leave a Reply</p></div></body>'
    assert furniture(page, f"{STORY}\nLeave a Reply") == {}


def test_the_report_says_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(PAGE)
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "b", "text": TEXT, "html": PAGE}))
    config = load(overrides={"formats": ["html", "jsonl"], "jobs": 1})
    result = api.run([str(tmp_path / "in"), str(tmp_path / "b.jsonl")], tmp_path / "out", config, today=TODAY)
    assert result.summary.extracted["articles"] == 2
    told = json.loads((tmp_path / "out" / "run.json").read_bytes())["extraction"]
    assert told["removable"] >= 4
    assert told["elements"]["section.comments"] >= 2
    tree = html.parse(tmp_path / "out" / "report.html")
    assert "With the page of 2 articles at hand" in tree.xpath("string(//section[@id='summary'])")
    assert tree.xpath("//li[@data-rule='scraper-junk/comment-form']//code[text()='section.comments']")
    assert "the extractor left" in tree.xpath("string(//article)")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(hostile.texts())), st.sampled_from(list(hostile.texts())))
def test_any_page_beside_any_text_is_taken(markup: str, text: str) -> None:
    if len(markup) + len(text) > 200_000:
        return
    found = extraction({"html": f'<aside class="{markup}">{markup}</aside>{markup}'}, text, ())
    assert found is None or found.junk == 0


@pytest.mark.parametrize(
    "piece",
    ['<i class="share">x</i>', "<nav>", "<p>x", '<a id="share" class="' + "comment " * 50 + '">', "<aside>y</aside>"],
)
def test_time_is_linear_in_the_size_of_the_page(piece: str) -> None:
    took = []
    for times in (2_000, 16_000):
        begin = time.process_time()
        furniture(f"<body>{piece * times}</body>", f"{TEXT}\n" + "x\n" * times)
        took.append(time.process_time() - begin)
    assert took[1] < 0.6 + 16 * took[0]
