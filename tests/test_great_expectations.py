"""The door for those who run great_expectations: the recipe, and an expectation that survives saving and loading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from auditor.gating.judge import _context
from auditor.intake import InputError
from auditor.integrations.great_expectations import ExpectArticlesToPass, suite_frame
from tests.doors import INGEST, Answer
from tests.test_doors import STORY, expected, records

__all__ = ["expected", "records"]  # fixtures

SECRET = "Leave a Reply <script>alert(1)</script>\n\nYour email address will not be published.\n\nShare this:"


def validated(frame: pd.DataFrame, suite: Any, **result_format: Any) -> Any:
    asset = _context().data_sources.add_pandas("articles").add_dataframe_asset("rows")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    return batch.validate(suite, result_format={"result_format": "COMPLETE", **result_format})


def test_the_recipe_fails_the_rows_that_every_other_door_fails(
    records: list[dict[str, Any]], expected: dict[str, Answer]
) -> None:
    import great_expectations as gx

    frame = pd.DataFrame(records)
    frame.index = pd.Index(frame["id"].tolist())
    rows = suite_frame(frame)
    assert rows.index.equals(frame.index)
    suite = gx.ExpectationSuite(**json.loads(INGEST.read_text()))
    failed: dict[str, set[str]] = {name: set() for name in expected}
    for result in validated(rows, suite).results:
        for name in result.result["unexpected_index_list"] or ():
            failed[name].add(result.expectation_config.meta["id"])
    for name, answer in expected.items():
        # The library passes over null; every other door fails what could not be measured.
        unmeasured = {"language-known", "half-checked"} | ({"enough-words"} if name == "short" else set())
        assert failed[name] <= {*answer.reasons, "no-failed-check"}, name
        assert set(answer.reasons) - failed[name] <= unmeasured, name


def test_the_rows_hold_no_text_and_an_unreadable_row_is_rejected() -> None:
    rows = suite_frame(pd.DataFrame({"text": [SECRET, None], "title": ["<script>", "x"]}, index=[7, 7]))
    assert list(rows.index) == [7, 7]
    assert rows["verdict"].tolist() == ["reject", "reject"]
    assert rows["score"].isna().tolist() == [False, True]
    assert "script" not in rows.to_csv()
    with pytest.raises(InputError, match="no field 'text'"):
        suite_frame(pd.DataFrame({"body": ["x"]}))


@pytest.mark.parametrize("suite_file", [None, str(INGEST)])
def test_the_expectation_survives_saving_and_loading(tmp_path: Path, suite_file: str | None) -> None:
    import great_expectations as gx

    suite = gx.ExpectationSuite(name="own")
    suite.add_expectation(ExpectArticlesToPass(column="text", suite_file=suite_file, mostly=0.5))
    (tmp_path / "suite.json").write_text(json.dumps(suite.to_json_dict()))
    loaded = gx.ExpectationSuite(**json.loads((tmp_path / "suite.json").read_text()))
    (expectation,) = loaded.expectations
    assert isinstance(expectation, ExpectArticlesToPass)
    assert (expectation.suite_file, expectation.mostly) == (suite_file, 0.5)
    frame = pd.DataFrame({"text": [STORY, SECRET, None, ""]})
    (result,) = validated(frame, loaded).results
    assert result.result["unexpected_index_list"] == ([1, 3] if suite_file is None else [0, 1, 3])
    assert not result.success


def test_what_fails_is_told_by_its_id_and_never_by_its_text() -> None:
    import great_expectations as gx

    suite = gx.ExpectationSuite(name="own")
    suite.add_expectation(ExpectArticlesToPass(column="text"))
    frame = pd.DataFrame({"id": ["a", "b"], "text": [STORY, SECRET]})
    for more in ({}, {"unexpected_index_column_names": ["id"]}, {"include_unexpected_rows": True}):
        told = json.dumps(validated(frame, suite, **more).to_json_dict(), default=str)
        assert "script" not in told
        assert "sha256-" in told


def test_texts_that_pass() -> None:
    import great_expectations as gx

    suite = gx.ExpectationSuite(name="own")
    suite.add_expectation(ExpectArticlesToPass(column="text"))
    assert validated(pd.DataFrame({"text": [STORY]}), suite).success
