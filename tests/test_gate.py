"""The gate: which articles pass, what is written, and what a null, a chunk or an empty input does."""

from __future__ import annotations

import datetime
import json
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import catalog
from auditor.article import Article
from auditor.engine.audited import Audited
from auditor.finding import FAMILIES, Finding
from auditor.gating import Gate, SuiteError, Validation, columns, load_suite, row
from auditor.gating.columns import Cell
from auditor.gating.condition import holds
from auditor.gating.judge import Judge
from auditor.gating.rates import Rates
from auditor.gating.suite import Expectation
from auditor.measure import Measure, Value
from auditor.reading.dates import OwnDate
from auditor.scoring import score
from auditor.scoring.verdict import Verdict
from tests.conftest import ROOT

INGEST = ROOT / "expectations" / "ingest.json"
NIGHTLY = ROOT / "expectations" / "nightly.json"
SECRET = "Heavy rain <script>alert(1)</script> closed the bridge."
BETWEEN = "expect_column_values_to_be_between"
OWN_DATE = OwnDate(datetime.date(2024, 5, 2), "metadata")


def _finding(rule: str, *, confidence: float = 0.95, preview: bool = False, number: int = 0) -> Finding:
    return Finding(
        article_id="", rule=rule, family=rule.partition("/")[0], start=0, end=5, text="Heavy", severity="minor",
        confidence=confidence, message="Heavy is heavy", fingerprint=f"{rule}-{number}", preview=preview,
    )  # fmt: skip


def _audited(
    identity: str = "a",
    *,
    findings: Sequence[Finding] = (),
    measures: Mapping[str, Value] | None = None,
    language: str | None = "en",
    own_date: OwnDate | None = OWN_DATE,
    verdict: Verdict = "accept",
    source: str | None = "harbour.example",
    unmeasured: Sequence[str] = (),
    not_measured: Mapping[str, str] | None = None,
    record: Mapping[str, Any] | None = None,
) -> Audited:
    selected: dict[str, int] = dict.fromkeys(FAMILIES, 2)
    ran: dict[str, int] = {family: 0 if family in unmeasured else 2 for family in FAMILIES}
    return Audited(
        ordinal=0,
        article=Article(text=SECRET, id=identity, title=SECRET, source=source),
        record={"id": identity, "text": SECRET} if record is None else record,
        findings=tuple(findings),
        dismissed=(),
        measures={"words": 300} if measures is None else measures,
        not_measured=not_measured or {},
        own_date=own_date,
        language=language,
        score=score(findings, characters=2000, words=300, ran=ran, selected=selected),
        verdict=verdict,
    )


def _suite(folder: Path, *expectations: Mapping[str, Any], grain: str = "article", **meta: Any) -> Path:
    path = folder / "suite.json"
    suite = {"name": "own", "meta": {"grain": grain, **meta}, "expectations": expectations}
    path.write_text(json.dumps(suite), encoding="utf-8")
    return path


def _expect(kind: str, column: str, *, identity: str = "x", severity: str = "critical", **more: Any) -> dict[str, Any]:
    meta = {"id": identity, "why": "Because.", **more.pop("meta", {})}
    return {"type": kind, "kwargs": {"column": column, **more}, "meta": meta, "severity": severity}


def _compare(column: str, operator: str, parameter: Any) -> dict[str, Any]:
    return {"type": "comparison", "column": {"name": column}, "operator": operator, "parameter": parameter}


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def _gate(suite: Path, folder: Path, articles: Sequence[Audited], **options: Any) -> Validation:
    folder.mkdir(exist_ok=True)
    gate = Gate(load_suite(suite), folder, **options)
    for audited in articles:
        gate.add(audited)
    return gate.close()


def _failed(folder: Path) -> dict[str, list[str]]:
    """Return article id to the expectations that quarantined it."""
    return {
        line["auditor"]["id"]: [item["expectation"] for item in line["auditor"]["failed"]]
        for line in _lines(folder / "quarantine.jsonl")
    }


MIXED = [
    _audited("good"),
    _audited("short", measures={"words": 12}),
    _audited("uncounted", measures={"words": None}),
    _audited("wrong", findings=[_finding("contradictions/sum")], verdict="review"),
    _audited("unsure", findings=[_finding("contradictions/sum", confidence=0.7)]),
    _audited("undated", own_date=None),
    _audited("junk", findings=[_finding("scraper-junk/menu", number=n) for n in range(3)]),
    _audited("some-junk", findings=[_finding("scraper-junk/menu", number=n) for n in range(2)]),
    _audited("rejected", verdict="reject"),
    _audited("unread", language=None),
    _audited("unchecked", unmeasured=["contradictions"]),
    _audited("barely", unmeasured=["typos", "scraper-junk", "machine-translation"]),
    _audited("foreign", language="sr", unmeasured=["typos"]),
    _audited("crashed", not_measured={"typos/x": "failed: ValueError"}),
]


def test_ingest_quarantines_each_defect_for_its_reason(tmp_path: Path) -> None:
    validation = _gate(INGEST, tmp_path, MIXED)
    assert _failed(tmp_path) == {
        "short": ["enough-words"],
        "uncounted": ["enough-words"],
        "wrong": ["no-sure-contradiction"],
        "undated": ["dated"],
        "junk": ["little-junk"],
        "rejected": ["not-rejected"],
        "unread": ["language-known"],
        "unchecked": ["no-sure-contradiction"],
        "barely": ["half-checked", "little-junk"],
    }
    accepted = [line["id"] for line in _lines(tmp_path / "accepted.jsonl")]
    assert accepted == ["good", "unsure", "some-junk", "foreign", "crashed"]
    assert (validation.success, validation.accepted, validation.quarantined) == (False, 5, 9)
    (noted,) = [item for item in validation.outcomes if item.expectation.id == "no-failed-check"]
    assert noted.sample == ["crashed"]


def test_low_score_of_a_long_english_article_is_quarantined(tmp_path: Path) -> None:
    junk = [_finding("scraper-junk/menu", confidence=0.6, number=n) for n in range(60)]
    typos = [_finding("typos/x", confidence=0.6, number=n) for n in range(60)]
    bad = _audited("long", findings=[*junk, *typos], verdict="review")
    assert bad.score.total < 60
    _gate(INGEST, tmp_path, [bad, replace(bad, article=Article(text=SECRET, id="brief"), measures={"words": 100})])
    assert _failed(tmp_path) == {"long": ["score-floor"]}


@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_chunks_do_not_change_a_byte(tmp_path: Path, chunk: int) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    _gate(INGEST, whole, MIXED * 2)
    _gate(INGEST, parts, MIXED * 2, chunk=chunk)
    for name in ("accepted.jsonl", "quarantine.jsonl", "validation.json"):
        assert (parts / name).read_bytes() == (whole / name).read_bytes()
    assert len(_lines(whole / "accepted.jsonl")) == 10


def test_long_articles_end_a_chunk_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.gating.gate._PENDING", 2 * len(SECRET))
    gate = Gate(load_suite(INGEST), tmp_path)
    gate.add(_audited("1"))
    assert not _lines(tmp_path / "accepted.jsonl")
    gate.add(_audited("2"))
    assert [line["id"] for line in _lines(tmp_path / "accepted.jsonl")] == ["1", "2"]


def test_every_article_ends_in_one_file_with_its_record_untouched(tmp_path: Path) -> None:
    records = [{"id": 7, "text": SECRET, "z": [1.5, None], "a": {"é": "\u2028"}, "auditor": "old"} for _ in range(4)]
    verdicts: list[Verdict] = ["accept", "reject", "accept", "reject"]
    articles = [_audited("7", record=r, verdict=v) for r, v in zip(records, verdicts, strict=True)]
    _gate(INGEST, tmp_path, articles)
    assert _lines(tmp_path / "accepted.jsonl") == records[:2]
    for line in _lines(tmp_path / "quarantine.jsonl"):
        reasons = line.pop("auditor_2")
        assert list(line) == list(records[0])
        assert line == records[0]
        assert (reasons["id"], reasons["verdict"]) == ("7", "reject")


def test_reasons_name_rules_values_and_bounds(tmp_path: Path) -> None:
    findings = [
        _finding("typos/spelling", confidence=0.6),
        _finding("contradictions/sum"),
        _finding("metadata/title", preview=True),
    ]
    _gate(INGEST, tmp_path, [_audited(findings=findings)], key="why")
    (line,) = _lines(tmp_path / "quarantine.jsonl")
    (failure,) = line["why"]["failed"]
    assert line["why"]["rules"] == ["contradictions/sum", "typos/spelling"]
    assert line["why"]["score"] == 70.0
    assert (failure["column"], failure["observed"], failure["allowed"]) == ("contradictions_sure", 1, {"max_value": 0})
    assert failure["unmeasured"] is False


def test_validation_file_holds_counts_ids_and_version_but_no_text(tmp_path: Path) -> None:
    import great_expectations as gx

    _gate(INGEST, tmp_path, MIXED)
    raw = (tmp_path / "validation.json").read_text(encoding="utf-8")
    assert "script" not in raw
    assert "Heavy" not in raw
    data = json.loads(raw)
    assert (data["suite"], data["success"], data["articles"]) == ("ingest", False, 14)
    assert data["great_expectations"] == gx.__version__
    words = next(item for item in data["expectations"] if item["id"] == "enough-words")
    assert (words["evaluated"], words["unexpected"], words["unmeasured"]) == (14, 2, 1)
    assert words["unexpected_percent"] == 14.29
    assert words["sample"] == ["short", "uncounted"]


def test_no_cell_holds_text() -> None:
    for audited in MIXED:
        assert not any("Heavy" in cell for cell in row(audited).values() if isinstance(cell, str))


def test_sample_stops_at_ten(tmp_path: Path) -> None:
    validation = _gate(INGEST, tmp_path, [_audited(str(n), own_date=None) for n in range(25)], chunk=4)
    (dated,) = [item for item in validation.outcomes if not item.success]
    assert (dated.unexpected, dated.sample) == (25, [str(n) for n in range(10)])


# Null


@pytest.mark.parametrize(("unmeasured", "quarantined"), [("fail", ["null", "low"]), ("pass", ["low"])])
def test_null_value_fails_unless_the_suite_lets_it_pass(
    tmp_path: Path, unmeasured: str, quarantined: list[str]
) -> None:
    suite = _suite(tmp_path, _expect(BETWEEN, "words", min_value=50, meta={"unmeasured": unmeasured}))
    articles = [_audited("null", measures={}), _audited("low", measures={"words": 3}), _audited("high")]
    validation = _gate(suite, tmp_path, articles)
    assert list(_failed(tmp_path)) == quarantined
    assert validation.outcomes[0].unmeasured == 1


@pytest.mark.parametrize("operator", ["==", "!=", "IN", "NOT_IN"])
def test_condition_left_open_by_null_fails(tmp_path: Path, operator: str) -> None:
    foreign = ["sr"] if "IN" in operator else "sr"
    condition = {
        "type": "and",
        "conditions": [_compare("words", ">=", 150), _compare("language", operator, foreign)],
    }
    suite = _suite(tmp_path, _expect(BETWEEN, "score", min_value=0, row_condition=condition))
    articles = [
        _audited("open", language=None),
        _audited("decided", language=None, measures={"words": 40}),
        _audited("known"),
    ]
    validation = _gate(suite, tmp_path, articles)
    assert _failed(tmp_path) == {"open": ["x"]}
    (line,) = _lines(tmp_path / "quarantine.jsonl")
    assert line["auditor"]["failed"][0]["unmeasured"] is True
    assert validation.outcomes[0].evaluated == (2 if operator in ("!=", "NOT_IN") else 1)


def test_expectations_about_null_judge_null(tmp_path: Path) -> None:
    suite = _suite(
        tmp_path,
        _expect("expect_column_values_to_not_be_null", "date", identity="there"),
        _expect("expect_column_values_to_be_null", "caps", identity="uncapped"),
    )
    articles = [_audited("a"), _audited("b", own_date=None), _audited("c", findings=[_finding("contradictions/sum")])]
    validation = _gate(suite, tmp_path, articles)
    assert _failed(tmp_path) == {"b": ["there"], "c": ["uncapped"]}
    assert [item.unmeasured for item in validation.outcomes] == [0, 0]


def test_family_without_a_running_check_is_null_and_not_zero() -> None:
    cells = row(_audited(unmeasured=["typos"]))
    assert (cells["typos"], cells["typos_sure"], cells["typos_points"]) == (None, None, None)
    assert (cells["contradictions"], cells["contradictions_points"]) == (0, 0.0)


def test_finding_of_a_pass_counts_where_no_check_of_its_family_ran() -> None:
    cells = row(_audited(unmeasured=["contradictions"], findings=[_finding("contradictions/copies-differ")]))
    assert (cells["contradictions"], cells["contradictions_sure"]) == (1, 1)


# Columns


def test_row_has_every_column_in_order_and_every_kind() -> None:
    cells = row(_audited(findings=[_finding("typos/x"), _finding("typos/y", preview=True)]))
    assert list(cells) == list(columns("article"))
    kinds = {"string": str, "Int64": int, "Float64": float, "boolean": bool}
    for name, column in columns("article").items():
        if column.kind != "measure" and cells[name] is not None:
            assert type(cells[name]) is kinds[column.kind], name
    assert (cells["findings"], cells["sure"], cells["previews"], cells["typos"]) == (1, 1, 1, 1)
    assert (cells["published"], cells["date"], cells["dated"]) == ("2024-05-02", "2024-05-02", True)


def test_date_from_the_text_is_no_publication_date() -> None:
    cells = row(_audited(own_date=OwnDate(datetime.date(2024, 5, 2), "text")))
    assert (cells["published"], cells["date"], cells["date_from"]) == (None, "2024-05-02", "text")


@pytest.fixture
def _measures(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("ease", "tongue")
    measure = Measure("own", names, "Own.", "Own.", lambda document: {}, "")
    monkeypatch.setattr(catalog, "all_measures", lambda: {"own": measure})


@pytest.mark.usefixtures("_measures")
@pytest.mark.parametrize("chunk", [1, 100])
def test_measures_are_columns_and_nan_is_null(tmp_path: Path, chunk: int) -> None:
    suite = _suite(
        tmp_path,
        _expect(BETWEEN, "ease", identity="ease", min_value=10),
        _expect("expect_column_values_to_be_in_set", "tongue", identity="tongue", value_set=["en"]),
    )
    articles = [
        _audited("nan", measures={"ease": float("nan"), "tongue": "en"}),
        _audited("none", measures={"ease": 20, "tongue": None}),
        _audited("low", measures={"ease": 9.5, "tongue": "en"}),
        _audited("both", measures={"ease": 9, "tongue": "sr"}),
        _audited("good", measures={"ease": 10, "tongue": "en"}),
    ]
    _gate(suite, tmp_path, articles, chunk=chunk)
    assert _failed(tmp_path) == {"nan": ["ease"], "none": ["tongue"], "low": ["ease"], "both": ["ease", "tongue"]}


@pytest.mark.usefixtures("_measures")
@pytest.mark.parametrize(
    "expectation",
    [
        _expect(BETWEEN, "tongue", min_value=1),
        _expect(BETWEEN, "score", min_value=1, row_condition=_compare("tongue", ">", 5)),
    ],
    ids=["value", "condition"],
)
def test_measure_of_words_cannot_be_compared_with_a_number(tmp_path: Path, expectation: dict[str, Any]) -> None:
    suite = _suite(tmp_path, expectation)
    with pytest.raises(SuiteError, match="expectation 'x' cannot judge column"):
        _gate(suite, tmp_path, [_audited(measures={"tongue": "en"})])


# Severity, batches, sources


@pytest.mark.parametrize(
    ("severity", "success", "quarantined"), [("critical", False, 1), ("warning", True, 1), ("info", True, 0)]
)
def test_severity_says_what_a_failure_means(tmp_path: Path, severity: str, success: bool, quarantined: int) -> None:
    suite = _suite(tmp_path, _expect(BETWEEN, "words", min_value=50, severity=severity))
    validation = _gate(suite, tmp_path, [_audited("a"), _audited("b", measures={"words": 3})])
    assert (validation.success, validation.quarantined) == (success, quarantined)
    assert validation.outcomes[0].unexpected == 1


def test_batch_that_fails_moves_no_article(tmp_path: Path) -> None:
    suite = _suite(tmp_path, _expect(BETWEEN, "undated_share", max_value=0.2), grain="batch")
    validation = _gate(suite, tmp_path, [_audited("a"), _audited("b", own_date=None)])
    assert (validation.success, validation.accepted, validation.quarantined) == (False, 2, 0)
    assert validation.outcomes[0].observed == 0.5
    assert "x (undated_share: 0.5)" in validation.sentence()


def test_nightly_passes_a_good_batch_and_holds_back_what_is_rejected(tmp_path: Path) -> None:
    articles = [_audited(str(n), verdict="reject" if n == 7 else "accept") for n in range(40)]
    validation = _gate(NIGHTLY, tmp_path, articles)
    assert validation.success
    assert _failed(tmp_path) == {"7": ["not-rejected"]}


def test_nightly_fails_by_the_rates_that_are_off(tmp_path: Path) -> None:
    bad = {"own_date": None, "findings": [_finding("scraper-junk/menu")], "verdict": "reject"}
    articles = [_audited(str(n), **(bad if n % 2 else {}), source=f"s{n % 2}") for n in range(60)]  # type: ignore[arg-type]  # mixed options
    articles += [_audited(f"t{n}", source=None) for n in range(1)]
    validation = _gate(NIGHTLY, tmp_path, articles)
    critical = [i.expectation.id for i in validation.outcomes if not i.success and i.expectation.severity == "critical"]
    assert critical == ["reject-share", "undated-share"]


def test_nightly_does_not_judge_rates_of_few_articles_and_says_so(tmp_path: Path) -> None:
    validation = _gate(NIGHTLY, tmp_path, [_audited(str(n), own_date=None) for n in range(19)])
    assert validation.success
    assert "9 of 10 expectations had nothing to judge" in validation.sentence()


def test_source_that_fails_is_named(tmp_path: Path) -> None:
    suite = _suite(tmp_path, _expect(BETWEEN, "undated_share", max_value=0.2), grain="source")
    articles = [
        _audited("a"),
        _audited("b", own_date=None, source="b.example"),
        _audited("c", own_date=None, source=None),
    ]
    validation = _gate(suite, tmp_path, articles)
    assert validation.outcomes[0].evaluated == 3
    assert validation.outcomes[0].sample == [None, "b.example"]
    assert not validation.success


def test_rates() -> None:
    rates = Rates()
    for audited in (
        _audited(findings=[_finding("typos/x"), _finding("typos/y", confidence=0.6)]),
        _audited(unmeasured=["typos", "metadata", "contradictions"], own_date=None, language=None, verdict="reject"),
        _audited(measures={}, not_measured={"typos/x": "failed: ValueError", "typos/y": "undated"}),
    ):
        rates.add(row(audited))
    cells = rates.row()
    assert cells.keys() == columns("batch").keys()
    assert (cells["articles"], cells["words"]) == (3, 600)
    assert (cells["typos_per_100"], cells["typos_sure_per_100"], cells["typos_unmeasured_share"]) == (100, 50, 0.3333)
    assert (cells["undated_share"], cells["unknown_language_share"], cells["reject_share"]) == (0.3333,) * 3
    assert (cells["barely_checked_share"], cells["failed_check_share"]) == (0.3333, 0.3333)
    assert cells["mean_coverage"] == 0.8


def test_rate_of_what_was_never_measured_is_null_and_fails(tmp_path: Path) -> None:
    suite = _suite(tmp_path, _expect(BETWEEN, "typos_per_100", max_value=10), grain="batch")
    validation = _gate(suite, tmp_path, [_audited(unmeasured=["typos"])])
    assert not validation.success
    assert validation.outcomes[0].unmeasured == 1
    assert "x (typos_per_100: not measured)" in validation.sentence()


# Nothing, and nowhere


@pytest.mark.parametrize(("least", "success"), [(None, False), (0, True)])
def test_empty_input_fails_unless_the_suite_allows_it(tmp_path: Path, least: int | None, success: bool) -> None:
    meta: dict[str, Any] = {} if least is None else {"least_articles": least}
    article = _expect(BETWEEN, "words", min_value=1)
    batch = _expect(BETWEEN, "articles", identity="y", min_value=1, meta={"grain": "batch"})
    validation = _gate(_suite(tmp_path, article, batch, **meta), tmp_path, [])
    assert validation.success is success
    assert ("at least 1 expected" in validation.sentence()) is not success
    assert (tmp_path / "accepted.jsonl").read_bytes() == (tmp_path / "quarantine.jsonl").read_bytes() == b""
    assert json.loads((tmp_path / "validation.json").read_bytes())["articles"] == 0


def test_gate_opens_no_connection_and_writes_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the gate opened a connection")

    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    _gate(INGEST, tmp_path / "out", MIXED)
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert files == ["out/accepted.jsonl", "out/quarantine.jsonl", "out/validation.json"]


def test_gate_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _gate(INGEST, tmp_path, MIXED, chunk=3)
    assert capfd.readouterr() == ("", "")


def test_import_of_the_gate_is_light() -> None:
    script = "import sys, auditor.gating; print({'great_expectations', 'pandas'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# Agreement with the library

_CELLS = st.fixed_dictionaries(
    {
        "words": st.one_of(st.none(), st.integers(0, 4)),
        "language": st.sampled_from([None, "en", "sr", "q\"'`"]),
        "dated": st.booleans(),
    }
)
_COMPARISONS = st.one_of(
    st.builds(_compare, st.just("words"), st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), st.integers(0, 4)),
    st.builds(_compare, st.just("language"), st.sampled_from(["==", "!="]), st.sampled_from(["en", "sr", 'q"\'`'])),
    st.builds(_compare, st.just("language"), st.sampled_from(["IN", "NOT_IN"]), st.just(["en", 'q"\'`'])),
    st.builds(_compare, st.just("dated"), st.sampled_from(["==", "!="]), st.booleans()),
    st.builds(
        lambda name, null: {"type": "nullity", "column": {"name": name}, "is_null": null},
        st.sampled_from(["words", "language"]), st.booleans(),
    ),
)  # fmt: skip
_ANDS = st.builds(lambda parts: {"type": "and", "conditions": parts}, st.lists(_COMPARISONS, min_size=1, max_size=3))
_CONDITIONS = st.one_of(
    _COMPARISONS,
    _ANDS,
    st.builds(
        lambda parts: {"type": "or", "conditions": parts},
        st.lists(st.one_of(_COMPARISONS, _ANDS), min_size=1, max_size=3),
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_CELLS, min_size=1, max_size=8), _CONDITIONS)
def test_conditions_mean_what_they_mean_to_the_library(parts: list[dict[str, Cell]], condition: dict[str, Any]) -> None:
    rows = [{**row(_audited()), **cells} for cells in parts]
    kwargs = {"column": "score", "max_value": -1, "row_condition": condition}
    item = Expectation("x", BETWEEN, kwargs, "Because.", "article", "critical", "pass")
    ruling = Judge([item], "article", "own.json").judge(rows)["x"]
    assert ruling.failed == {number for number, cells in enumerate(rows) if holds(condition, cells) is True}
    assert ruling.unmeasured == {number for number, cells in enumerate(rows) if holds(condition, cells) is None}
