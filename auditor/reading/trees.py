"""A small set of decision trees kept as plain data: the weights behind a probability.

A file holds `features` (names, in order), `bias`, `threshold`, `trees` and the figures it was measured with. A tree is
a list of nodes: `[feature, limit, left, right]` (left when the value is at most the limit) or `[value]` for a leaf.
`stops` (optional): pairs of a number of trees and the least sum after them from which the threshold is still reached.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor.knowledge import path

Node = tuple[int, float, int, int] | tuple[float]


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees for a yes-or-no question."""

    features: tuple[str, ...]
    bias: float
    threshold: float
    trees: tuple[tuple[Node, ...], ...]
    stops: Mapping[int, float]

    def probability(self, values: Mapping[str, float], *, whole: bool = False) -> float:
        """Return the probability of yes, 0 if it is clear early that the threshold is not reached.

        `values` has every feature of the file by name. `whole`: not to stop early.
        """
        row = [values[name] for name in self.features]
        total, stops = self.bias, {} if whole else self.stops
        for number, tree in enumerate(self.trees):
            if number in stops and total < stops[number]:
                return 0.0
            node = tree[0]
            while len(node) == 4:
                node = tree[node[2] if row[node[0]] <= node[1] else node[3]]
            total += node[0]
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def make_trees(data: Mapping[str, Any]) -> Trees:
    """Return the trees that a file holds."""
    return Trees(
        tuple(data["features"]),
        data["bias"],
        data["threshold"],
        tuple(tuple(tuple(node) for node in tree) for tree in data["trees"]),
        {int(number): float(least) for number, least in data.get("stops", ())},
    )


@functools.cache
def load_trees(name: str) -> Trees:
    """Read the trees of `knowledge/<name>` once per process."""
    return make_trees(json.loads(path(name).read_text(encoding="utf-8")))
