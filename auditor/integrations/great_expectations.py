"""great_expectations: for those who run it already.

The recipe keeps text out of results and pages:

    rows = suite_frame(articles)                                     # ids, scores, counts, measures; the same index
    suite = gx.ExpectationSuite(**json.load(open("expectations/ingest.json")))
    batch = context.data_sources.add_pandas("articles").add_dataframe_asset("rows") ... .get_batch({"dataframe": rows})
    batch.validate(suite)

`ExpectArticlesToPass` judges a column of texts directly. It is saved and loaded with a suite, provided this module is
imported before the suite is loaded. What it reports of an article that fails is the id made from its content, never
the text: results end up in logs and pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import (
    column_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.column_map_metric_provider import (
    ColumnMapMetricProvider,
)

from auditor.article import content_id
from auditor.config import Config
from auditor.doors import frame as frames
from auditor.doors.gatekeeper import Gatekeeper
from auditor.gating import Suite
from auditor.intake import ArticleError

METRIC = "column_values.pass_the_audit"
_VALUES = ("unexpected_list", "partial_unexpected_list")
_PLACES = ("unexpected_index_list", "partial_unexpected_index_list")


def suite_frame(
    frame: pd.DataFrame, config: Config | None = None, suite: Suite | Path | str | None = None
) -> pd.DataFrame:
    """Return the rows that a suite of expectations/ judges, under the index of `frame`; the module has the recipe."""
    return frames.suite_frame(frame, Gatekeeper(config, suite))


class ColumnValuesPassTheAudit(ColumnMapMetricProvider):
    """Which texts of a column pass."""

    condition_metric_name = METRIC
    condition_value_keys = ("suite_file",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series[Any], suite_file: str | None = None, **_: Any) -> pd.Series[bool]:  # noqa: N805  (the decorator makes it a class method)
        keeper = Gatekeeper(suite=suite_file)

        def passes(text: object) -> bool:
            try:
                return keeper.decide(text).accepted  # type: ignore[arg-type]  # what is no text is refused
            except ArticleError:
                return False

        return column.map(passes).astype(bool)


class ExpectArticlesToPass(ColumnMapExpectation):
    """Expect every text of the column to pass the audit.

    `suite_file`: a suite of expectations (default: all but the verdict reject passes). Its expectations about dates and
    sources have nothing to go by here: a column holds texts alone. Empty texts fail; nulls are passed over, as the
    library does.
    """

    suite_file: str | None = None

    map_metric: ClassVar[str] = METRIC
    success_keys: ClassVar[tuple[str, ...]] = ("mostly", "suite_file")
    args_keys: ClassVar[tuple[str, ...]] = ("column", "suite_file")
    library_metadata: ClassVar[dict[str, Any]] = {"tags": ["text"], "contributors": ["article-auditor"]}

    def _validate(self, *args: Any, **kwargs: Any) -> Any:
        result = super()._validate(*args, **kwargs)
        detail = result["result"] if isinstance(result, dict) else result.result
        for name in _VALUES:
            if name in detail:
                detail[name] = [_id(value) for value in detail[name]]
        for counted in detail.get("partial_unexpected_counts", ()):
            counted["value"] = _id(counted["value"])
        for name in _PLACES:
            for place in detail.get(name) or ():
                if isinstance(place, dict) and self.column in place:
                    place[self.column] = _id(place[self.column])
        detail.pop("unexpected_rows", None)
        return result


def _id(value: object) -> object:
    return content_id(value) if isinstance(value, str) else f"({type(value).__name__})"
