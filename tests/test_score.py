"""The score: bounded, monotone, fully explained, and independent of the length of the text where it should be."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import knowledge
from auditor.catalog import rule_ids
from auditor.finding import FAMILIES, SEVERITIES, Finding
from auditor.scoring import Score, score
from auditor.scoring.score import WEIGHTS, severity_of
from auditor.scoring.verdict import verdict

SIZE = 3000


def finding(family: str, start: int, width: int, severity: Any, confidence: float, number: int) -> Finding:
    return Finding(
        article_id="a",
        rule=f"{family}/some-rule",
        family=family,
        start=start,
        end=min(SIZE, start + width),
        text="",
        severity=severity,
        confidence=confidence,
        message="",
        fingerprint=str(number),
    )


def judge(findings: list[Finding], words: int = 500, characters: int = SIZE) -> Score:
    every: dict[str, int] = dict.fromkeys(FAMILIES, 3)
    return score(findings, characters=characters, words=words, ran=every, selected=every)


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(FAMILIES),
        st.integers(0, SIZE - 1),
        st.integers(0, SIZE),
        st.sampled_from(SEVERITIES),
        st.floats(0, 1),
        st.integers(0, 10**9),
    ),
    max_size=30,
    unique_by=lambda item: item.fingerprint,
)


@given(FINDINGS, st.data())
def test_adding_a_finding_never_raises_the_score(findings: list[Finding], data: st.DataObject) -> None:
    without = [item for item in findings if data.draw(st.booleans())]
    assert judge(findings).total <= judge(without).total


@given(FINDINGS)
def test_score_is_bounded_and_every_point_is_traced(findings: list[Finding]) -> None:
    result = judge(findings)
    assert 0 <= result.total <= 100
    taken = math.fsum(part.points for part in result.families)
    assert math.fsum(result.points.values()) == pytest.approx(taken, abs=0.01 * (len(findings) + 5))
    assert result.total == pytest.approx(min([max(0, 100 - taken), *result.caps.values()]), abs=0.06)
    assert judge(list(reversed(findings))) == result or judge(list(reversed(findings))).total == result.total


def test_nothing_found_is_a_hundred() -> None:
    assert judge([]).total == 100
    assert judge([]).coverage == 1


def test_previews_do_not_count() -> None:
    real = finding("typos", 0, 5, "critical", 1.0, 1)
    values = {name: getattr(real, name) for name in Finding.__slots__}
    assert judge([Finding(**{**values, "preview": True})]) == judge([])


def test_length_does_not_decide() -> None:
    """The same rate of typos costs the same in a short and in a long article."""
    short = [finding("typos", 10 * n, 5, "minor", 1.0, n) for n in range(4)]
    long = [finding("typos", 10 * n, 5, "minor", 1.0, n) for n in range(16)]
    assert judge(short, words=500).total == pytest.approx(judge(long, words=2000).total, abs=0.1)


def test_caps() -> None:
    conflict = finding("contradictions", 0, 10, "major", 0.95, 1)
    assert judge([conflict]).total <= 70
    unsure = finding("contradictions", 0, 10, "major", 0.6, 1)
    assert "sure-contradiction" not in judge([unsure]).caps
    junk = finding("scraper-junk", 0, SIZE * 6 // 10, "minor", 0.95, 1)
    assert judge([junk]).total <= 30


def test_not_measured_lowers_coverage_and_not_the_score() -> None:
    selected: dict[str, int] = dict.fromkeys(FAMILIES, 2)
    result = score([], characters=10, words=2, ran={"typos": 1, "scraper-junk": 2}, selected=selected)
    assert result.coverage == 0.3
    assert result.total == 100
    assert {part.family for part in result.families if not part.measured} == {
        "machine-translation", "contradictions", "metadata",
    }  # fmt: skip
    assert result.to_json()["families"]["metadata"]["points"] is None


def test_severity_points_are_in_order() -> None:
    points = knowledge.toml(WEIGHTS)["severity"]["points"]
    assert [points[name] for name in SEVERITIES] == sorted(points.values())
    assert set(points) == set(SEVERITIES)


def test_weights_name_only_rules_that_exist() -> None:
    weights = knowledge.toml(WEIGHTS)
    named = set(weights["severity"]["rules"]) | {
        rule for cap in weights["caps"].values() for rule in cap.get("rules", ())
    }
    assert named <= set(rule_ids())
    assert set(weights["families"]) == set(weights["severity"]["families"]) == set(FAMILIES)
    assert all(severity_of(rule) in SEVERITIES for rule in rule_ids())


def test_verdict_thresholds() -> None:
    assert [verdict(total, accept=80, reject=40) for total in (100, 80, 79.9, 40, 39.9, 0)] == [
        "accept", "accept", "review", "review", "reject", "reject",
    ]  # fmt: skip


# --- the interval


@given(FINDINGS)
def test_interval_holds_the_score(findings: list[Finding]) -> None:
    result = judge(findings)
    assert 0 <= result.low <= result.total <= result.high <= 100


def test_interval_is_a_point_where_nothing_is_in_doubt() -> None:
    assert (judge([]).low, judge([]).high) == (100, 100)
    certain = judge([finding("typos", 0, 5, "major", 1.0, 1)])
    assert certain.low == certain.total == certain.high


def test_interval_holds_nine_in_ten_of_what_may_be_true() -> None:
    """Findings drawn by their confidence: the score of those that are true lies inside in about nine cases of ten."""
    sampler = random.Random(7)
    unsure = [finding("typos", 20 * n, 5, "major", 0.3 + 0.05 * n, n) for n in range(12)]
    unsure += [finding("scraper-junk", 50 * n, 40, "minor", 0.6, 20 + n) for n in range(10)]
    result = judge(unsure)
    inside = 0
    for _ in range(400):
        true = [replace(item, confidence=1.0) for item in unsure if sampler.random() < item.confidence]
        inside += (
            result.low - 0.05 <= 100 - math.fsum(part.points for part in judge(true).families) <= result.high + 0.05
        )
    assert 0.86 <= inside / 400 <= 0.94


def test_a_doubtful_cap_bounds_the_lower_end_alone() -> None:
    doubtful = judge([finding("contradictions", 0, 10, "note", 0.6, 1)])
    assert doubtful.low <= 70 < doubtful.total <= doubtful.high
    sure = judge([finding("contradictions", 0, 10, "note", 0.97, 1)])
    assert sure.low <= sure.total == sure.high == 70


def test_what_was_not_measured_lowers_the_lower_end() -> None:
    every: dict[str, int] = dict.fromkeys(FAMILIES, 2)
    result = score([], characters=10, words=2, ran={**every, "scraper-junk": 0, "typos": 1}, selected=every)
    rules = knowledge.toml(WEIGHTS)["families"]
    assert result.low == 100 - rules["scraper-junk"]["unseen"] - rules["typos"]["unseen"] / 2
    assert result.total == result.high == 100


def test_a_score_can_be_read_back() -> None:
    result = judge([finding("typos", 0, 5, "major", 0.7, 1)])
    assert Score.from_row(json.loads(json.dumps(result.to_row()))) == result
