"""Row conditions: which rows an expectation is about, and for which rows that cannot be said.

A condition is the plain-data form of a great_expectations condition. The text form is refused: pandas evaluates it as
an expression, and no one can say beforehand which columns it names. Logic has three values: a comparison with null is
neither true nor false, `and` is false as soon as one part is false, `or` is true as soon as one part is true.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from auditor.catalog import close_matches
from auditor.gating.columns import Cell, Column

FORMS: Mapping[str, frozenset[str]] = {
    "comparison": frozenset({"type", "column", "operator", "parameter"}),
    "nullity": frozenset({"type", "column", "is_null"}),
    "and": frozenset({"type", "conditions"}),
    "or": frozenset({"type", "conditions"}),
}
_SAMPLE = '{"type": "comparison", "column": {"name": "words"}, "operator": ">=", "parameter": 150}'
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "IN": lambda value, values: value in values,
    "NOT_IN": lambda value, values: value not in values,
}


def problem(condition: Any, columns: Mapping[str, Column], *, inside: str | None = None) -> tuple[str, str] | None:
    """Return (place inside the condition, what is wrong and what is allowed), or None for a sound condition."""
    if not isinstance(condition, dict):
        return "", f"must be an object such as {_SAMPLE}; conditions written as text are not accepted"
    form = condition.get("type")
    if not isinstance(form, str) or form not in FORMS:
        return ".type", f"no such condition {form!r}; {close_matches(str(form), FORMS)}"
    if unlike := FORMS[form] ^ condition.keys():
        name = min(unlike)
        what = "is missing" if name in FORMS[form] else f"is unknown; known: {', '.join(sorted(FORMS[form]))}"
        return f".{name}", what
    if form in ("and", "or"):
        if inside is not None and (form == "or" or inside == "and"):
            return ".type", f"{form!r} cannot stand inside {inside!r}; write the parts side by side"
        parts = condition["conditions"]
        if not isinstance(parts, list) or not parts:
            return ".conditions", "must be a list with at least one condition"
        for number, part in enumerate(parts):
            if found := problem(part, columns, inside=form):
                return f".conditions[{number}]{found[0]}", found[1]
        return None
    column = condition["column"]
    if not isinstance(column, dict) or column.keys() != {"name"}:
        return ".column", 'must be {"name": "<column>"}'
    if not isinstance(column["name"], str) or column["name"] not in columns:
        return ".column.name", f"no column {column['name']!r}; {close_matches(str(column['name']), columns)}"
    if form == "nullity":
        return None if isinstance(condition["is_null"], bool) else (".is_null", "must be true or false")
    if condition["operator"] not in tuple(_COMPARE):
        return ".operator", f"no such operator {condition['operator']!r}; known: {', '.join(_COMPARE)}"
    many = condition["operator"] in ("IN", "NOT_IN")
    values = condition["parameter"]
    if many != isinstance(values, list):
        return ".parameter", f"must be {'a list' if many else 'one value'} for {condition['operator']}"
    for value in values if many else [values]:
        if not fits(value, columns[column["name"]]):
            return ".parameter", f"{value!r} cannot be compared with {column['name']} ({columns[column['name']].kind})"
    return None


def fits(value: Any, column: Column) -> bool:
    """Whether `value` can be compared with the values of `column`."""
    match column.kind:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "measure":
            return isinstance(value, str | int | float) and not isinstance(value, bool)
        case _:
            return isinstance(value, int | float) and not isinstance(value, bool)


def holds(condition: Mapping[str, Any] | None, row: Mapping[str, Cell]) -> bool | None:
    """Whether the condition holds for the row; None if null values leave that open. No condition holds for all."""
    if condition is None:
        return True
    match condition["type"]:
        case "and":
            parts = [holds(part, row) for part in condition["conditions"]]
            return False if False in parts else None if None in parts else True
        case "or":
            parts = [holds(part, row) for part in condition["conditions"]]
            return True if True in parts else None if None in parts else False
        case "nullity":
            return (row[condition["column"]["name"]] is None) is condition["is_null"]
        case _:
            value = row[condition["column"]["name"]]
            return None if value is None else _COMPARE[condition["operator"]](value, condition["parameter"])
