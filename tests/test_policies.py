"""The policies that come with the project, what they would have done, and other rules for one source."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import auditor
from auditor.config import load
from auditor.doors.policy import Trial, hold
from auditor.gating import load_suite
from auditor.store.database import Store
from tests.conftest import ROOT
from tests.doors import TODAY, cli
from tests.test_doors import OTHER, STORY, THIRD
from tests.test_gate import _audited

EXPECTATIONS = ROOT / "expectations"
ROWS = [
    {"id": "good", "text": STORY, "published": "2024-03-06"},
    {"id": "undated", "text": OTHER},
    {"id": "typo", "text": THIRD + " It was the the end.", "published": "2024-03-06"},
]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two runs."""
    folder = tmp_path_factory.mktemp("month")
    config = load(overrides={"formats": ["jsonl"], "jobs": 1})
    for number in (1, 2):
        rows = [{**row, "id": f"{row['id']}-{number}", "text": f"{row['text']} Day {number}."} for row in ROWS]
        (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        auditor.run([str(folder / "in.jsonl")], folder / "out", config, today=TODAY, store=str(folder / "s.db"))
    return folder / "s.db"


@pytest.mark.parametrize("name", ["archive", "ingest", "nightly", "strict"])
def test_every_policy_is_a_suite_that_the_library_takes(name: str, tmp_path: Path) -> None:
    from auditor.gating import Gate

    gate = Gate(load_suite(EXPECTATIONS / f"{name}.json"), tmp_path)
    gate.add(_audited("good"))
    assert gate.close().accepted == 1


def test_archive_asks_for_less_than_ingest_and_strict_for_more(month: Path) -> None:
    accepted = {}
    with Store.open(str(month), create=False) as store:
        for name in ("archive", "ingest", "strict"):
            trial = Trial()
            assert list(hold(store, load_suite(EXPECTATIONS / f"{name}.json"), trial)) == []
            assert trial.articles == 6
            accepted[name] = trial.accepted
    assert accepted["archive"] >= accepted["ingest"] >= accepted["strict"]
    assert accepted["archive"] > accepted["strict"]


def test_a_change_of_policy_shows_the_articles_that_turn(month: Path) -> None:
    said = cli(
        "policy", EXPECTATIONS / "archive.json", "--before", EXPECTATIONS / "ingest.json", "--store", month, "--json"
    )
    assert said.returncode == 0, said.stderr
    *turns, total = [json.loads(line) for line in said.stdout.splitlines()]
    assert {turn["article_id"] for turn in turns} == {"undated-1", "undated-2"}
    assert all(
        (turn["before"], turn["after"], turn["reasons"]) == ("quarantined", "accepted", ["dated"]) for turn in turns
    )
    assert (total["articles"], total["entered"], total["left"]) == (6, 2, 0)
    shown = cli("policy", EXPECTATIONS / "strict.json", "--store", month, "--last", 1)
    assert shown.stdout.decode().startswith("strict: ")
    assert "of 3 articles accepted" in shown.stdout.decode()


def test_the_trial_agrees_with_the_gate_of_the_run(month: Path, tmp_path: Path) -> None:
    rows = [{**row, "text": f"{row['text']} Day 1."} for row in ROWS]
    trial = Trial()
    suite = load_suite(EXPECTATIONS / "strict.json")
    with Store.open(str(month), create=False) as store:
        list(hold(store, suite, trial, last=1))
    decided = [auditor.gate(row, suite, today=TODAY).accepted for row in rows]
    assert trial.accepted == sum(decided)


def test_another_rule_for_one_source_as_the_readme_shows_it(tmp_path: Path) -> None:
    from auditor.gating import Decider

    text = (EXPECTATIONS / "README.md").read_text(encoding="utf-8")
    (block,) = [part for part in re.findall(r"```json\n(.*?)```", text, re.DOTALL) if "wire.example" in part]
    decoder, expectations, rest = json.JSONDecoder(), [], block.strip()
    while rest:
        item, end = decoder.raw_decode(rest)
        expectations.append(item)
        rest = rest[end:].strip()
    suite: dict[str, Any] = {"name": "own", "meta": {"grain": "article"}, "expectations": expectations}
    (tmp_path / "own.json").write_text(json.dumps(suite))
    decider = Decider(load_suite(tmp_path / "own.json"))
    for source, words, accepted in (
        ("wire.example", 20, True), ("wire.example", 10, False), ("other.example", 20, False), (None, 20, False),
        (None, 60, True), ("other.example", 60, True),
    ):  # fmt: skip
        assert decider.decide(_audited(source=source, measures={"words": words})).accepted is accepted, (source, words)
