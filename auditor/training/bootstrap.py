"""Whether a gain on labelled articles is more than chance: the least that 19 of 20 drawings of as many articles show.

Efron and Tibshirani 1993, the percentile method, one-sided. Seeded: the same figures give the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DRAWINGS = 500
_RISK = 0.05


def surely(gain: Callable[[NDArray[np.int64]], float], articles: int) -> float:
    """Return what 19 of 20 drawings of `articles` articles reach; `gain` is given their numbers, some twice."""
    drawn = np.random.default_rng(0)
    return float(np.quantile([gain(drawn.integers(0, articles, articles)) for _ in range(_DRAWINGS)], _RISK))


def sure_mean(gains: NDArray[np.float64], articles: Sequence[Any] | NDArray[Any]) -> float:
    """Return the mean of `gains` that 19 of 20 drawings reach; those of one article are drawn together.

    `articles`: what tells the article of each gain.
    """
    at = np.unique(np.asarray(articles), return_inverse=True)[1]
    sums, counts = np.bincount(at, weights=gains), np.bincount(at)
    return surely(lambda chosen: float(sums[chosen].sum() / counts[chosen].sum()), len(counts))
