"""From a score to a verdict, by the thresholds of the configuration."""

from __future__ import annotations

from typing import Literal

Verdict = Literal["accept", "review", "reject"]
VERDICTS: tuple[Verdict, ...] = ("accept", "review", "reject")


def verdict(total: float, *, accept: float, reject: float) -> Verdict:
    """Return accept from the score `accept` on, reject below `reject`, review between."""
    if total >= accept:
        return "accept"
    return "reject" if total < reject else "review"
