"""Decisions teach: how often a rule is right, what a run makes of it, and the labels that come of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor import api
from auditor.cli.commands import app
from auditor.config import load
from auditor.store import decisions
from auditor.store.database import Store
from auditor.store.decisions import Wish
from auditor.store.precision import LEAST, Measured, below, measured
from tests.desk import RULES, stored

MANY = [{"id": f"n{number}", "source": "Post", "text": f"It it took {number} days."} for number in range(LEAST)]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("once"), MANY)


@pytest.fixture
def file(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / once.name


def found(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (file.parent / "first" / "findings.jsonl").read_text().splitlines()]


def decide(file: Path, confirmed: int, *, named: bool = True) -> None:
    with Store.open(file) as store:
        decisions.append_all(
            store,
            [
                Wish(
                    kind="confirm" if at < confirmed else "dismiss",
                    who="mk",
                    fingerprint=row["fingerprint"],
                    rule=row["rule"] if named else None,
                    reason="right as it stands",
                )
                for at, row in enumerate(found(file))
            ],
        )


@pytest.mark.parametrize(
    ("confirmed", "decided", "lower"), [(0, 0, 0.0), (0, 10, 0.0), (10, 10, 0.722), (8, 10, 0.490), (90, 100, 0.826)]
)
def test_the_lower_bound_is_that_of_wilson(confirmed: int, decided: int, lower: float) -> None:
    assert Measured(confirmed, decided).lower == pytest.approx(lower, abs=0.001)


def test_a_rule_with_few_decisions_is_not_held_back() -> None:
    many, few = Measured(2, LEAST), Measured(0, LEAST - 1)
    assert list(below({"typos/a": many, "typos/b": few}, 0.5)) == ["typos/a"]
    assert below({"typos/a": many}, 0.0) == {}


@pytest.mark.parametrize("named", [True, False])
def test_decisions_are_counted_by_rule(file: Path, named: bool) -> None:
    decide(file, 15, named=named)
    with Store.open(file) as store:
        assert measured(store) == {"typos/doubled-word": Measured(15, LEAST)}


def run(file: Path, **options: object) -> api.Result:
    config = load(overrides={"select": RULES, "formats": ["html", "jsonl"], "jobs": 1, **options})
    return api.run([str(file.parent / "in.jsonl")], file.parent / "next", config, store=str(file))


def test_a_rule_that_editors_rarely_confirm_becomes_a_preview_and_says_so(file: Path) -> None:
    (file.parent / "in.jsonl").write_text(json.dumps({"id": "late", "text": "The the doors were shut."}) + "\n")
    before = run(file)
    assert before.summary.mean_score is not None
    assert before.summary.mean_score < 100
    decide(file, 3)
    after = run(file)
    assert after.summary.mean_score == 100
    assert after.summary.findings == 1
    why = "measured precision below 50%: 3 of 20 confirmed, at least 5%"
    assert after.summary.held == {"typos/doubled-word": why}
    assert json.loads((file.parent / "next" / "run.json").read_text())["held"] == after.summary.held
    report = (file.parent / "next" / "report.html").read_text()
    assert why in report
    assert "editors: 3 of 20 confirmed, at least 5%" in report
    unmoved = run(file, precision_floor=0)
    assert unmoved.summary.held == {}
    assert unmoved.summary.mean_score == before.summary.mean_score


def test_the_listing_tells_the_measured_precision(file: Path) -> None:
    decide(file, 18)
    done = CliRunner().invoke(app, ["list", "--family", "typos", "--store", str(file)])
    (line,) = [line for line in done.output.splitlines() if line.startswith("typos/doubled-word ")]
    assert line.endswith("[18 of 20 confirmed, at least 69%]")
    done = CliRunner().invoke(app, ["list", "--family", "typos", "--json", "--store", str(file)])
    (row,) = [row for row in map(json.loads, done.output.splitlines()) if row["id"] == "typos/doubled-word"]
    assert (row["confirmed"], row["decided"], row["at_least"]) == (18, 20, 0.699)


def test_decisions_come_out_as_labelled_articles(file: Path) -> None:
    decide(file, 5)
    out = file.parent / "labelled.jsonl"
    done = CliRunner().invoke(app, ["export", str(out), "--labelled", "--store", str(file)])
    assert done.output == "20 articles, 20 labels\n"
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["id"] for row in rows] == sorted(item["id"] for item in MANY)
    for row in rows:
        (label,) = row["labels"]
        assert row["text"][label["start"] : label["end"]] == label["words"] == "It it"
        assert label["who"] == "mk"
    labels = [row["labels"][0]["label"] for row in rows]
    assert (labels.count("confirmed"), labels.count("dismissed")) == (5, 15)


def test_what_was_undone_is_no_label(file: Path) -> None:
    decide(file, 5)
    with Store.open(file) as store:
        first = decisions.history(store)[0]
        decisions.append(
            store, Wish(kind="undo", who="mk", fingerprint=first.fingerprint, rule=first.rule, undoes=first.id)
        )
    out = file.parent / "labelled.jsonl"
    done = CliRunner().invoke(app, ["export", str(out), "--labelled", "--store", str(file)])
    assert done.output == "19 articles, 19 labels\n"
