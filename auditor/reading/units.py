"""Units of measure: the table of `knowledge/facts/units.toml`, and what stands behind or before a figure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.knowledge import toml

_GAP = r"[ \u00a0\u202f\-\u2011]"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit. `factors`: one of it in the base unit of its dimension; several where the word names several units."""

    symbol: str
    dimension: str
    factors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    units: dict[str, Unit]
    """By symbol."""
    names: dict[str, Unit]
    """By printed form: names lower-cased, marks as they are."""
    after: re.Pattern[str]
    after_figure: re.Pattern[str]
    signs: dict[str, str]
    before: re.Pattern[str]


@functools.cache
def _table() -> _Table:
    data = toml("facts/units.toml")
    units: dict[str, Unit] = {}
    names: dict[str, Unit] = {}
    marks: dict[str, Unit] = {}
    for row in data["unit"]:
        unit = Unit(row["symbol"], row["dimension"], tuple(row["factors"]))
        units[unit.symbol] = unit
        for name in row["names"]:
            names[name.lower()] = unit
            names.setdefault(f"{name.lower()}s", unit)
        marks |= dict.fromkeys(row.get("marks", ()), unit)
    glued = set(data["marks"]["glued"])
    named = rf"(?:{_GAP}?(?i:{_any(names)}))(?!\w)"
    free = rf"{_GAP}?(?:{_any(marks.keys() - glued)})(?![\w²³])"
    touching = rf"(?:{_any(glued & marks.keys())})(?![\w²³])"
    bracketed = rf"{_GAP}(?:{_any(glued & marks.keys())})(?=\)|\s\()"
    return _Table(
        units,
        names | marks,
        re.compile(named),
        re.compile(f"{named}|{free}|{touching}|{bracketed}"),
        data["signs"],
        re.compile(rf"(?:{_any(data['signs'])})\s?$"),
    )


def unit(symbol: str) -> Unit | None:
    """Return the unit of `symbol`; None for a currency that is only known by its sign."""
    return _table().units.get(symbol)


def unit_behind(text: str, at: int, *, figure: bool) -> tuple[Unit, int] | None:
    """Return the unit printed at `at`, right behind a number, and where it ends; `figure`: the number is in figures."""
    table = _table()
    match = (table.after_figure if figure else table.after).match(text, at, at + 40)
    if match is None:
        return None
    printed = match.group().lstrip(" -\u00a0\u202f\u2011")
    return table.names.get(printed) or table.names[printed.lower()], match.end()


def currency_before(text: str, at: int) -> tuple[str, int] | None:
    """Return the code of the currency whose sign stands right before `at`, and where the sign begins."""
    start = max(0, at - 5)
    match = _table().before.search(text[start:at])
    return None if match is None else (_table().signs[match.group().rstrip()], start + match.start())


def convert(value: float, source: Unit, target: Unit) -> tuple[float, ...]:
    """Return what `value` of `source` may be in `target`: several values where a name is ambiguous.

    A temperature has two readings: a point on the scale and a difference between two points.
    """
    if source.dimension != target.dimension:
        raise ValueError(f"{source.symbol} measures {source.dimension}, {target.symbol} {target.dimension}")
    if source.dimension == "temperature":
        if source.symbol == target.symbol:
            return (value,)
        return (value * 1.8 + 32, value * 1.8) if target.symbol == "°F" else ((value - 32) / 1.8, value / 1.8)
    return tuple(dict.fromkeys(value * a / b for a in source.factors for b in target.factors))


def _any(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
