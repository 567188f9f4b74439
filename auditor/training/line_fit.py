"""Fitting for the line model: sparse logistic regression for wording, small networks and trees for lines."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.reading.line_model import CUT, PLAIN
from auditor.reading.line_text import BUCKETS

EPOCHS = 5
ALPHA = 4e-6

NETWORKS = ((64, 0.02, 6, 1), (64, 0.01, 6, 2), (96, 0.03, 6, 3), (48, 0.01, 7, 4))
"""Of each network: hidden units, weight decay, epochs, seed."""
TREES_SHARE = 0.5
"""What the trees weigh in the mean of log-odds; the networks share the rest."""
TREES = 160
LEAVES = 24


def fit_text(
    buckets: Sequence[NDArray[np.int32]], labels: NDArray[np.int8], weight: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Return one weight a bucket: ratio of log counts times logistic regression."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (an extra)
    from sklearn.linear_model import SGDClassifier  # noqa: PLC0415  (an extra)

    lengths = np.array([len(item) for item in buckets])
    indices = np.concatenate(buckets)
    size = np.repeat(1.0 / np.sqrt(lengths), lengths).astype(np.float32)
    of = np.repeat(np.arange(len(lengths)), lengths)
    junk = labels[of] == 1
    positive = np.bincount(indices[junk], weights=(weight[of] * size)[junk], minlength=BUCKETS) + 0.3
    negative = np.bincount(indices[~junk], weights=(weight[of] * size)[~junk], minlength=BUCKETS) + 0.3
    ratio = np.log(positive / positive.sum()) - np.log(negative / negative.sum())
    ratio = np.where((positive < 0.31) & (negative < 0.31), 0.0, ratio)
    data = size * np.abs(ratio[indices]).astype(np.float32)
    matrix = csr_matrix((data, indices, np.concatenate(([0], np.cumsum(lengths)))), shape=(len(lengths), BUCKETS))
    model = SGDClassifier(
        loss="log_loss", alpha=ALPHA, max_iter=EPOCHS, tol=None, average=True, random_state=0, fit_intercept=False,
    )  # fmt: skip
    model.fit(matrix, labels, sample_weight=weight / weight.mean())
    found: NDArray[np.float32] = (model.coef_[0] * np.abs(ratio)).astype(np.float32)
    return found


@dataclass(slots=True)
class LineModel:
    """A fitted line model: networks on standardised features, and trees on the features as they are."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    networks: list[tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], float]]
    trees: Any

    def log_odds(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the mean of what the networks and the trees say of each line."""
        networks = np.mean(self.network_odds(features), axis=0, dtype=np.float64)
        both = (1 - TREES_SHARE) * networks + TREES_SHARE * self.tree_odds(features)
        return np.where(networks > PLAIN, both, networks)

    def network_odds(self, features: NDArray[np.float32]) -> list[NDArray[np.float64]]:
        """Return the log-odds of each network."""
        inputs = np.clip((features - self.mean) / self.scale, -CUT, CUT)
        return [np.maximum(inputs @ first + bias, 0) @ second + offset for first, bias, second, offset in self.networks]

    def tree_odds(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log-odds of the trees."""
        odds: NDArray[np.float64] = self.trees.decision_function(features)
        return odds


def fit_lines(features: NDArray[np.float32], labels: NDArray[np.int8], weight: NDArray[np.float64]) -> LineModel:
    """Fit the networks and the trees."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  (an extra)
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415  (an extra)
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415  (an extra)

    mean, scale = features.mean(axis=0, dtype=np.float64), features.std(axis=0, dtype=np.float64) + 1e-3
    inputs = np.clip((features - mean) / scale, -CUT, CUT).astype(np.float32)
    weight = weight / weight.mean()
    networks = []
    for hidden, alpha, epochs, seed in NETWORKS:
        network = MLPClassifier(
            (hidden,), alpha=alpha, max_iter=epochs, batch_size=256, random_state=seed, tol=0.0, n_iter_no_change=999
        )
        with warnings.catch_warnings():
            # A few epochs are wanted: more of them fit the sites that are learnt from.
            warnings.simplefilter("ignore", ConvergenceWarning)
            network.fit(inputs, labels, sample_weight=weight)
        networks.append(
            (network.coefs_[0], network.intercepts_[0], network.coefs_[1][:, 0], float(network.intercepts_[1][0]))
        )
    trees = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=0.08, l2_regularization=5.0, max_bins=63,
        max_features=0.35, min_samples_leaf=20, early_stopping=False, random_state=0,
    ).fit(features, labels, sample_weight=weight)  # fmt: skip
    return LineModel(mean, scale, networks, trees)


def isotonic(odds: NDArray[np.float64], labels: NDArray[np.int8], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of junk that goes with odds, rising, as some twenty points: shape (2, points)."""
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415  (an extra)

    rising = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip")
    rising.fit(odds, labels, sample_weight=weight)
    points = np.unique(np.round(np.quantile(odds[odds > 0.3], np.linspace(0.0, 1.0, 25)), 2))
    # The steps of the regression are noise; the mean over a window round each point is not.
    shares = [float(rising.predict(point + np.linspace(-0.3, 0.3, 13)).mean()) for point in points]
    return np.array([points, np.maximum.accumulate(shares)])


def pack(model: LineModel, buckets: NDArray[np.float32], **settings: Any) -> dict[str, Any]:
    """Return the arrays of the model file: networks side by side, trees in one table, as few bits as they need."""
    first = np.hstack([network[0] for network in model.networks])
    bias = np.concatenate([network[1] for network in model.networks])
    second = np.concatenate([network[2] for network in model.networks]) / len(model.networks)
    offset = float(np.mean([network[3] for network in model.networks]))
    feature: list[int] = []
    left: list[int] = []
    right: list[int] = []
    roots: list[int] = []
    limit: list[float] = []
    value: list[float] = []
    deepest = 0
    for (predictor,) in model.trees._predictors:
        start = len(feature)
        roots.append(start)
        deepest = max(deepest, int(predictor.nodes["depth"].max()))
        for number, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            # A leaf leads to itself, so that all trees can be walked to the same depth.
            feature.append(0 if leaf else int(node["feature_idx"]))
            limit.append(0.0 if leaf else float(node["num_threshold"]))
            left.append(start + (number if leaf else int(node["left"])))
            right.append(start + (number if leaf else int(node["right"])))
            value.append(float(node["value"]) if leaf else 0.0)
    return {
        "buckets": buckets.astype(np.float16),
        "mean": model.mean.astype(np.float32),
        "scale": model.scale.astype(np.float32),
        "first": first.astype(np.float16),
        "bias": bias.astype(np.float16),
        "second": second.astype(np.float16),
        "offset": np.float64(offset),
        "feature": np.array(feature, np.uint8),
        "limit": np.array(limit, np.float32),
        "left": np.array(left, np.uint16),
        "right": np.array(right, np.uint16),
        "value": np.array(value, np.float16),
        "roots": np.array(roots, np.uint16),
        "depth": np.int64(deepest),
        "trees_offset": np.float64(model.trees._baseline_prediction.ravel()[0]),
        **settings,
    }
