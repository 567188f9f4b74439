"""Weights of the score, fitted to how people rate whole articles.

Reads `ratings.jsonl`: one rating a line, with `article`, `run`, `who`, `rating` (1 unusable to 5 clean) and `loads`,
what each family of defects weighs in the article (`auditor train score --from-store` takes them from a store). The
score stays what it is, 100 minus `weight * (1 - exp(-load / scale))` for each family, so it still never rises with a
finding: only the weights are fitted, none below zero, by least squares with a pull towards the present ones. The fit is
kept only if it surely orders articles it has not seen better than the present weights do.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from auditor import knowledge
from auditor.finding import FAMILIES
from auditor.training import Say, TrainingError, labelled, read_rows
from auditor.training.bootstrap import surely

WEIGHTS = "scoring/weights.toml"
FROM_STORE = True
FOLDS = 5
LEAST = 50
"""Rated articles below which a fit would follow chance."""
_PULL = 0.1
"""How hard the present weights hold, as a share of the number of articles: one in ten votes for them."""
_ROUNDS = 500
_MOST = 100.0

Array = np.ndarray[Any, np.dtype[np.float64]]


def train(data: Path, into: Path, say: Say) -> None:
    """Fit the weights; see `auditor.training`. Raises `TrainingError` if the fit is no better than what there is."""
    present = knowledge.toml(WEIGHTS)["families"]
    rated: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for article, row in read_rows(labelled(data, "ratings.jsonl"), _rating, "auditor train score --from-store"):
        rated[article].append(row)
    say(f"{sum(len(item) for item in rated.values())} ratings of {len(rated)} articles")
    agreement = kappa(rated)
    say(
        "kappa between raters: "
        + ("fewer than two rated the same articles" if agreement is None else f"{agreement:.3f}")
    )
    if len(rated) < LEAST:
        raise TrainingError(f"{len(rated)} rated articles; {LEAST} at least are needed: auditor review --rate")
    names = sorted(rated)
    wanted = np.array([25.0 * (np.mean([row["rating"] for row in rated[name]]) - 1) for name in names])
    shares = np.array([[_share(rated[name][0]["loads"], family, present) for family in FAMILIES] for name in names])
    start = np.array([float(present[family]["weight"]) for family in FAMILIES])
    folds = np.array([int(hashlib.sha256(name.encode("utf-8", "replace")).hexdigest(), 16) % FOLDS for name in names])
    unseen = np.zeros(len(names))
    for fold in range(FOLDS):
        kept = folds != fold
        unseen[~kept] = 100 - shares[~kept] @ fit(shares[kept], 100 - wanted[kept], start)
    present_score = 100 - shares @ start
    before, after = spearman(present_score, wanted), spearman(unseen, wanted)
    say(f"rank correlation with people, articles not seen: {before:.3f} before, {after:.3f} after")
    gain = surely(lambda at: spearman(unseen[at], wanted[at]) - spearman(present_score[at], wanted[at]), len(wanted))
    if not gain > 0:
        raise TrainingError(
            "the fitted weights do not surely order unseen articles better than the present ones "
            f"(gain at least {gain:+.3f}); nothing written"
        )
    weights = fit(shares, 100 - wanted, start)
    for family, old, new in zip(FAMILIES, start, weights, strict=True):
        say(f"  {family:<20} {old:6.1f} -> {new:6.1f}")
    file = into / WEIGHTS
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        _rewritten(knowledge.path(WEIGHTS).read_text(encoding="utf-8"), weights, len(names)), encoding="utf-8"
    )
    say(f"wrote {file}")


def fit(shares: Array, taken: Array, start: Array) -> Array:
    """Return weights from 0 to 100 that come near `taken` (points each article loses), pulled towards `start`.

    `shares`: articles x families. Coordinate descent; it ends at the one best point, as the sum of squares is convex.
    """
    pull = _PULL * max(1, len(taken))
    weights = start.copy()
    for _ in range(_ROUNDS):
        before = weights.copy()
        for at in range(len(weights)):
            rest = taken - shares @ weights + shares[:, at] * weights[at]
            best = (shares[:, at] @ rest + pull * start[at] / len(start)) / (
                shares[:, at] @ shares[:, at] + pull / len(start)
            )
            weights[at] = min(max(best, 0.0), _MOST)
        if np.abs(weights - before).max() < 1e-6:
            break
    return weights


def spearman(one: Array, other: Array) -> float:
    """Return the rank correlation of two lists, equal values sharing their mean rank; 0 if one is constant."""
    ranks = [_ranks(values) for values in (one, other)]
    spread = [float(rank.std()) for rank in ranks]
    if not all(spread):
        return 0.0
    return float(((ranks[0] - ranks[0].mean()) * (ranks[1] - ranks[1].mean())).mean() / (spread[0] * spread[1]))


def kappa(rated: Mapping[str, Sequence[Mapping[str, Any]]]) -> float | None:
    """Return Cohen's kappa with quadratic weights over all pairs of raters of one article; None without a pair."""
    pairs = [
        (first["rating"], second["rating"])
        for rows in rated.values()
        for first, second in itertools.permutations(rows, 2)
    ]
    if not pairs:
        return None
    table = np.zeros((5, 5))
    for first, second in pairs:
        table[first - 1, second - 1] += 1
    table /= table.sum()
    away = np.array([[(row - column) ** 2 for column in range(5)] for row in range(5)]) / 16
    expected = float((away * np.outer(table.sum(axis=1), table.sum(axis=0))).sum())
    return 1.0 if expected == 0 else 1 - float((away * table).sum()) / expected


def _ranks(values: Array) -> Array:
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(len(values))
    for value in np.unique(values):
        same = values == value
        ranks[same] = ranks[same].mean()
    return ranks


def _share(loads: Mapping[str, float], family: str, present: Mapping[str, Any]) -> float:
    """Return the share of its weight that a family takes."""
    return float(1 - np.exp(-float(loads.get(family, 0.0)) / present[family]["scale"]))


def _rating(row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return which article a row rates, in which run, and the row."""
    if row["rating"] not in range(1, 6):
        raise ValueError(f"rating: found {row['rating']!r:.40}; allowed: 1 to 5")
    if not isinstance(row["loads"], dict):
        raise ValueError(f"loads: found {row['loads']!r:.40}; allowed: families with their loads")
    return f"{row['run']}:{row['article']}", row


def _rewritten(text: str, weights: Array, articles: int) -> str:
    """Return the weights file with new weights, its comments kept, and a new version."""
    for family, weight in zip(FAMILIES, weights, strict=True):
        section = re.compile(rf"(\[families\.{re.escape(family)}\][^\[]*?\bweight = )[\d.]+")
        text = section.sub(lambda found, new=float(weight): f"{found[1]}{new:.2f}", text, count=1)  # type: ignore[misc]  # a default
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    version = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}-{digest}, fitted to ratings of {articles} articles"
    return re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', text, count=1)
