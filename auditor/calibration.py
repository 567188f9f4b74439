"""How sure a finding is, by how often people confirmed such: a map from what its check says, rule by rule.

The map is a line in log odds, `slope * logit(confidence) + shift`, and rises, so it never turns the order of a rule's
findings. It is fitted to editors' decisions (`auditor train confidence --from-store`); a rule without a map keeps what
its check says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from auditor import knowledge

MAPS = "scoring/confidence.toml"
_EDGE = 1e-3
"""Confidences are held this far from 0 and 1, where log odds have no end."""


def logit(confidence: float) -> float:
    """Return the log odds of a confidence."""
    held = min(max(confidence, _EDGE), 1 - _EDGE)
    return math.log(held / (1 - held))


def mapped(confidence: float, slope: float, shift: float) -> float:
    """Return the confidence that a map makes of one."""
    return 1 / (1 + math.exp(-(slope * logit(confidence) + shift)))


def unmapped(confidence: float, slope: float, shift: float) -> float:
    """Return the confidence that a map made one of."""
    return 1 / (1 + math.exp(-(logit(confidence) - shift) / slope))


def calibrated(rule: str, confidence: float) -> float:
    """Return how sure a finding of `rule` is to whose check it is as sure as `confidence`."""
    known: Mapping[str, float] | None = knowledge.toml(MAPS)["rules"].get(rule)
    return confidence if known is None else mapped(confidence, known["slope"], known["shift"])
