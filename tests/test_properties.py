"""Properties that hold for any text: a verdict depends on the article alone, and every sum goes the right way."""

from __future__ import annotations

import datetime
import functools
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Gatekeeper
from auditor.article import Article
from auditor.check import Hit
from auditor.config import load
from auditor.dismissals import Dismissal, Dismissals
from auditor.engine.audited import Audited
from auditor.engine.inspection import findings_of
from auditor.engine.prepare import prepare
from auditor.finding import FAMILIES, Finding
from auditor.intake import ArticleError
from auditor.scoring import score
from auditor.scoring.score import severity_of
from auditor.span import Span
from tests import hostile
from tests.test_doors import OTHER, STORY, THIRD

TODAY = datetime.date(2026, 1, 1)
_PIECES = [
    *[text for text in hostile.texts() if len(text) < 200],
    "Leave a Reply\n\nYour email address will not be published.", "the the", "Sunday, 5 March 2024", "5 km (9 miles)",
    *STORY.split(". "), *OTHER.split(". "), *THIRD.split(". "),
]  # fmt: skip
pieces = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=40)), min_size=1, max_size=12)
texts = st.builds(lambda parts, glue: glue.join(parts), pieces, st.sampled_from([" ", "\n", "\n\n", ". ", ""]))


@functools.cache
def keeper() -> Gatekeeper:
    return Gatekeeper(today=TODAY)


def answer(text: str) -> Audited | None:
    try:
        return keeper().audit(text)
    except ArticleError:
        return None


def told(audited: Audited | None) -> Any:
    return None if audited is None else (audited.to_json(), [finding.to_json() for finding in audited.findings])


@settings(max_examples=60, deadline=None)
@given(texts)
def test_any_text_is_audited_or_refused_with_spans_inside_and_messages_bounded(text: str) -> None:
    audited = answer(text)
    if audited is None:
        return
    for finding in audited.findings:
        field = {"text": text, "title": ""}.get(finding.field, "")
        assert 0 <= finding.start <= finding.end <= len(field)
        assert len(finding.message) <= 400
        assert field[finding.start : finding.end].startswith(finding.text.removesuffix("…"))
        for place in finding.related:
            if place.span is not None and place.article_id == audited.article.id:
                assert 0 <= place.span.start <= place.span.end <= len(text)
    assert not [why for why in audited.not_measured.values() if why.startswith(("failed", "time limit"))]
    assert 0 <= audited.score.total <= 100
    assert 0 <= audited.score.coverage <= 1


@settings(max_examples=15, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_a_verdict_does_not_depend_on_neighbours_or_order(articles: list[str], random: Any) -> None:
    alone = {text: told(answer(text)) for text in articles}
    shuffled = articles * 2
    random.shuffle(shuffled)
    assert all(told(answer(text)) == alone[text] for text in shuffled)
    assert all(told(Gatekeeper(keeper().config, today=TODAY).audit(text)) == told(answer(text)) for text in articles[:1] if alone[text])  # fmt: skip  # noqa: E501


# The sums

RULES = (
    "scraper-junk/navigation",
    "scraper-junk/truncated-text",
    "machine-translation/calque",
    "typos/doubled-word",
    "contradictions/weekday-date-mismatch",
    "metadata/text-too-short",
)
LONG = "word " * 400


@st.composite
def findings(draw: st.DrawFn) -> list[Finding]:
    found = []
    for rule in draw(st.lists(st.sampled_from(RULES), max_size=8)):
        start = draw(st.integers(0, 1900))
        span = Span(start, draw(st.integers(start, min(start + 700, len(LONG)))))
        hit = Hit(span, "m", draw(st.floats(0, 1)))
        found += findings_of(rule, rule.partition("/")[0], [hit], Article(text=LONG), draw(st.booleans()))
    return [replace(item, fingerprint=f"{item.fingerprint}-{n}", severity=severity_of(item.rule)) for n, item in enumerate(found)]  # fmt: skip  # noqa: E501


def total(found: list[Finding]) -> float:
    families: dict[str, int] = dict.fromkeys(FAMILIES, 3)
    return score(found, characters=len(LONG), words=400, ran=families, selected=families).total


@settings(max_examples=200, deadline=None)
@given(findings(), findings())
def test_adding_a_finding_never_raises_a_score(some: list[Finding], more: list[Finding]) -> None:
    assert total([*some, *more]) <= total(some)


@settings(max_examples=100, deadline=None)
@given(findings())
def test_the_order_of_findings_does_not_change_a_score(found: list[Finding]) -> None:
    assert total(found) == total(found[::-1])


@settings(max_examples=40, deadline=None)
@given(texts, st.data())
def test_dismissing_never_lowers_a_score(text: str, data: st.DataObject) -> None:
    audited = answer(text)
    if audited is None or not audited.findings:
        return
    chosen = data.draw(st.sets(st.sampled_from([finding.fingerprint for finding in audited.findings])))
    dismissals = Dismissals([Dismissal(fingerprint=name, reason="x", who="y") for name in sorted(chosen)])
    again = prepare(load(), dismissals, TODAY, jobs=1).one(Article(text=text))
    assert again.score.total >= audited.score.total
    assert {item.fingerprint for item in again.dismissed} == chosen
    assert len(again.findings) + len(again.dismissed) == len(audited.findings)
