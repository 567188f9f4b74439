"""The contract of `auditor train`: what it lists, and what it says when something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli.commands import app
from auditor.training import TrainingError, labelled, trainers


def test_every_trainer_says_what_it_is() -> None:
    assert "spelling" in trainers()
    for trainer in trainers().values():
        assert 20 < len(trainer.summary) < 120, trainer.name
        assert trainer.summary.endswith("."), trainer.name


def test_without_a_name_the_models_are_listed() -> None:
    done = CliRunner().invoke(app, ["train"])
    assert done.exit_code == 0
    heads = [line for line in done.stdout.splitlines() if not line.startswith(" ")]  # below each, what it learns from
    assert [line.split()[0] for line in heads] == list(trainers())


@pytest.mark.parametrize(("args", "said"), [(["speling"], "did you mean spelling"), (["spelling"], "--data")])
def test_a_mistake_exits_with_2_and_a_message(args: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["train", *args])
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_missing_labelled_file_is_named_with_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "other.txt").touch()
    with pytest.raises(TrainingError, match=r"dev_news\.jsonl\.gz: not found; .* holds: other\.txt"):
        labelled(tmp_path, "dev_news.jsonl.gz")
