"""Fitted trees as plain data: what `auditor.reading.trees` reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Trees = list[list[list[Any]]]
"""A tree is a list of nodes: `[feature, limit, left, right]`, or `[value]` for a leaf."""


def plain_trees(model: Any) -> tuple[float, Trees]:
    """Return the bias and the trees of a fitted `HistGradientBoostingClassifier`."""
    trees: Trees = []
    for (predictor,) in model._predictors:
        tree: list[list[Any]] = []
        for node in predictor.nodes:
            if node["is_leaf"]:
                tree.append([round(float(node["value"]), 6)])
            else:
                limit = float(f"{float(node['num_threshold']):.7g}")
                tree.append([int(node["feature_idx"]), limit, int(node["left"]), int(node["right"])])
        trees.append(tree)
    return float(model._baseline_prediction.ravel()[0]), trees


def write_trees(file: Path, head: Mapping[str, Any], trees: Trees) -> None:
    """Write `file`: what `head` says of the trees, then the trees, one a line."""
    rows = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(head, indent=1)[:-2] + ',\n "trees": [\n' + rows + "\n ]\n}\n"
    file.write_text(text, encoding="utf-8")
