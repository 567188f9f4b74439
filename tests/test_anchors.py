"""Anchors: a check that declares what it needs finds nothing without it, so the engine may leave it out."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import catalog
from auditor.article import Article
from auditor.check import Bad, Check
from auditor.document import Document
from auditor.engine.inspection import Plan, inspect
from auditor.reading.anchors import BEYOND_ASCII, make_anchor_table
from tests.hostile import FORMULAS, MARKUP, TEMPLATES, TERMINAL, UNICODE

ANCHORED = [check for check in catalog.all_checks().values() if check.needs]
TABLE = make_anchor_table(anchor for check in ANCHORED for anchor in check.needs)

pieces = st.lists(st.sampled_from([*sorted(TABLE.signs), *TABLE.longer, "a", " ", "é", "\ud800"]), max_size=12)


@given(pieces.map("".join))
def test_one_scan_tells_what_a_search_for_each_anchor_tells(text: str) -> None:
    standing = TABLE.standing_in(text)
    one_by_one = {anchor for anchor in (*TABLE.signs, *TABLE.longer) if anchor in text}
    if "\ud800" in text:  # the library takes no such text: every check is started
        assert one_by_one <= standing
    else:
        assert standing - {BEYOND_ASCII} == one_by_one
        assert (BEYOND_ASCII in standing) == (not text.isascii())


@pytest.mark.parametrize("check", ANCHORED, ids=lambda check: check.id)
def test_every_bad_example_has_an_anchor(check: Check) -> None:
    for example in check.examples:
        if isinstance(example, Bad):
            assert not check.needs.isdisjoint(TABLE.standing_in(example.text)), example.text


def test_no_check_finds_anything_without_its_anchor_in_examples_and_hostile_texts() -> None:
    examples = (example.text for check in catalog.all_checks().values() for example in check.examples)
    assert _found_without_anchor([*examples, *FORMULAS, *MARKUP, *TEMPLATES, *TERMINAL, *UNICODE]) == []


@pytest.mark.shared
@pytest.mark.parametrize("path", ["news/corpus", "typos/dev_real", "mt/dev_docs", "nightly/raw"])
def test_no_check_finds_anything_without_its_anchor_in_articles(shared: Path, path: str) -> None:
    with gzip.open(shared / "data" / f"{path}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = map(json.loads, itertools.islice(lines, 0, 2400, 12))
        texts = (row.get("text") or row["noisy"] for row in rows)
        assert _found_without_anchor(texts) == []


def test_a_check_without_its_anchor_is_measured_and_finds_nothing() -> None:
    plan = Plan(("machine-translation/blank-inside-brackets",))
    outcome = inspect(Document(Article(text="The force (KFOR) has been in the north since Monday.")), plan)
    assert not outcome.findings
    assert not outcome.not_measured


def _found_without_anchor(texts: Iterable[str]) -> list[tuple[str, str]]:
    return list(_without_anchor(texts))


def _without_anchor(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        document = Document(Article(text=text))
        standing = TABLE.standing_in(text)
        for check in ANCHORED:
            if check.needs.isdisjoint(standing) and (document.english or "english" not in check.requires):
                yield from ((check.id, hit.span.of(text)) for hit in check.find(document))
