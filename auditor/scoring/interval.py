"""How far the score of an article can be off: the interval that holds it with a probability of 90%.

A confidence is a probability: a finding at 0.7 is true in seven cases of ten. Taken at its word, and independently of
the others, each finding is there or is not, so the points that a family takes vary. For `w * (1 - exp(-load / s))`,
with a load that is the sum over the true findings, mean and variance have a closed form, for the mean of the
exponential of a sum of independent terms is a product; over the families the points are summed and taken for normal.

Two things come on top. A cap bounds the upper end when it holds with more than 95%, and the lower end when it holds
with more than 5%. And what was not measured may hide defects: the lower end gives way by what such a family takes from
one in a hundred articles (`unseen` in the weights file), in proportion to its checks that could not run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SHARE = 0.9
"""Probability that the interval holds the score."""

_TAIL = (1 - SHARE) / 2
_QUANTILE = 1.6449
"""Of the normal distribution, two-sided, for `SHARE`."""


class Mark(NamedTuple):
    """What one finding weighs: `confidence`, 0 to 1, that it is true, and its `load` if it is."""

    confidence: float
    load: float


class Cap(NamedTuple):
    """A bound on the score, and the `chance`, 0 to 1, that at least one of the findings behind it is true."""

    bound: float
    chance: float


class Taken(NamedTuple):
    """Points that a family takes: `mean` and `variance` over what may be true."""

    mean: float
    variance: float


def taken(marks: Sequence[Mark], weight: float, scale: float) -> Taken:
    """Return what a family with these findings takes, at most `weight` points. `scale`: see the weights file."""
    left = math.prod(_factor(mark, scale) for mark in marks)
    squared = math.prod(_factor(mark, scale / 2) for mark in marks)
    return Taken(weight * (1 - left), weight * weight * max(0.0, squared - left * left))


def _factor(mark: Mark, scale: float) -> float:
    """Return the mean of `exp(-load / scale)` of one finding."""
    return 1 - mark.confidence + mark.confidence * math.exp(-mark.load / scale)


def interval(families: Iterable[Taken], *, unseen: float, caps: Iterable[Cap]) -> tuple[float, float]:
    """Return the lower and upper end, 0 to 100. `unseen`: points that checks which could not run might have taken."""
    families = tuple(families)
    middle = 100 - math.fsum(part.mean for part in families)
    reach = _QUANTILE * math.sqrt(math.fsum(part.variance for part in families))
    low, high = middle - reach - unseen, middle + reach
    for cap in caps:
        if cap.chance > _TAIL:
            low = min(low, cap.bound)
        if cap.chance > 1 - _TAIL:
            high = min(high, cap.bound)
    return max(0.0, low), min(100.0, high)
