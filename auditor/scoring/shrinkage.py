"""Rates and means of many groups of unequal size, each drawn towards the rest as far as its own size leaves it open.

A source with three articles, one of them bad, is not known to be bad in a third of what it delivers. Its rate is taken
as drawn from a Beta distribution that is fitted to all sources (empirical Bayes, by maximum marginal likelihood); what
is told is the posterior: its mean, and the interval that holds the rate with a probability of 90%. Means of scores are
treated likewise with normal distributions.

Counts may be fractions: an article that counts half adds a half.

Sources: Efron and Morris 1975 ("Data analysis using Stein's estimator"); Griffiths 1973, "Maximum likelihood estimation
for the beta-binomial distribution"; for the incomplete beta function the continued fraction of Abramowitz and Stegun,
26.5.8; for the variance between groups DerSimonian and Laird 1986.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SHARE = 0.9
"""Probability that an interval holds the value."""
_Z = 1.6448536269514722
_GOLDEN = (math.sqrt(5) - 1) / 2
_LEAST, _MOST = 1e-4, 1 - 1e-4


class Estimate(NamedTuple):
    """A value with the interval `[low, high]` that holds it with probability `SHARE`."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Beta:
    """A prior of rates: Beta(`a`, `b`), worth `a + b` articles."""

    a: float
    b: float

    def posterior(self, hits: float, of: float) -> Estimate:
        """Return the rate of a group in which `hits` of `of` were hit."""
        a, b = self.a + hits, self.b + max(of - hits, 0.0)
        tail = (1 - SHARE) / 2
        return Estimate(a / (a + b), quantile(a, b, tail), quantile(a, b, 1 - tail))

    def mean(self, hits: float, of: float) -> float:
        """Return the posterior mean alone."""
        return (self.a + hits) / (self.a + self.b + of)


def fit_rates(groups: Sequence[tuple[float, float]]) -> Beta:
    """Fit the prior to groups of (hits, of); without any, it is Beta(1, 1): every rate is as likely."""
    known = [(hits, of) for hits, of in groups if of > 0]
    if not known:
        return Beta(1.0, 1.0)
    total = math.fsum(of for _, of in known)
    mean = min(max(math.fsum(hits for hits, _ in known) / total, 0.5 / (total + 1)), 1 - 0.5 / (total + 1))
    size = 10.0
    for _ in range(4):
        size = math.exp(_best(lambda log, at=mean: _likelihood(known, at, math.exp(log)), -1.0, 9.0))  # type: ignore[misc]  # mypy sees no default of a lambda
        mean = _best(lambda at, of=size: _likelihood(known, at, of), _LEAST, _MOST)  # type: ignore[misc]  # as above
    return Beta(mean * size, (1 - mean) * size)


def _likelihood(groups: Sequence[tuple[float, float]], mean: float, size: float) -> float:
    a, b = mean * size, (1 - mean) * size
    whole = _log_beta(a, b)
    return math.fsum(_log_beta(a + hits, b + max(of - hits, 0.0)) - whole for hits, of in groups)


def _best(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one peak has it, by golden sections."""
    one, two = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_one, at_two = function(one), function(two)
    for _ in range(32):
        if at_one >= at_two:
            high, two, at_two = two, one, at_one
            one = high - _GOLDEN * (high - low)
            at_one = function(one)
        else:
            low, one, at_one = one, two, at_two
            two = low + _GOLDEN * (high - low)
            at_two = function(two)
    return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Normal:
    """A prior of means: groups lie about `mean` with the variance `between`, their members with `within`.

    `of`: members of all groups together. Where groups do not differ (or there is one), their common mean is all that is
    known of each, and no better than so many members tell it.
    """

    mean: float
    between: float
    within: float
    of: float = math.inf

    def posterior(self, mean: float, of: float, *, least: float = 0.0, most: float = 100.0) -> Estimate:
        """Return the mean of a group of `of` members whose average is `mean`."""
        own = of / self.within if self.within > 0 else math.inf
        prior = 1 / self.between if self.between > 0 else math.inf
        if math.isinf(own):
            return Estimate(mean, mean, mean)
        if math.isinf(prior):
            half = _Z * math.sqrt(self.within / self.of)
            return Estimate(self.mean, max(least, self.mean - half), min(most, self.mean + half))
        value = (own * mean + prior * self.mean) / (own + prior)
        half = _Z / math.sqrt(own + prior)
        return Estimate(value, max(least, value - half), min(most, value + half))


def fit_means(groups: Sequence[tuple[float, float, float]]) -> Normal:
    """Fit the prior to groups of (weight, weighted sum, weighted sum of squares)."""
    known = [(of, total / of, squares / of - (total / of) ** 2) for of, total, squares in groups if of > 0]
    if not known:
        return Normal(100.0, 0.0, 0.0)
    weight = math.fsum(of for of, _, _ in known)
    grand = math.fsum(of * mean for of, mean, _ in known) / weight
    free = max(weight - len(known), 1.0)
    within = math.fsum(of * max(variance, 0.0) for of, _, variance in known) / free
    spread = math.fsum(of * (mean - grand) ** 2 for of, mean, _ in known)
    bound = weight - math.fsum(of * of for of, _, _ in known) / weight
    between = max(0.0, (spread - (len(known) - 1) * within) / bound) if bound > 0 else 0.0
    if between > 0 and within > 0:  # the centre of the groups, each by what its mean tells
        trust = [1 / (between + within / of) for of, _, _ in known]
        grand = math.fsum(t * mean for t, (_, mean, _) in zip(trust, known, strict=True)) / math.fsum(trust)
    return Normal(grand, between, within, weight)


def quantile(a: float, b: float, share: float) -> float:
    """Return the value below which `share` of Beta(a, b) lies."""
    low, high = 0.0, 1.0
    for _ in range(48):
        middle = (low + high) / 2
        if below(a, b, middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def below(a: float, b: float, at: float) -> float:
    """Return the share of Beta(a, b) that lies below `at`: the regularised incomplete beta function."""
    if at <= 0:
        return 0.0
    if at >= 1:
        return 1.0
    front = math.exp(a * math.log(at) + b * math.log1p(-at) - _log_beta(a, b))
    if at < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, at) / a
    return 1 - front * _fraction(b, a, 1 - at) / b


def _fraction(a: float, b: float, at: float) -> float:
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * at / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    found = d
    for m in range(1, 400):
        for top in (m * (b - m) * at / ((a + 2 * m - 1) * (a + 2 * m)),
                    -(a + m) * (a + b + m) * at / ((a + 2 * m) * (a + 2 * m + 1))):  # fmt: skip
            d, c = 1 + top * d, 1 + top / c
            d = 1 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            found *= d * c
        if abs(d * c - 1) < 1e-12:
            break
    return found


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
