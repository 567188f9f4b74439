"""One amount told in two units: "20,000 acres (8,100 hectares)", "40 km, or about 25 miles", "$10m (£8m)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from auditor.reading.numbers import Quantity
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class UnitPair:
    """An amount and its conversion; `span` covers both, with the bracket that closes them."""

    span: Span
    first: Quantity
    second: Quantity


_BETWEEN = re.compile(
    r"(?:\s?\(|,? or |\s?[–—]\s?|\s--?\s)(?:(?:about|around|roughly|approximately|some|nearly|almost|over|more than|or"
    r"|just over|just under|an estimated|at least) ){0,2}"
)
_RANGE_BEFORE = re.compile(r"(?:\d\s?[-–—−x×/]|\d[\w ]{0,12}\b(?:to|by|and|or)|\d ?(?:feet|foot|ft|['’′])),?\s?$")
_RANGE_AFTER = re.compile(r"\s?[-–—−x×/]\s?\d|\s(?:by|to)\s\d")
_CONVERTED = frozenset({"length", "mass", "area", "volume", "speed", "temperature", "money"})


def read_unit_pairs(text: str, quantities: tuple[Quantity, ...]) -> tuple[UnitPair, ...]:
    """Return the pairs in text order; ranges, feet with inches and "x by y" are none."""
    return tuple(_pairs(text, quantities))


def _pairs(text: str, quantities: tuple[Quantity, ...]) -> Iterator[UnitPair]:
    for first, second in pairwise(quantities):
        if first.dimension not in _CONVERTED or first.dimension != second.dimension or first.unit == second.unit:
            continue
        if second.span.start - first.span.end > 30:
            continue
        gap = text[first.span.end : second.span.start]
        bracket = "(" in gap
        if not _BETWEEN.fullmatch(gap) or (bracket and not text.startswith(")", second.span.end)):
            continue
        if first.dimension == "money" and not bracket:
            continue  # "$5m or £3m" are two offers; only a bracket converts
        before = text[max(0, first.span.start - 24) : first.span.start]
        if _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(text, second.span.end):
            continue
        yield UnitPair(Span(first.span.start, second.span.end + bracket), first, second)
