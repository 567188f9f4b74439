"""A small set of decision trees kept as plain data: the weights behind a probability.

A file holds `features` (names, in order), `bias`, `threshold`, `trees` and the figures it was measured with. A tree is
a list of nodes: `[feature, limit, left, right]` (left when the value is at most the limit) or `[value]` for a leaf.
`stops` (optional): pairs of a number of trees and the least sum after them from which the threshold is still reached.
"""

from __future__ import annotations

import functools
import itertools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.knowledge import path

Node = tuple[int, float, int, int] | tuple[float]
Branch = tuple[int, float, Any, Any] | float
"""A node with those below it in place of their numbers: feature, limit, left, right; or the value of a leaf."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees for a yes-or-no question."""

    features: tuple[str, ...]
    bias: float
    threshold: float
    trees: tuple[tuple[Node, ...], ...]
    stops: Mapping[int, float]
    _whole: tuple[Branch, ...] = field(init=False, repr=False, compare=False)
    _stages: tuple[tuple[float, tuple[Branch, ...]], ...] = field(init=False, repr=False, compare=False)
    """The trees from one stop to the next, each part with the least sum from which it is still asked."""

    def __post_init__(self) -> None:
        whole = tuple(_branch(tree, 0) for tree in self.trees)
        ends = sorted({0, *self.stops, len(whole)})
        stages = tuple(
            (self.stops.get(first, -math.inf), whole[first:last]) for first, last in itertools.pairwise(ends)
        )
        object.__setattr__(self, "_whole", whole)  # the class is frozen
        object.__setattr__(self, "_stages", stages)

    def probability(self, values: Mapping[str, float], *, whole: bool = False) -> float:
        """Return the probability of yes, 0 if it is clear early that the threshold is not reached.

        `values` has every feature of the file by name. `whole`: not to stop early.
        """
        row = [values[name] for name in self.features]
        total = self.bias
        for least, trees in ((-math.inf, self._whole),) if whole else self._stages:
            if total < least:
                return 0.0
            for node in trees:
                while type(node) is tuple:
                    feature, limit, low, high = node
                    node = low if row[feature] <= limit else high  # noqa: PLW2901  (down the tree)
                total += node  # type: ignore[operator]  # a leaf
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _branch(tree: tuple[Node, ...], at: int) -> Branch:
    node = tree[at]
    if len(node) == 1:
        return node[0]
    feature, limit, left, right = node
    return feature, limit, _branch(tree, left), _branch(tree, right)


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
