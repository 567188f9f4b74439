"""Maps of confidence: fitted to decisions, used where findings are made, refused where they would make things worse."""

from __future__ import annotations

import json
import random
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import auditor
from auditor import knowledge
from auditor.calibration import MAPS, calibrated, mapped, unmapped
from auditor.cli.commands import app
from auditor.store import decisions, labelled
from auditor.store.database import Store
from auditor.store.decisions import Wish
from auditor.training import TrainingError
from auditor.training.confidence import Decided, fit, train
from tests.desk import stored

slopes, shifts = st.floats(0.1, 4), st.floats(-4, 4)
sure = st.floats(0.001, 0.999)


# --- the map


@given(sure, sure, slopes, shifts)
def test_a_map_rises_and_can_be_taken_back(one: float, other: float, slope: float, shift: float) -> None:
    low, high = sorted((one, other))
    assert mapped(low, slope, shift) <= mapped(high, slope, shift)
    told = mapped(one, slope, shift)
    if 0.002 < told < 0.998:
        assert unmapped(told, slope, shift) == pytest.approx(one, abs=1e-6)


def test_as_shipped_every_finding_is_as_sure_as_its_check_says() -> None:
    assert knowledge.toml(MAPS)["rules"] == {}
    assert calibrated("typos/doubled-word", 0.95) == 0.95


def test_a_map_tells_how_sure_a_finding_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The council met on Tuesday and agreed on the the plan for the harbour."
    (before,) = [item for item in auditor.audit(text).findings if item.rule == "typos/doubled-word"]
    maps = {"model": {}, "rules": {"typos/doubled-word": {"slope": 1.0, "shift": -2.0}}}
    real: Callable[[str], Any] = knowledge.toml
    monkeypatch.setattr(knowledge, "toml", lambda name: maps if name == MAPS else real(name))
    (after,) = [item for item in auditor.audit(text).findings if item.rule == "typos/doubled-word"]
    assert after.confidence == round(mapped(before.confidence, 1, -2), 3) < before.confidence
    assert after.fingerprint == before.fingerprint


# --- fitting it


def decided(count: int, said: float, share: float) -> list[Decided]:
    return [Decided(f"a{n}", "typos/x", said, n < share * count) for n in range(count)]


def told(items: list[Decided], said: float) -> float:
    return mapped(said, *fit(items))


def test_many_decisions_move_a_confidence_to_the_share_confirmed_and_few_hardly() -> None:
    assert told(decided(400, 0.95, 0.6), 0.95) == pytest.approx(0.6, abs=0.03)
    assert told(decided(4, 0.95, 0.5), 0.95) > 0.7
    assert told(decided(400, 0.7, 0.7), 0.7) == pytest.approx(0.7, abs=0.01)
    assert 0.95 < told(decided(400, 0.9, 1.0), 0.9) < 1
    assert 0 < told(decided(400, 0.9, 0.0), 0.9) < 0.05


def test_a_map_never_falls() -> None:
    """Where the surer findings are the ones dismissed, all become alike, and none changes places."""
    items = [*decided(200, 0.95, 0.1), *decided(200, 0.55, 0.9)]
    slope, _ = fit(items)
    assert slope > 0
    assert told(items, 0.95) >= told(items, 0.55)


# --- the command


def write(folder: Path, rows: list[tuple[str, float, bool]], *, audited: str = "2026-01-01T00:00:00+00:00") -> Path:
    """Write decisions (rule, confidence, confirmed), each on an article of its own."""
    with (folder / "labelled.jsonl").open("w") as file:
        for number, (rule, said, confirmed) in enumerate(rows):
            label = {"rule": rule, "confidence": said, "label": "confirmed" if confirmed else "dismissed"}
            file.write(json.dumps({"id": f"a{number}", "audited": audited, "labels": [label]}) + "\n")
    return folder


def overconfident(count: int = 300, share: float = 0.5) -> list[tuple[str, float, bool]]:
    drawn = random.Random(1)
    return [("typos/doubled-word", 0.95, drawn.random() < share) for _ in range(count)]


def test_maps_that_tell_better_are_written_with_figures_of_unseen_articles(tmp_path: Path) -> None:
    said: list[str] = []
    rows = [*overconfident(), *[("typos/missing-hyphen", 0.6, True)] * 5]
    train(write(tmp_path, rows), tmp_path / "into", said.append)
    made = tomllib.loads((tmp_path / "into" / MAPS).read_text())
    assert list(made["rules"]) == ["typos/doubled-word"]  # the other was decided on too seldom
    known = made["rules"]["typos/doubled-word"]
    assert mapped(0.95, known["slope"], known["shift"]) == pytest.approx(0.5, abs=0.07)
    assert made["model"]["version"].endswith("fitted to 300 decisions")
    assert "log loss on articles not seen, over 300 decisions on 1 rules: 1." in said[1]
    assert any("300 decided" in line and "0.95 ->" in line for line in said)


def test_maps_that_tell_no_better_are_refused(tmp_path: Path) -> None:
    drawn = random.Random(3)
    rows = [("typos/doubled-word", 0.8, drawn.random() < 0.8) for _ in range(200)]
    with pytest.raises(TrainingError, match="do not surely tell better"):
        train(write(tmp_path, rows), tmp_path / "into", lambda line: None)
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no rule has 20 decided findings"),
        ("{", "labelled.jsonl, line 1"),
        ('{"id": "a", "audited": "2026", "labels": [{"rule": "x", "confidence": 1}]}', "'label' is missing"),
        (
            '{"id": "a", "audited": "2026", "labels": [{"rule": "x", "confidence": 1, "label": "maybe"}]}',
            "found 'maybe'; allowed: confirmed, dismissed",
        ),
    ],
)
def test_decisions_that_cannot_be_used_are_told(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "labelled.jsonl").write_text(content)
    with pytest.raises(TrainingError, match=said):
        train(tmp_path, tmp_path / "into", lambda line: None)


def test_a_second_fit_takes_back_the_map_that_was_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings bear mapped confidences by then; the new map is again one from what the check says."""
    train(write(tmp_path, overconfident()), tmp_path / "one", lambda line: None)
    first = tomllib.loads((tmp_path / "one" / MAPS).read_text())
    known = first["rules"]["typos/doubled-word"]
    seen = round(mapped(0.95, known["slope"], known["shift"]), 3)
    first["model"]["fitted"] = "2026-01-01T00:00:00+00:00"
    real: Callable[[str], Any] = knowledge.toml
    monkeypatch.setattr(knowledge, "toml", lambda name: first if name == MAPS else real(name))
    rows = [(rule, seen, confirmed) for rule, _, confirmed in overconfident(300, 0.2)]
    train(write(tmp_path, rows, audited="2026-02-01T00:00:00+00:00"), tmp_path / "two", lambda line: None)
    second = tomllib.loads((tmp_path / "two" / MAPS).read_text())["rules"]["typos/doubled-word"]
    assert mapped(0.95, second["slope"], second["shift"]) == pytest.approx(0.2, abs=0.07)


def test_decisions_of_a_store_are_fitted_to(tmp_path: Path) -> None:
    articles = [
        {
            "id": f"a{n}",
            "source": "Post",
            "title": "A bridge",
            "text": f"Bridge no. {n} was closed on on Monday, it said.",
        }
        for n in range(40)
    ]
    file = stored(tmp_path, articles)
    with Store.open(file) as store:
        for number, row in enumerate(_fingerprints(store)):
            kind: Any = "confirm" if number % 5 == 0 else "dismiss"
            decisions.append(store, Wish(kind=kind, who="mk", fingerprint=row, reason="x"))
        rows = list(labelled.labelled(store))
        assert rows
        assert all("audited" in row for row in rows)
    into = tmp_path / "into"
    done = CliRunner().invoke(app, ["train", "confidence", "--from-store", str(file), "--into", str(into)])
    assert done.exit_code == 0, done.output + str(done.exception)
    assert "40 decisions on findings of 40 articles" in done.output
    known = tomllib.loads((into / MAPS).read_text())["rules"]["typos/doubled-word"]
    assert mapped(0.95, known["slope"], known["shift"]) < 0.85
    shutil.rmtree(into)
    done = CliRunner().invoke(app, ["train", "spelling", "--from-store", str(file), "--into", str(into)])
    assert "spelling takes --data DIR; from a store learn: confidence: --from-store STORE" in str(done.exception)


def _fingerprints(store: Store) -> list[str]:
    from auditor.store import runs

    return [
        item.fingerprint
        for one in runs.articles(store, 1)
        for item in one.findings
        if item.rule == "typos/doubled-word"
    ]
