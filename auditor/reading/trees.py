"""A small set of decision trees kept as plain data: the weights behind a probability.

A file holds `features` (names, in order), `bias`, `threshold`, `trees` and the figures it was measured with. A tree is
a list of nodes: `[feature, limit, left, right]` (left when the value is at most the limit) or `[value]` for a leaf.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.knowledge import path

Node = Sequence[float]


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees for a yes-or-no question."""

    features: tuple[str, ...]
    bias: float
    threshold: float
    trees: tuple[tuple[Node, ...], ...]

    def probability(self, values: Mapping[str, float]) -> float:
        """Return the probability of yes; `values` has every feature of the file by name."""
        row = [values[name] for name in self.features]
        total = self.bias
        for tree in self.trees:
            node = tree[0]
            while len(node) > 1:
                node = tree[int(node[2] if row[int(node[0])] <= node[1] else node[3])]
            total += node[0]
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@functools.cache
def load_trees(name: str) -> Trees:
    """Read the trees of `knowledge/<name>` once per process."""
    data = json.loads(path(name).read_text(encoding="utf-8"))
    return Trees(
        tuple(data["features"]),
        data["bias"],
        data["threshold"],
        tuple(tuple(tuple(node) for node in tree) for tree in data["trees"]),
    )
