"""Every check's own examples, run: a Bad is flagged exactly at its marks, a Good never, a Miss still misses."""

from __future__ import annotations

import datetime

import pytest

from auditor.article import Article
from auditor.catalog import all_checks
from auditor.check import Bad, Check, Example, Good, Miss
from auditor.context import Context
from auditor.document import Document

CASES = [
    pytest.param(
        check,
        example,
        id=f"{check.id}-{number}",
        marks=[pytest.mark.xfail(strict=True, reason="known miss")] if isinstance(example, Miss) else [],
    )
    for check in all_checks().values()
    for number, example in enumerate(check.examples)
]


def document_of(example: Example) -> Document:
    article = Article(
        id="example",
        text=example.text,
        title=example.title,
        source=example.source,
        url=example.url,
        published=example.published,
        language=example.language,
        authors=example.authors,
    )
    return Document(article, Context(gathered=dict(example.context), today=datetime.date(2026, 1, 1)))


@pytest.mark.parametrize(("check", "example"), CASES)
def test_example(check: Check, example: Example) -> None:
    hits = list(check.find(document_of(example)))
    marked = sorted(example.spans)
    found = sorted({hit.span for hit in hits if hit.field == "text"})
    assert [span.of(example.text) for span in found] == [span.of(example.text) for span in marked]
    assert found == marked
    assert sorted({hit.field for hit in hits if hit.field != "text"}) == sorted(example.fields)
    if example.fix is not None:
        assert [hit.fix for hit in hits] == [example.fix]
    for hit in hits:  # one sentence, without its full stop
        assert not hit.message[0].islower()
        assert not hit.message.endswith(".")


@pytest.mark.parametrize("check", [pytest.param(check, id=check.id) for check in all_checks().values()])
def test_check_shows_two_bad_and_two_good_examples(check: Check) -> None:
    kinds = [type(example) for example in check.examples]
    assert kinds.count(Bad) >= 2
    assert kinds.count(Good) >= 2
