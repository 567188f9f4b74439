"""The line model learns from what editors decided beside its labelled set, and is not written where that harms."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from auditor import api, catalog
from auditor.cli.commands import app
from auditor.config import load
from auditor.reading.line_model import FILE
from auditor.server.review import wishes
from auditor.store import decisions, runs
from auditor.store.database import Store
from auditor.store.decisions import Wish
from auditor.training import TrainingError, junk_decisions, junk_pages, line_fit, scraper_junk
from auditor.training.junk_decisions import RULES, TRIFLE, compare, decided, refuse
from auditor.training.junk_pages import CONTENT, JUNK, UNKNOWN
from tests.test_training_scraper_junk import made_up

TEXT = "The harbour opened on Tuesday.\n\nShare this story\n\nShips came in at noon.\n\nSign up for the letter"
LINES = TEXT.split("\n\n")


def label(line: str, said: str, rule: str = "scraper-junk/share-bar", **more: Any) -> dict[str, Any]:
    start = TEXT.index(line)
    return {"rule": rule, "field": "text", "start": start, "end": start + len(line), "label": said, **more}


def exported(folder: Path, *labels: dict[str, Any]) -> Path:
    file = folder / "labelled.jsonl"
    file.write_text(json.dumps({"id": "a", "title": "Harbour", "text": TEXT, "labels": labels}) + "\n")
    return file


def marks(folder: Path, *labels: dict[str, Any]) -> list[int]:
    return [mark for item in decided(exported(folder, *labels)) for mark in item.labels]


# --- decisions to labels


def test_what_was_confirmed_is_junk_what_was_dismissed_the_articles_and_the_rest_unknown(tmp_path: Path) -> None:
    found = marks(tmp_path, label(LINES[1], "confirmed"), label(LINES[2], "dismissed"))
    assert found == [UNKNOWN, JUNK, CONTENT, UNKNOWN]


@pytest.mark.parametrize(
    "one",
    [
        label(LINES[1], "dismissed", reason=TRIFLE),
        label(LINES[1], "confirmed", rule="scraper-junk/truncated-text"),
        label(LINES[1], "confirmed", rule="typos/doubled-word"),
        label(LINES[1], "confirmed") | {"field": "title"},
        label("Tuesday", "confirmed"),
    ],
    ids=["not worth it", "another claim", "another family", "in the title", "a word of the line"],
)
def test_what_says_nothing_of_a_line_teaches_nothing(one: dict[str, Any], tmp_path: Path) -> None:
    assert marks(tmp_path, one) == []


def test_a_finding_over_two_lines_labels_both_and_junk_wins(tmp_path: Path) -> None:
    both = label(TEXT[TEXT.index(LINES[1]) : TEXT.index(LINES[2]) + len(LINES[2])], "dismissed")
    assert marks(tmp_path, both, label(LINES[1], "confirmed")) == [UNKNOWN, JUNK, CONTENT, UNKNOWN]


def test_a_bad_row_is_told_with_its_line(tmp_path: Path) -> None:
    file = exported(tmp_path, {"rule": "scraper-junk/share-bar", "field": "text", "start": 0, "end": 4})
    with pytest.raises(TrainingError, match=r"labelled.jsonl, line 1: 'label' is missing; it is written by"):
        list(decided(file))


def test_the_rules_and_the_reason_are_those_of_the_catalog_and_the_desk() -> None:
    assert set(catalog.all_checks()) >= RULES
    assert TRIFLE in wishes.REASONS


# --- before and after


def odds(*values: float) -> np.ndarray[Any, Any]:
    return np.array(values)


def test_a_model_that_tells_decisions_no_better_is_refused() -> None:
    junk, articles, least = np.array([True, False] * 20), np.arange(40, dtype=np.int32), np.full(40, 0.7)
    good, bad = np.where(junk, 2.0, -2.0), np.where(junk, -2.0, 2.0)
    better, worse = compare(junk, articles, least, bad, good), compare(junk, articles, least, good, bad)
    assert better.before[1] == 0 < better.after[1] == 1
    assert better.gain > 0 > worse.gain
    refuse(better, {}, {})
    with pytest.raises(TrainingError, match=r"does not surely help \(gain at least -.*nothing written"):
        refuse(worse, {}, {})
    with pytest.raises(TrainingError, match="nothing written"):
        refuse(compare(junk, articles, least, good, good), {}, {})


def test_a_model_that_tells_a_labelled_set_worse_is_refused() -> None:
    better = compare(
        np.array([True] * 9), np.arange(9, dtype=np.int32), np.zeros(9), odds(*[-1.0] * 9), odds(*[1.0] * 9)
    )
    refuse(better, {"residual F1": 0.700}, {"residual F1": 0.696, "decided F1": 0.1})
    with pytest.raises(TrainingError, match=r"nightly F1 0\.700 -> 0\.600; nothing written"):
        refuse(better, {"nightly F1": 0.7, "residual F1": 0.7}, {"nightly F1": 0.6, "residual F1": 0.7})


# --- from a store


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_fit, "NETWORKS", ((8, 0.01, 12, 1),))
    monkeypatch.setattr(line_fit, "TREES", 10)
    for module in (junk_pages, scraper_junk):
        monkeypatch.setattr(module, "FOLDS", 3)


def kept(folder: Path, judge: Callable[[int, str], bool]) -> Path:
    """Return a store of articles whose findings of line rules are decided on. `judge`: (number, words) to confirmed."""
    lead = "The harbour of Port {0} opened on Tuesday after nine years of work, and its ships came in at noon."
    tail = "The mayor of Port {0} said that the quay, which cost nine million, would be paid for by its users."
    rows = [
        {"id": f"a{n}", "source": "Post", "title": "Harbour opens",
         "text": "\n\n".join(
             [lead.format(n), "Sign up for our newsletter", tail.format(n), "Leave a comment", lead.format(n + 100)])}
        for n in range(60)
    ]  # fmt: skip
    file = folder / "in.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    api.run([str(file)], folder / "out", load(overrides={"formats": ["jsonl"], "jobs": 1}), store=str(folder / "s.db"))
    with Store.open(str(folder / "s.db")) as store:
        for number, one in enumerate(runs.articles(store, 1)):
            for finding in one.findings:
                if finding.rule in RULES:
                    kind: Any = "confirm" if judge(number, finding.text) else "dismiss"
                    wish = Wish(
                        kind=kind, who="mk", fingerprint=finding.fingerprint, article=one.article.id, reason="x"
                    )
                    decisions.append(store, wish)
    return folder / "s.db"


def train(folder: Path, store: Path) -> Any:
    given = ["--data", str(made_up(folder / "set")), "--from-store", str(store), "--into", str(folder / "into")]
    return CliRunner().invoke(app, ["train", "scraper-junk", *given])


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_decisions_of_a_store_are_learnt_from_beside_the_labelled_set(tmp_path: Path) -> None:
    """Editors of this paper want its letter named, and its comment label left alone."""
    done = train(tmp_path, kept(tmp_path, lambda _, words: "newsletter" in words))
    assert done.exit_code == 0, done.output + str(done.exception)
    assert "120 decided lines of 60 articles, not seen: log loss" in done.output
    assert "residual F1" in done.output
    assert "before," in done.output
    assert (tmp_path / "into" / FILE).is_file()


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_decisions_that_contradict_each_other_change_nothing(tmp_path: Path) -> None:
    """Equal lines, confirmed in every second article: nothing can be learnt, and nothing is written."""
    done = train(tmp_path, kept(tmp_path, lambda number, _: number % 2 == 0))
    assert isinstance(done.exception, TrainingError)
    assert "nothing written" in str(done.exception)
    assert not (tmp_path / "into").exists()


def test_too_few_decisions_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scraper_junk, "tabulate", lambda documents: None)
    with pytest.raises(TrainingError, match=f"1 decided lines of scraper junk; {junk_decisions.LEAST} at least"):
        scraper_junk.train(tmp_path, tmp_path, print, exported(tmp_path, label(LINES[1], "confirmed")))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ["scraper-junk", "--from-store", "s.db"],
            "scraper-junk learns from decisions beside labelled texts: give --data",
        ),
        (
            ["score", "--from-store", "s.db", "--data", "x"],
            "score takes --from-store STORE; from a store learn: confid",
        ),
        (
            ["spelling", "--from-store", "s.db"],
            "spelling takes --data DIR; from a store learn: confidence: --from-store",
        ),
    ],
)
def test_which_models_learn_from_what_is_said(given: list[str], said: str) -> None:
    assert said in str(CliRunner().invoke(app, ["train", *given]).exception)


def test_every_model_says_what_it_learns_from() -> None:
    listed = CliRunner().invoke(app, ["train"]).output
    assert "--data DIR, with or without --from-store STORE" in listed
    assert listed.count("--data DIR") + listed.count("--from-store STORE") >= len(api.trainers())
