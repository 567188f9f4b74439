"""Decisions on single articles: the same rulings as great_expectations gives on a batch."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.gating import BY_VERDICT, Decider, SuiteError, load_suite, row
from auditor.gating.columns import Cell
from auditor.gating.decide import ruling
from auditor.gating.judge import Judge
from auditor.gating.suite import EXPECTATIONS, Expectation
from tests.test_gate import _CELLS, _CONDITIONS, INGEST, MIXED, _audited, _failed, _gate, _suite

_NUMBERS = st.integers(0, 4)
_WORDS = st.sampled_from(["en", "sr", "q\"'`", "e", ""])
_BOUNDS = st.one_of(
    st.fixed_dictionaries({"min_value": _NUMBERS, "strict_min": st.booleans()}),
    st.fixed_dictionaries({"max_value": _NUMBERS, "strict_max": st.booleans()}),
    st.fixed_dictionaries({"min_value": st.integers(0, 1), "max_value": st.integers(2, 4)}),
)


@st.composite
def _expectations(draw: st.DrawFn) -> Expectation:
    kind = draw(st.sampled_from(sorted(EXPECTATIONS)))
    kwargs: dict[str, Any]
    if "regex" in kind:
        kwargs = {"column": "language", "regex": draw(st.sampled_from(["^e", "n$", "q|r", "[`]", ".", "^$"]))}
    elif "lengths" in kind:
        kwargs = {"column": "language", **draw(_BOUNDS)}
    elif "between" in kind:
        kwargs = {"column": "words", **draw(_BOUNDS)}
    elif "in_set" in kind:
        kwargs = draw(
            st.one_of(
                st.fixed_dictionaries({"column": st.just("words"), "value_set": st.lists(_NUMBERS, min_size=1)}),
                st.fixed_dictionaries({"column": st.just("language"), "value_set": st.lists(_WORDS, min_size=1)}),
                st.fixed_dictionaries({"column": st.just("dated"), "value_set": st.lists(st.booleans(), min_size=1)}),
            )
        )
    else:
        kwargs = {"column": draw(st.sampled_from(["words", "language", "dated"]))}
    if draw(st.booleans()):
        kwargs["row_condition"] = draw(_CONDITIONS)
    return Expectation("x", kind, kwargs, "Because.", "article", "critical", draw(st.sampled_from(["fail", "pass"])))


@settings(max_examples=120, deadline=None)
@given(st.lists(_CELLS, min_size=1, max_size=6), _expectations())
def test_rulings_are_those_of_the_library(parts: list[dict[str, Cell]], item: Expectation) -> None:
    rows = [{**row(_audited()), **cells} for cells in parts]
    theirs = Judge([item], "article", "own.json").judge(rows)["x"]
    ours = [ruling(item, cells) for cells in rows]
    assert {number for number, (failed, _) in enumerate(ours) if failed} == theirs.failed
    assert {number for number, (_, unmeasured) in enumerate(ours) if unmeasured} == theirs.unmeasured


def test_ingest_decides_one_by_one_as_it_does_on_the_batch(tmp_path: Any) -> None:
    _gate(INGEST, tmp_path, MIXED)
    decider = Decider(load_suite(INGEST))
    decisions = {item.article.id: decider.decide(item) for item in MIXED}
    ours = {name: [part["expectation"] for part in item.failed] for name, item in decisions.items() if item.failed}
    assert ours == _failed(tmp_path)
    assert all(item.accepted is not bool(item.failed) for item in decisions.values())


def test_without_a_suite_the_verdict_decides() -> None:
    decider = Decider()
    assert decider.suite is BY_VERDICT
    assert decider.decide(_audited(verdict="review")).accepted
    rejected = decider.decide(_audited(verdict="reject"))
    assert not rejected.accepted
    assert [item["expectation"] for item in rejected.failed] == ["not-rejected"]


def test_the_built_in_suite_is_one_that_the_library_takes(tmp_path: Any) -> None:
    from auditor.gating import Gate

    gate = Gate(BY_VERDICT, tmp_path)
    gate.add(_audited("good"))
    gate.add(_audited("bad", verdict="reject"))
    assert gate.close().quarantined == 1


def test_a_column_that_cannot_be_judged_is_an_error_of_the_suite(tmp_path: Any, monkeypatch: Any) -> None:
    from auditor import catalog
    from auditor.measure import Measure

    measure = Measure("own", ("tongue",), "Own.", "Own.", lambda document: {}, "")
    monkeypatch.setattr(catalog, "all_measures", lambda: {"own": measure})
    expectation = {
        "type": "expect_column_values_to_be_between",
        "kwargs": {"column": "tongue", "min_value": 1},
        "meta": {"id": "x", "why": "Because."},
    }
    decider = Decider(load_suite(_suite(tmp_path, expectation)))
    with pytest.raises(SuiteError, match="expectation 'x' cannot judge column 'tongue'"):
        decider.decide(_audited(measures={"tongue": "en"}))
