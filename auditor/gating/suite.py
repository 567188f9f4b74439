"""Suites of expectations: plain JSON that great_expectations reads as well, checked before anything is audited.

Only expectations that judge each row by itself are accepted, so the size of a chunk cannot change a result, and only
with arguments written out in the file, because defaults of the library are not part of a saved suite.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from auditor.catalog import close_matches
from auditor.errors import AuditorError
from auditor.gating.columns import GRAINS, Column, Grain, columns
from auditor.gating.condition import fits, problem

Severity = Literal["critical", "warning", "info"]
Unmeasured = Literal["fail", "pass"]

_BOUNDS = frozenset({"min_value", "max_value", "strict_min", "strict_max"})
EXPECTATIONS: Mapping[str, frozenset[str]] = {
    "expect_column_values_to_be_between": _BOUNDS,
    "expect_column_values_to_be_in_set": frozenset({"value_set"}),
    "expect_column_values_to_not_be_in_set": frozenset({"value_set"}),
    "expect_column_values_to_be_null": frozenset(),
    "expect_column_values_to_not_be_null": frozenset(),
    "expect_column_values_to_match_regex": frozenset({"regex"}),
    "expect_column_values_to_not_match_regex": frozenset({"regex"}),
    "expect_column_value_lengths_to_be_between": _BOUNDS,
}
"""Expectation type to its arguments, besides `column` and `row_condition`."""

_SUITE_KEYS = ("name", "notes", "meta", "expectations", "id", "suite_parameters")
_SUITE_META = ("grain", "least_articles", "great_expectations_version")
_KEYS = ("type", "kwargs", "meta", "severity", "id", "notes", "description")
_META = ("id", "why", "grain", "unmeasured")


class SuiteError(AuditorError):
    """A suite that cannot be used: says the file, the place in it, what was found and what is allowed."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation of a suite.

    `id`: its name in results. `why`: the reason, for those who read a quarantine. `severity`: what a failure means, see
    expectations/README.md. `unmeasured`: whether a row fails on which it could not be judged because a value is null.
    """

    id: str
    type: str
    kwargs: Mapping[str, Any]
    why: str
    grain: Grain
    severity: Severity
    unmeasured: Unmeasured

    @property
    def column(self) -> str:
        """The column that is judged."""
        return str(self.kwargs["column"])

    @property
    def condition(self) -> Mapping[str, Any] | None:
        """The condition on the rows that are judged."""
        condition: Mapping[str, Any] | None = self.kwargs.get("row_condition")
        return condition

    @property
    def allowed(self) -> dict[str, Any]:
        """What the value may be: the arguments without column and condition."""
        return {key: value for key, value in self.kwargs.items() if key not in ("column", "row_condition")}

    @property
    def about_null(self) -> bool:
        """Whether null is what it judges."""
        return self.type.endswith("_be_null")


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite that was checked. `least_articles`: fewer articles than that fail the gate."""

    name: str
    notes: str
    file: str
    expectations: tuple[Expectation, ...]
    least_articles: int = 1


BY_VERDICT = Suite(
    name="verdict",
    notes="What holds where no suite is named: an article goes on unless its verdict is reject.",
    file="(built in)",
    expectations=(
        Expectation(
            id="not-rejected",
            type="expect_column_values_to_not_be_in_set",
            kwargs={"column": "verdict", "value_set": ["reject"]},
            why="The score is below the threshold `reject` of the configuration.",
            grain="article",
            severity="critical",
            unmeasured="fail",
        ),
    ),
)


def load_suite(path: Path) -> Suite:
    """Read and check a suite; raises `SuiteError`, or OSError if the file cannot be read."""
    raw = path.read_bytes()
    try:
        data = json.loads(raw, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise SuiteError(f"{path}: not JSON: {error}") from None
    return _Reader(str(path)).suite(data)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


class _Reader:
    """Reads one suite; every complaint starts with the file and the place."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fail(self, place: str, what: str) -> SuiteError:
        return SuiteError(f"{self.file}: {place}: {what}" if place else f"{self.file}: {what}")

    def keys(self, place: str, item: Any, known: tuple[str, ...], needed: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(item, dict):
            raise self.fail(place, f"must be an object with {', '.join(known)}")
        for key in item:
            if key not in known:
                raise self.fail(place, f"unknown key {key!r}; {close_matches(key, known)}")
        for key in needed:
            if key not in item:
                raise self.fail(place, f"{key!r} is missing")
        return item

    def one_of(self, place: str, value: Any, known: tuple[str, ...]) -> Any:
        if value not in known:
            raise self.fail(place, f"{value!r}; allowed: {', '.join(known)}")
        return value

    def text(self, place: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.fail(place, f"{value!r}; must be a text that is not empty")
        return value

    def suite(self, data: Any) -> Suite:
        self.keys("", data, _SUITE_KEYS, ("name", "meta", "expectations"))
        meta = self.keys("meta", data["meta"], _SUITE_META, ("grain",))
        grain = self.one_of("meta.grain", meta["grain"], GRAINS)
        least = meta.get("least_articles", 1)
        if not isinstance(least, int) or isinstance(least, bool) or least < 0:
            raise self.fail("meta.least_articles", f"{least!r}; must be a whole number, 0 or more")
        if data.get("suite_parameters"):
            raise self.fail("suite_parameters", "are not supported; write the values out")
        entries = data["expectations"]
        if not isinstance(entries, list) or not entries:
            raise self.fail("expectations", "must be a list with at least one expectation")
        expectations = [self.expectation(f"expectations[{n}]", entry, grain) for n, entry in enumerate(entries)]
        seen: dict[str, int] = {}
        for number, expectation in enumerate(expectations):
            first = seen.setdefault(expectation.id, number)
            if first != number:
                place = f"expectations[{number}].meta.id"
                raise self.fail(place, f"{expectation.id!r} is already the id of expectations[{first}]")
        notes = data.get("notes") or ""
        return Suite(
            name=self.text("name", data["name"]),
            notes=" ".join(notes) if isinstance(notes, list) else str(notes),
            file=self.file,
            expectations=tuple(expectations),
            least_articles=least,
        )

    def expectation(self, place: str, entry: Any, default: Grain) -> Expectation:
        self.keys(place, entry, _KEYS, ("type", "kwargs", "meta"))
        meta = self.keys(f"{place}.meta", entry["meta"], _META, ("id", "why"))
        grain: Grain = self.one_of(f"{place}.meta.grain", meta.get("grain", default), GRAINS)
        kind = entry["type"]
        if not isinstance(kind, str) or kind not in EXPECTATIONS:
            raise self.fail(f"{place}.type", f"no expectation {kind!r}; {close_matches(str(kind), EXPECTATIONS)}")
        self.kwargs(f"{place}.kwargs", kind, entry["kwargs"], columns(grain))
        return Expectation(
            id=self.text(f"{place}.meta.id", meta["id"]),
            type=kind,
            kwargs=entry["kwargs"],
            why=self.text(f"{place}.meta.why", meta["why"]),
            grain=grain,
            severity=self.one_of(f"{place}.severity", entry.get("severity", "critical"), get_args(Severity)),
            unmeasured=self.one_of(f"{place}.meta.unmeasured", meta.get("unmeasured", "fail"), get_args(Unmeasured)),
        )

    def kwargs(self, place: str, kind: str, kwargs: Any, known: Mapping[str, Column]) -> None:
        allowed = ("column", *sorted(EXPECTATIONS[kind]), "row_condition")
        if isinstance(kwargs, dict) and "mostly" in kwargs:
            raise self.fail(
                f"{place}.mostly",
                "is not accepted: rows are judged one by one; expect a share with grain batch instead",
            )
        self.keys(place, kwargs, allowed, ("column",))
        name = kwargs["column"]
        if not isinstance(name, str) or name not in known:
            raise self.fail(f"{place}.column", f"no column {name!r}; {close_matches(str(name), known)}")
        column = known[name]
        if "value_set" in EXPECTATIONS[kind]:
            self.value_set(place, kwargs.get("value_set"), name, column)
        if "regex" in EXPECTATIONS[kind]:
            self.regex(place, kwargs.get("regex"))
        if EXPECTATIONS[kind] == _BOUNDS:
            self.bounds(place, kwargs)
        wants = "string" if "regex" in kind or "lengths" in kind else "number" if EXPECTATIONS[kind] == _BOUNDS else ""
        found = {"Int64": "number", "Float64": "number", "measure": wants}.get(column.kind, column.kind)
        if wants and wants != found:
            raise self.fail(f"{place}.column", f"{name} is a {found}; {kind} needs a {wants}")
        if "row_condition" in kwargs and (wrong := problem(kwargs["row_condition"], known)):
            raise self.fail(f"{place}.row_condition{wrong[0]}", wrong[1])

    def value_set(self, place: str, values: Any, name: str, column: Column) -> None:
        if not isinstance(values, list) or not values:
            raise self.fail(f"{place}.value_set", "must be a list with at least one value")
        for value in values:
            if not fits(value, column):
                raise self.fail(f"{place}.value_set", f"{value!r} cannot be a value of {name} ({column.kind})")

    def regex(self, place: str, pattern: Any) -> None:
        try:
            re.compile(self.text(f"{place}.regex", pattern))
        except re.error as error:
            raise self.fail(f"{place}.regex", f"{pattern!r} is no regular expression: {error}") from None

    def bounds(self, place: str, kwargs: Mapping[str, Any]) -> None:
        number = Column("Float64", "")
        given = [key for key in ("min_value", "max_value") if kwargs.get(key) is not None]
        if not given:
            raise self.fail(place, "neither min_value nor max_value is given; without a bound everything passes")
        for key in given:
            if not fits(kwargs[key], number):
                raise self.fail(f"{place}.{key}", f"{kwargs[key]!r}; must be a number")
        for key in ("strict_min", "strict_max"):
            if not isinstance(kwargs.get(key, False), bool):
                raise self.fail(f"{place}.{key}", f"{kwargs[key]!r}; must be true or false")
        if len(given) == 2 and kwargs["min_value"] > kwargs["max_value"]:
            raise self.fail(place, f"min_value {kwargs['min_value']} is above max_value {kwargs['max_value']}")
