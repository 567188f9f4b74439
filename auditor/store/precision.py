"""How often a rule is right, as far as people decided: confirmed findings among those decided, with a lower bound."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from auditor.store import decisions
from auditor.store.database import Store
from auditor.store.schema import finding

_Z = 1.96
"""Normal quantile of a two-sided 95% interval."""
_CHUNK = 500
LEAST = 20
"""Decisions below which a bound says more about their number than about the rule."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What people decided on the findings of one rule."""

    confirmed: int
    decided: int

    @property
    def lower(self) -> float:
        """The lower end of Wilson's 95% interval for the share that is confirmed; 0 without decisions."""
        if not self.decided:
            return 0.0
        share, n = self.confirmed / self.decided, self.decided
        middle = share + _Z**2 / (2 * n)
        spread = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return max(0.0, (middle - spread) / (1 + _Z**2 / n))

    def __str__(self) -> str:
        """Return "18 of 20 confirmed, at least 70%"."""
        return f"{self.confirmed} of {self.decided} confirmed, at least {math.floor(100 * self.lower)}%"


def measured(store: Store) -> dict[str, Measured]:
    """Return rule to what was decided on it. A decision counts once, however many findings it covers."""
    standing = [item for item in decisions.active(store) if item.kind in ("confirm", "dismiss")]
    unnamed = {item.fingerprint for item in standing if item.rule is None and item.fingerprint}
    rules = _rules(store, sorted(unnamed))
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in standing:
        rule = item.rule or rules.get(item.fingerprint or "")
        if rule:
            counts[rule][0] += item.kind == "confirm"
            counts[rule][1] += 1
    return {rule: Measured(*pair) for rule, pair in sorted(counts.items())}


def below(found: Mapping[str, Measured], floor: float) -> dict[str, str]:
    """Return the rules whose lower bound is below `floor`, each with the reason; those with few decisions left out."""
    return {
        rule: f"measured precision below {floor:.0%}: {item}"
        for rule, item in found.items()
        if item.decided >= LEAST and item.lower < floor
    }


def _rules(store: Store, fingerprints: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    with store.read() as connection:
        for start in range(0, len(fingerprints), _CHUNK):
            wanted = fingerprints[start : start + _CHUNK]
            query = select(finding.c.fingerprint, finding.c.rule).where(finding.c.fingerprint.in_(wanted))
            found |= {row.fingerprint: row.rule for row in connection.execute(query)}
    return found
