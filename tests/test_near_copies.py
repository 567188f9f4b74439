"""Near-copies: exact containment, found when one text is far longer, and the same whatever the order."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.article import Article
from auditor.corpus_check import Row
from auditor.document import Document
from auditor.passes import near_copies


def words(start: int, count: int) -> str:
    return " ".join(f"word{number}" for number in range(start, start + count))


def judged(texts: dict[str, str], order: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """Run the pass as the engine does; return the copies of each article by the id of the other."""
    groups: dict[str, list[Row]] = defaultdict(list)
    ids = order or list(texts)
    for ordinal, identity in enumerate(ids):
        document = Document(Article(id=identity, text=texts[identity]))
        row = Row(ordinal, identity, orjson.loads(orjson.dumps(near_copies.row(document))))
        for key in near_copies.keys(document):
            groups[key].append(row)
    found: dict[str, dict[str, Any]] = {identity: {} for identity in ids}
    for key, rows in sorted(groups.items()):
        if len(rows) > 1:
            for ordinal, verdict in near_copies.judge(key, sorted(rows, key=lambda row: row.article_id)):
                found[ids[ordinal]][verdict["article_id"]] = verdict
    return found


def test_half_of_a_short_text_inside_a_long_one_is_found() -> None:
    found = judged({"short": words(0, 200) + " " + words(10_000, 60), "long": words(5_000, 900) + " " + words(0, 200)})
    assert found["short"]["long"]["contained"] > 0.7
    assert found["long"]["short"]["contained"] < 0.3
    assert found["long"]["short"]["contains"] == found["short"]["long"]["contained"]


def test_containment_is_exact() -> None:
    found = judged({"a": words(0, 104), "b": words(50, 104)})
    assert found["a"]["b"]["contained"] == 0.5  # 100 shingles, of which 50 stand in the other


def test_different_texts_are_not_copies() -> None:
    assert judged({"a": words(0, 300), "b": words(250, 300)}) == {"a": {}, "b": {}}


def test_a_date_in_the_text_of_the_copy_is_carried_over() -> None:
    article = Article(id="a", text=words(0, 60), published="2022-02-09")
    assert near_copies.row(Document(article))["date"] == "2022-02-09"


def test_a_crowd_of_copies_is_compared_with_one_of_them() -> None:
    texts = {f"{number:03}": words(0, 80) for number in range(near_copies.CROWD + 6)}
    found = judged(texts)
    assert set(found) == set(texts)
    assert all("000" in copies for identity, copies in found.items() if identity != "000")


@settings(max_examples=25, deadline=None)
@given(st.permutations(["a", "b", "c", "d"]))
def test_order_does_not_matter(order: list[str]) -> None:
    texts = {"a": words(0, 120), "b": words(30, 120), "c": words(60, 120), "d": words(900, 120)}
    assert judged(texts, order) == {identity: judged(texts)[identity] for identity in order}


def test_a_text_without_five_words_takes_no_part() -> None:
    assert list(near_copies.keys(Document(Article(text="only four words here")))) == []


def test_every_pair_of_copies_is_seen_from_both_sides() -> None:
    found = judged({name: words(0, 100) for name in "abc"})
    assert all(other in found[one] for one, other in itertools.permutations("abc", 2))
