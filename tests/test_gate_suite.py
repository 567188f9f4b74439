"""Suites: what is accepted, what is refused, and in which words."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from auditor import catalog
from auditor.gating import COLUMNS, SuiteError, columns, load_suite
from auditor.gating.columns import GRAINS, RATES
from auditor.gating.suite import EXPECTATIONS
from tests.conftest import ROOT

SHIPPED = sorted((ROOT / "expectations").glob("*.json"))
README = (ROOT / "expectations" / "README.md").read_text(encoding="utf-8")
WORDS = {"type": "comparison", "column": {"name": "words"}, "operator": ">=", "parameter": 150}
SOUND: dict[str, Any] = {
    "name": "own",
    "meta": {"grain": "article"},
    "expectations": [
        {
            "type": "expect_column_values_to_be_between",
            "kwargs": {"column": "score", "min_value": 60, "row_condition": WORDS},
            "meta": {"id": "floor", "why": "A low score means defects."},
        }
    ],
}


def _written(folder: Path, suite: Any) -> Path:
    path = folder / "own.json"
    path.write_text(json.dumps(suite), encoding="utf-8")
    return path


def _changed(*steps: str | int, to: Any) -> dict[str, Any]:
    suite = copy.deepcopy(SOUND)
    place: Any = suite
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = to
    return suite


def test_the_suites_that_are_shipped() -> None:
    assert [path.stem for path in SHIPPED] == ["archive", "ingest", "nightly", "strict"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_suite_is_sound(path: Path) -> None:
    suite = load_suite(path)
    for item in suite.expectations:
        assert item.column in columns(item.grain)
        assert item.why.endswith(".")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_suite_loads_in_great_expectations(path: Path) -> None:
    import great_expectations as gx

    data = json.loads(path.read_text(encoding="utf-8"))
    suite = gx.ExpectationSuite(**data)
    assert [(item.meta or {})["id"] for item in suite.expectations] == [
        item["meta"]["id"] for item in data["expectations"]
    ]
    saved = json.loads(json.dumps(suite.to_json_dict()))["expectations"]
    assert [entry.get("kwargs") for entry in saved] == [entry["kwargs"] for entry in data["expectations"]]
    assert [entry["severity"] for entry in saved] == [entry["severity"] for entry in data["expectations"]]


@pytest.mark.parametrize("kind", EXPECTATIONS)
def test_great_expectations_knows_every_type_and_argument(kind: str) -> None:
    import great_expectations.expectations as gxe

    known = getattr(gxe, "".join(part.capitalize() for part in kind.split("_"))).__fields__
    assert {"column", "row_condition", *EXPECTATIONS[kind]} <= known.keys()


def test_readme_lists_every_column_with_its_meaning_and_no_other() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (string|Int64|Float64|boolean) \| (.+) \|$", README, re.MULTILINE)
    assert [tuple(row) for row in listed] == [
        (name, column.kind, column.meaning) for table in (COLUMNS, RATES) for name, column in table.items()
    ]


def test_readme_lists_every_expectation_and_argument() -> None:
    listed = dict(re.findall(r"^\| `(expect_\w+)` \| (.+) \|$", README, re.MULTILINE))
    assert listed.keys() == EXPECTATIONS.keys()
    for kind, arguments in EXPECTATIONS.items():
        assert set(re.findall(r"`(\w+)`", listed[kind])) == arguments


def test_every_measure_is_a_column() -> None:
    names = {name for item in catalog.all_measures().values() for name in item.names}
    assert names <= columns("article").keys()


@pytest.mark.parametrize("grain", GRAINS)
def test_no_column_holds_text(grain: Any) -> None:
    assert not {"text", "title", "url", "excerpt", "message"} & columns(grain).keys()


def test_sound_suite_is_read(tmp_path: Path) -> None:
    suite = load_suite(_written(tmp_path, SOUND))
    (item,) = suite.expectations
    assert (suite.name, suite.least_articles) == ("own", 1)
    assert (item.id, item.grain, item.severity, item.unmeasured) == ("floor", "article", "critical", "fail")
    assert item.allowed == {"min_value": 60}
    assert item.condition == WORDS


FIRST = ("expectations", 0)
KWARGS = (*FIRST, "kwargs")
REFUSED = [
    (_changed("exptations", to=[]), "unknown key 'exptations'; did you mean expectations?"),
    (_changed("expectations", to=[]), "expectations: must be a list with at least one"),
    (_changed("meta", "grain", to="artikel"), "meta.grain: 'artikel'; allowed: article, batch, source"),
    (_changed("meta", "least_articles", to=-1), "meta.least_articles: -1; must be a whole number"),
    (_changed("suite_parameters", to={"x": 1}), "suite_parameters: are not supported"),
    (_changed(*FIRST, "type", to="expect_column_values_to_be_betwen"), "mean expect_column_values_to_be_between"),
    (_changed(*FIRST, "type", to=["x"]), "expectations[0].type: no expectation ['x']"),
    (_changed(*FIRST, "severity", to="fatal"), "expectations[0].severity: 'fatal'; allowed: critical, warning, info"),
    (_changed(*FIRST, "severity", to=[]), "expectations[0].severity: []; allowed"),
    (_changed(*FIRST, "meta", "unmesured", to="pass"), "unknown key 'unmesured'; did you mean unmeasured?"),
    (_changed(*FIRST, "meta", to={"id": "floor"}), "expectations[0].meta: 'why' is missing"),
    (_changed(*FIRST, "meta", "why", to=" "), "expectations[0].meta.why: ' '; must be a text"),
    (_changed(*KWARGS, "column", to="scor"), "kwargs.column: no column 'scor'; did you mean score"),
    (_changed(*KWARGS, "column", to="mean_score"), "kwargs.column: no column 'mean_score'"),
    (_changed(*KWARGS, "column", to="verdict"), "kwargs.column: verdict is a string; expect_column"),
    (_changed(*KWARGS, "min", to=1), "unknown key 'min'; did you mean min_value"),
    (_changed(*KWARGS, "mostly", to=0.9), "kwargs.mostly: is not accepted: rows are judged one by one"),
    (_changed(*KWARGS, "min_value", to="60"), "kwargs.min_value: '60'; must be a number"),
    (_changed(*KWARGS, "min_value", to=None), "neither min_value nor max_value is given"),
    (_changed(*KWARGS, "max_value", to=50), "min_value 60 is above max_value 50"),
    (_changed(*KWARGS, "strict_min", to="yes"), "strict_min: 'yes'; must be true or false"),
    (_changed(*KWARGS, "row_condition", to="words >= 150"), "conditions written as text are not accepted"),
    (_changed(*KWARGS, "row_condition", "type", to="compare"), "row_condition.type: no such condition 'compare'"),
    (_changed(*KWARGS, "row_condition", "value", to=1), "row_condition.value: is unknown; known: column"),
    (_changed(*KWARGS, "row_condition", to={"type": "nullity", "is_null": True}), "row_condition.column: is missing"),
    (_changed(*KWARGS, "row_condition", "column", "name", to="wrds"), "no column 'wrds'; did you mean words?"),
    (_changed(*KWARGS, "row_condition", "column", "name", to=[]), "row_condition.column.name: no column []"),
    (_changed(*KWARGS, "row_condition", "operator", to="=>"), "no such operator '=>'; known: =="),
    (_changed(*KWARGS, "row_condition", "operator", to=[]), "no such operator []; known: =="),
    (_changed(*KWARGS, "row_condition", "parameter", to="150"), "'150' cannot be compared with words (Int64)"),
    (_changed(*KWARGS, "row_condition", "parameter", to=[150]), "row_condition.parameter: must be one value for >="),
    (
        _changed(*KWARGS, "row_condition", to={"type": "and", "conditions": [{"type": "or", "conditions": [WORDS]}]}),
        "row_condition.conditions[0].type: 'or' cannot stand inside 'and'",
    ),
    (
        _changed(*FIRST, to={**SOUND["expectations"][0], "type": "expect_column_values_to_match_regex",
                             "kwargs": {"column": "source", "regex": "("}}),
        "kwargs.regex: '(' is no regular expression",
    ),
    (
        _changed(*FIRST, to={**SOUND["expectations"][0], "type": "expect_column_values_to_be_in_set",
                             "kwargs": {"column": "dated", "value_set": ["yes"]}}),
        "'yes' cannot be a value of dated (boolean)",
    ),
    (_changed("expectations", to=SOUND["expectations"] * 2), "'floor' is already the id of expectations[0]"),
    ([], "must be an object with name"),
]  # fmt: skip


@pytest.mark.parametrize(("suite", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_refused_with_file_and_place(tmp_path: Path, suite: Any, message: str) -> None:
    path = _written(tmp_path, suite)
    with pytest.raises(SuiteError) as error:
        load_suite(path)
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)


@pytest.mark.parametrize("raw", [b"", b"{", b'{"name": NaN}', b"\xff\xfe{", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(raw)
    with pytest.raises(SuiteError, match="not JSON"):
        load_suite(path)
