"""Whole articles rated blind, and weights fitted to the ratings, or refused."""

from __future__ import annotations

import html
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from auditor import api
from auditor.cli.commands import app
from auditor.finding import FAMILIES
from auditor.knowledge import toml
from auditor.server.review.rate import Rounds
from auditor.store import ratings
from auditor.store.database import Store
from auditor.training import TrainingError
from auditor.training.score import WEIGHTS, fit, kappa, spearman, train
from tests.desk import Editor, desk, stored


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("once"))


@pytest.fixture
def file(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(once, tmp_path))


# --- rating


def test_an_article_is_rated_blind_and_once(file: Path) -> None:
    with desk(file) as application:
        editor = Editor(application)
        seen = set()
        for value in (1, 2, 3, 4, 5):
            page = editor.look("/rate")
            assert f"{value - 1} of 5 rated by you" in page
            assert "<mark" not in page
            assert 'class="score' not in page
            key = re.search(r'name="article" value="([^"]*)"', page)
            assert key
            seen.add(key[1])
            assert editor.client.post("/rate", data={"seal": "x", "article": "a", "value": "1"}).status_code == 403
            hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
            form = {name: html.unescape(one) for name, one in hidden.items()} | {"value": str(value)}
            assert editor.client.post("/rate", data=form).status_code == 303
        assert len(seen) == 5
        assert "All rated" in editor.look("/rate")
    with Store.open(file) as store:
        assert sorted(item.value for item in ratings.ratings(store)) == [1, 2, 3, 4, 5]
        rows = list(ratings.rows(store))
        assert all(set(row["loads"]) == set(FAMILIES) for row in rows)


@pytest.mark.parametrize(("name", "value"), [("value", "6"), ("value", "x"), ("article", "no such")])
def test_a_rating_that_cannot_be_is_refused(file: Path, name: str, value: str) -> None:
    with desk(file) as application:
        editor = Editor(application)
        editor.look("/rate")
        assert editor.send("/rate", **{"value": "3", name: value}) == 400
    with Store.open(file) as store:
        assert ratings.ratings(store) == []


def test_all_scores_are_asked_about_and_each_person_in_an_order_of_their_own(file: Path) -> None:
    with Store.open(file) as store:
        rounds = Rounds(store, 1)
        assert sorted(rounds.order("mk")) == sorted(rounds.order("Ilse"))
        assert rounds.order("mk") == rounds.order("mk")


def test_the_last_rating_of_a_person_counts(file: Path) -> None:
    with Store.open(file) as store:
        for value in (1, 4):
            ratings.append(store, "a", 1, "mk", value)
        ratings.append(store, "a", 1, "Ilse", 2)
        assert [(item.who, item.value) for item in ratings.ratings(store)] == [("mk", 4), ("Ilse", 2)]


# --- fitting


def rated(count: int, taken: dict[str, float], *, noise: bool = False) -> list[dict[str, Any]]:
    """Return ratings of articles by someone for whom each family takes so many points."""
    drawn = np.random.default_rng(7)
    rows = []
    for number in range(count):
        loads = {family: float(drawn.choice([0, 0, 3, 10, 30])) for family in FAMILIES}
        scales = toml(WEIGHTS)["families"]
        lost = sum(taken[family] * (1 - np.exp(-loads[family] / scales[family]["scale"])) for family in FAMILIES)
        value = int(drawn.integers(1, 6)) if noise else int(np.clip(round(5 - lost / 25), 1, 5))
        rows += [{"article": f"n{number}", "run": 1, "who": who, "rating": value, "loads": loads} for who in ("a", "b")]
    return rows


def write(folder: Path, rows: list[dict[str, Any]]) -> Path:
    (folder / "ratings.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_weights_follow_what_people_think(tmp_path: Path) -> None:
    taken = {"scraper-junk": 5.0, "machine-translation": 60.0, "typos": 5.0, "contradictions": 20.0, "metadata": 0.0}
    said: list[str] = []
    train(write(tmp_path, rated(300, taken)), tmp_path / "out", said.append)
    made = tomllib.loads((tmp_path / "out" / WEIGHTS).read_text())
    assert (
        made["families"]["machine-translation"]["weight"] > toml(WEIGHTS)["families"]["machine-translation"]["weight"]
    )
    assert made["families"]["typos"]["weight"] < toml(WEIGHTS)["families"]["typos"]["weight"]
    assert made["severity"] == toml(WEIGHTS)["severity"]
    assert made["caps"] == toml(WEIGHTS)["caps"]
    assert made["model"]["version"].endswith("fitted to ratings of 300 articles")
    assert "600 ratings of 300 articles" in said
    assert "kappa between raters: 1.000" in said


def test_what_is_no_better_is_refused(tmp_path: Path) -> None:
    present: dict[str, float] = {family: float(toml(WEIGHTS)["families"][family]["weight"]) for family in FAMILIES}
    with pytest.raises(TrainingError, match="nothing written"):
        train(write(tmp_path, rated(80, present, noise=True)), tmp_path / "out", lambda line: None)
    assert not (tmp_path / "out").exists()


def test_few_ratings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="at least are needed"):
        train(write(tmp_path, rated(10, dict.fromkeys(FAMILIES, 1.0))), tmp_path / "out", lambda line: None)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "ratings.jsonl").write_text('{"article": "a", "run": 1, "rating": 9, "loads": {}}\n')
    with pytest.raises(TrainingError, match=r"ratings\.jsonl, line 1: rating: found 9; allowed: 1 to 5"):
        train(tmp_path, tmp_path / "out", lambda line: None)


def test_training_from_a_store_says_what_is_missing(file: Path, tmp_path: Path) -> None:
    said: list[str] = []
    with pytest.raises(TrainingError, match="0 rated articles"):
        api.train_from_store("score", str(file), tmp_path / "out", say=said.append)
    done = CliRunner().invoke(app, ["train"])
    assert "score " in done.output


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=20), st.data())
def test_weights_are_never_negative(shares: list[list[float]], data: st.DataObject) -> None:
    taken = np.array(data.draw(st.lists(st.floats(-200, 200), min_size=len(shares), max_size=len(shares))))
    weights = fit(np.array(shares), taken, np.array([40.0, 30.0, 20.0]))
    assert ((weights >= 0) & (weights <= 100)).all()


def test_rank_correlation_and_kappa() -> None:
    assert spearman(np.array([1.0, 2, 3]), np.array([10.0, 20, 90])) == pytest.approx(1)
    assert spearman(np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == pytest.approx(-1)
    assert spearman(np.array([1.0, 1, 1]), np.array([3.0, 2, 1])) == 0
    assert kappa({"x": [{"rating": 3}]}) is None
    assert kappa({"x": [{"rating": 1}, {"rating": 1}], "y": [{"rating": 5}, {"rating": 5}]}) == pytest.approx(1)
    assert kappa({"x": [{"rating": 1}, {"rating": 5}], "y": [{"rating": 5}, {"rating": 1}]}) == pytest.approx(-1)


def test_the_version_of_the_weights_stands_in_the_report(once: Path) -> None:
    assert toml(WEIGHTS)["model"]["version"] in (once.parent / "first" / "report.html").read_text()
