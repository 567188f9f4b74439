"""What a currency has cost in another since 1990: the widest bounds of `knowledge/facts/currencies.toml`."""

from __future__ import annotations

import functools

from auditor.knowledge import toml

_ALSO = {"JPY": ("CNY",), "USD": ("AUD", "CAD")}
"""Currencies that are printed with the same sign."""


@functools.cache
def bounds(one: str, other: str, year: int) -> tuple[float, float] | None:
    """Return the least and the most that one unit of `one` has cost in `other`; None where `year` is not covered.

    A sign that several currencies share ("$", "¥") widens the bounds to all of them.
    """
    low, high = float("inf"), 0.0
    for source in (one, *_ALSO.get(one, ())):
        for target in (other, *_ALSO.get(other, ())):
            a, b = _per_dollar(source, year), _per_dollar(target, year)
            if a is None or b is None:
                return None
            low, high = min(low, b[0] / a[1]), max(high, b[1] / a[0])
    return low, high


def _per_dollar(code: str, year: int) -> tuple[float, float] | None:
    if code == "USD":
        return 1.0, 1.0
    row = next((row for row in toml("facts/currencies.toml")["rate"] if row["code"] == code), None)
    return None if row is None or year < row["since"] else (row["least"], row["most"])
