"""The score of an article: 100 minus what each family of defects takes away, every point traced to its findings.

A finding's *load* is severity points x confidence x extent. A family takes `weight * (1 - exp(-load / scale))` points,
where load is the sum over its findings: it saturates, so one bad family cannot take more than its weight. Caps then
bound the total: a sure contradiction, a truncated text, a text that is mostly junk. There are no bonuses.

Adding a finding never raises a score; taking one away never lowers it. Beside the score stands the interval that holds
it with a probability of 90% (see `auditor.scoring.interval`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from auditor import knowledge
from auditor.finding import FAMILIES, SURE, Finding, Severity
from auditor.scoring.interval import Cap, Mark, Taken, interval, taken

WEIGHTS = "scoring/weights.toml"


@dataclass(frozen=True, slots=True)
class FamilyScore:
    """What one family takes away.

    `points`: of the 100, before caps. `load`: the sum it comes from. `findings`: how many counted. `coverage`: share of
    the family's selected checks that could run, 0 to 1.
    """

    family: str
    points: float
    load: float
    findings: int
    coverage: float

    @property
    def measured(self) -> bool:
        """False when no check of the family could run (then `points` is 0 and means nothing)."""
        return self.coverage > 0


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one article.

    `total`: 0 to 100, one decimal. `low`, `high`: the interval round it. `families`: one part each, in a fixed order.
    `caps`: the caps that apply, name to bound; `points`: fingerprint of each scored finding to the points it
    takes (they sum to the families' points; caps come on top). `coverage`: share of the selected checks that could
    run on this article, 0 to 1.
    """

    total: float
    low: float
    high: float
    families: tuple[FamilyScore, ...]
    caps: Mapping[str, float]
    points: Mapping[str, float]
    coverage: float

    def to_json(self) -> dict[str, Any]:
        """Return the score and its sum as plain data."""
        return {
            "total": self.total,
            "low": self.low,
            "high": self.high,
            "coverage": self.coverage,
            "caps": dict(self.caps),
            "families": {
                part.family: {
                    "points": part.points if part.measured else None,
                    "load": part.load,
                    "findings": part.findings,
                }
                for part in self.families
            },
        }

    def to_row(self) -> dict[str, Any]:
        """Return everything, to be read back by `from_row`."""
        return {
            "total": self.total,
            "low": self.low,
            "high": self.high,
            "coverage": self.coverage,
            "caps": dict(self.caps),
            "points": dict(self.points),
            "families": [[p.family, p.points, p.load, p.findings, p.coverage] for p in self.families],
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Score:
        """Read what `to_row` returned. A row without an interval, from an older store, gets its total for one."""
        return cls(
            row["total"],
            row.get("low", row["total"]),
            row.get("high", row["total"]),
            tuple(FamilyScore(*part) for part in row["families"]),
            row["caps"],
            row["points"],
            row["coverage"],
        )


def severity_of(rule: str) -> Severity:
    """Return the severity of a rule: its own in the weights file, else its family's."""
    weights = knowledge.toml(WEIGHTS)
    severity: Severity = (
        weights["severity"]["rules"].get(rule) or weights["severity"]["families"][rule.split("/", maxsplit=1)[0]]
    )
    return severity


def score(
    findings: Iterable[Finding],
    *,
    characters: int,
    words: int,
    ran: Mapping[str, float],
    selected: Mapping[str, float],
    weights: Mapping[str, Any] | None = None,
) -> Score:
    """Score one article.

    `findings`: those that count (no previews, no dismissed ones). `characters`, `words`: size of its text. `ran`,
    `selected`: number of checks per family that could run, and that were asked for; only their ratio matters.
    `weights`: the content of the weights file, unless another is given.
    """
    weights = weights or knowledge.toml(WEIGHTS)
    severities = weights["severity"]["points"]
    counted = [finding for finding in findings if not finding.preview]
    parts: list[FamilyScore] = []
    points: dict[str, float] = {}
    spreads: list[Taken] = []
    for family in FAMILIES:
        rule = weights["families"][family]
        asked = selected.get(family, 0)
        covered = min(1.0, ran.get(family, 0) / asked) if asked else 0.0
        own = [finding for finding in counted if finding.family == family]
        if not own:
            parts.append(FamilyScore(family, 0.0, 0.0, 0, round(covered, 3)))
            continue
        marks = [Mark(finding.confidence, _load(finding, rule, characters, words, severities)) for finding in own]
        load = math.fsum(mark.confidence * mark.load for mark in marks)
        cost = rule["weight"] * (1 - math.exp(-load / rule["scale"]))
        for finding, mark in zip(own, marks, strict=True):
            share = cost * mark.confidence * mark.load / load if load else 0.0
            points[finding.fingerprint] = points.get(finding.fingerprint, 0.0) + share
        parts.append(FamilyScore(family, round(cost, 2), round(load, 4), len(own), round(covered, 3)))
        spreads.append(taken(marks, rule["weight"], rule["scale"]))
    caps = _caps(counted, characters, weights["caps"], SURE)
    total = min([max(0.0, 100 - math.fsum(part.points for part in parts)), *(cap.bound for cap in caps.values())])
    unseen = math.fsum(
        weights["families"][part.family]["unseen"] * (1 - part.coverage) for part in parts if selected.get(part.family)
    )
    possible = _caps(counted, characters, weights["caps"], 0.0)
    low, high = interval(spreads, unseen=unseen, caps=possible.values())
    checks = sum(selected.values())
    return Score(
        total=round(total, 1),
        low=round(min(low, total), 1),
        high=round(max(high, total), 1),
        families=tuple(parts),
        caps={name: cap.bound for name, cap in caps.items()},
        points={key: round(value, 2) for key, value in points.items()},
        coverage=round(sum(ran.values()) / checks, 3) if checks else 0.0,
    )


def _load(
    finding: Finding, rule: Mapping[str, Any], characters: int, words: int, severities: Mapping[str, float]
) -> float:
    """Return severity points x extent, the extent by what the family's `extent` says.

    share: 1 plus `per_share` times the share of the text that is touched; rate: how many such findings per 1,000 words
    one finding makes, a text under `least_words` counting as that long; count: 1.
    """
    match rule["extent"]:
        case "share":
            extent = 1 + rule["per_share"] * (finding.end - finding.start) / max(characters, 1)
        case "rate":
            extent = 1000 / max(words, rule["least_words"])
        case _:
            extent = 1.0
    return float(severities[finding.severity] * extent)


def _caps(findings: list[Finding], characters: int, caps: Mapping[str, Any], least: float) -> dict[str, Cap]:
    """Return the caps that findings of at least the confidence a cap names, or else `least`, bring about."""
    found: dict[str, Cap] = {}
    if not findings:
        return found
    for name, cap in caps.items():
        hits = [
            finding
            for finding in findings
            if finding.confidence >= cap.get("confidence", least)
            and (finding.family == cap.get("family") or finding.rule in cap.get("rules", ()))
        ]
        if hits and _covered(hits) / max(characters, 1) >= cap.get("share", 0.0):
            found[name] = Cap(float(cap["at_most"]), 1 - math.prod(1 - finding.confidence for finding in hits))
    return found


def _covered(findings: list[Finding]) -> int:
    """Return how many code points of the text the findings cover, overlaps counted once."""
    covered, reached = 0, 0
    for start, end in sorted((finding.start, finding.end) for finding in findings):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered
