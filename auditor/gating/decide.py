"""Decides on one article at a time, without great_expectations: for doors that cannot wait for a batch.

The library takes seconds to import and a tenth of a second a call, whatever the size of the batch. The expectations a
suite may name judge each row by itself, so each of them is a line here. A test draws rows and suites at random and
holds these rulings against the library's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.engine.audited import Audited
from auditor.gating.columns import Cell, row
from auditor.gating.condition import holds
from auditor.gating.reasons import failure, reasons
from auditor.gating.suite import BY_VERDICT, Expectation, Suite, SuiteError


@dataclass(frozen=True, slots=True)
class Decision:
    """One article and what the suite says of it.

    `accepted`: whether it goes on. `failed`: the expectations that keep it back, as in `quarantine.jsonl`:
    `expectation`, `column`, `observed`, `allowed`, `unmeasured`, `why`.
    """

    audited: Audited
    accepted: bool
    failed: tuple[Mapping[str, Any], ...]

    def reasons(self) -> dict[str, Any]:
        """Return what a quarantined record carries: id, score, verdict, failed expectations, rules."""
        return reasons(self.audited, self.failed)


class Decider:
    """Judges articles by the expectations of grain "article"; rates over many articles are the business of `Gate`."""

    def __init__(self, suite: Suite = BY_VERDICT) -> None:
        self.suite = suite
        self._expectations = tuple(
            item for item in suite.expectations if item.grain == "article" and item.severity != "info"
        )

    def decide(self, audited: Audited) -> Decision:
        """Return the decision on one article; raises `SuiteError` if an expectation cannot judge its column."""
        cells = row(audited)
        failed = []
        for item in self._expectations:
            kept, unmeasured = ruling(item, cells, self.suite.file)
            if kept:
                failed.append(failure(item, cells, unmeasured))
        return Decision(audited, not failed, tuple(failed))


def ruling(item: Expectation, cells: Mapping[str, Cell], file: str = "") -> tuple[bool, bool]:
    """Return (the row fails, a null left it open) of one expectation on one row."""
    try:
        about = holds(item.condition, cells)
        if about is False:
            return False, False
        value = cells[item.column]
        if about is None or (value is None and not item.about_null):
            return item.unmeasured == "fail", True
        return not _PASSES[item.type](value, item.kwargs), False
    except TypeError as error:  # a measure that yields words where the suite names a number
        raise SuiteError(f"{file}: expectation {item.id!r} cannot judge column {item.column!r}: {error}") from error


def _between(value: Any, kwargs: Mapping[str, Any]) -> bool:
    low, high = kwargs.get("min_value"), kwargs.get("max_value")
    above = low is None or (value > low if kwargs.get("strict_min") else value >= low)
    below = high is None or (value < high if kwargs.get("strict_max") else value <= high)
    return above and below


_PASSES: Mapping[str, Callable[[Any, Mapping[str, Any]], bool]] = {
    "expect_column_values_to_be_between": _between,
    "expect_column_values_to_be_in_set": lambda value, kwargs: value in kwargs["value_set"],
    "expect_column_values_to_not_be_in_set": lambda value, kwargs: value not in kwargs["value_set"],
    "expect_column_values_to_be_null": lambda value, kwargs: value is None,
    "expect_column_values_to_not_be_null": lambda value, kwargs: value is not None,
    "expect_column_values_to_match_regex": lambda value, kwargs: re.search(kwargs["regex"], value) is not None,
    "expect_column_values_to_not_match_regex": lambda value, kwargs: re.search(kwargs["regex"], value) is None,
    "expect_column_value_lengths_to_be_between": lambda value, kwargs: _between(len(value), kwargs),
}
