"""What a slip costs by the letters it takes: writers put "ei" for "ie" and "e" for "ea" more often than "q" for "w".

The prices are natural logs of how often a list of misspellings that people make has one or two letters in place of
others, as shares of the uses of these. `knowledge/spelling/MODEL_CARD.md` tells what they are worth.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping

from auditor.knowledge import path
from auditor.reading.edits import COSTS, cost_of_place, slip_between, unlike

MOST_LETTERS = 2
"""Letters on either side that one step of a slip changes."""


_LEAST, _OTHER, _OFFSET = 0.5, 8.0, 2.0
"""The least price of a step, that of one which the list does not have, and what brings the scale to that of `cost`."""

_NEVER = 1e9
_STEPS = tuple(
    (meant, printed, _OTHER if max(meant, printed) < 2 else _NEVER)
    for meant in range(MOST_LETTERS + 1)
    for printed in range(MOST_LETTERS + 1)
    if meant + printed
)
"""How many letters a step takes from either side, and its price where the list does not have it."""

_BY_LETTERS = 0.6
"""What the letters count in the price of a single slip, beside what kind of slip it is."""

_SEVERAL, _FIRST = 3.0, 1.5
"""What more than one slip costs above the steps, and a step at the first letter."""


@functools.cache
def prices() -> Mapping[tuple[str, str], float]:
    """Return the price of each step: (meant letters, printed letters)."""
    with path("spelling/slip_prices.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        return {(meant, printed): max(float(price) - _OFFSET, _LEAST) for meant, printed, price in rows}


def price(printed: str, meant: str) -> float:
    """Return how unlikely it is, as a natural log, that a slip made `printed` of `meant` (both in lower case)."""
    slip = slip_between(printed, meant)
    if slip == "far":
        return _steps(printed, meant) + _SEVERAL
    _, one, other = unlike(printed, meant)
    by_letters = prices().get((other, one), _OTHER)
    return (1 - _BY_LETTERS) * COSTS[slip] + _BY_LETTERS * by_letters + cost_of_place(printed, meant)


def _steps(printed: str, meant: str) -> float:
    """Return the price of the cheapest steps from `meant` to `printed`, letters that both share being free."""
    start, one, other = unlike(printed, meant)
    # A letter on either side may be part of a step: "ie" for "ei".
    before, behind = min(1, start), min(1, len(printed) - start - len(one))
    one, other = (
        printed[start - before : start + len(one) + behind],
        meant[start - before : start + len(other) + behind],
    )
    price_of, rows, columns = prices().get, len(other), len(one)
    # Two rows and columns more: a step beyond the end leads there and is lost.
    best = [[_NEVER] * (columns + 3) for _ in range(rows + 3)]
    best[0][0] = 0.0
    for i in range(rows + 1):
        row = best[i]
        dear = _FIRST if start == i == 0 else 0.0
        for j in range(columns + 1):
            so_far = row[j]
            if so_far >= _NEVER:
                continue
            if i < rows and j < columns and other[i] == one[j] and so_far < best[i + 1][j + 1]:
                best[i + 1][j + 1] = so_far
            so_far += dear
            for down, right, unseen in _STEPS:
                step = so_far + price_of((other[i : i + down], one[j : j + right]), unseen)
                if step < best[i + down][j + right]:  # noqa: PLR1730  (`min` takes a third of the time of it all)
                    best[i + down][j + right] = step
    return best[rows][columns]
