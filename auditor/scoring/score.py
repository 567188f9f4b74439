"""The score of an article: 100 minus what each family of defects takes away, every point traced to its findings.

A finding's *load* is severity points x confidence x extent. A family takes `weight * (1 - exp(-load / scale))` points,
where load is the sum over its findings: it saturates, so one bad family cannot take more than its weight. Caps then
bound the total: a sure contradiction, a truncated text, a text that is mostly junk. There are no bonuses.

Adding a finding never raises a score; taking one away never lowers it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from auditor import knowledge
from auditor.finding import FAMILIES, SURE, Finding, Severity

WEIGHTS = "scoring/weights.toml"


@dataclass(frozen=True, slots=True)
class FamilyScore:
    """What one family takes away.

    `points`: of the 100, before caps. `load`: the sum it comes from. `findings`: how many counted. `measured`: False
    when no check of the family could run (then points is 0 and means nothing).
    """

    family: str
    points: float
    load: float
    findings: int
    measured: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one article.

    `total`: 0 to 100, one decimal. `families`: one part each, in a fixed order. `caps`: the caps that apply, name to
    bound; `points`: fingerprint of each scored finding to the points it takes (they sum to the families' points; caps
    come on top). `coverage`: share of the selected checks that could run on this article, 0 to 1.
    """

    total: float
    families: tuple[FamilyScore, ...]
    caps: Mapping[str, float]
    points: Mapping[str, float]
    coverage: float

    def to_json(self) -> dict[str, Any]:
        """Return the score and its sum as plain data."""
        return {
            "total": self.total,
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
    ran: Mapping[str, int],
    selected: Mapping[str, int],
    weights: Mapping[str, Any] | None = None,
) -> Score:
    """Score one article.

    `findings`: those that count (no previews, no dismissed ones). `characters`, `words`: size of its text. `ran`,
    `selected`: number of checks per family that could run, and that were asked for. `weights`: the content of the
    weights file, unless another is given.
    """
    weights = weights or knowledge.toml(WEIGHTS)
    counted = [finding for finding in findings if not finding.preview]
    parts: list[FamilyScore] = []
    points: dict[str, float] = {}
    for family in FAMILIES:
        rule = weights["families"][family]
        own = [finding for finding in counted if finding.family == family]
        loads = [_load(finding, rule, characters, words, weights["severity"]["points"]) for finding in own]
        load = math.fsum(loads)
        taken = rule["weight"] * (1 - math.exp(-load / rule["scale"]))
        for finding, share in zip(own, loads, strict=True):
            points[finding.fingerprint] = points.get(finding.fingerprint, 0.0) + (taken * share / load if load else 0.0)
        parts.append(FamilyScore(family, round(taken, 2), round(load, 4), len(own), bool(ran.get(family, 0))))
    caps = _caps(counted, characters, weights["caps"])
    total = max(0.0, 100 - math.fsum(part.points for part in parts))
    total = min([total, *caps.values()])
    asked = sum(selected.values())
    return Score(
        round(total, 1),
        tuple(parts),
        caps,
        {key: round(value, 2) for key, value in points.items()},
        round(sum(ran.values()) / asked, 3) if asked else 0.0,
    )


def _load(
    finding: Finding, rule: Mapping[str, Any], characters: int, words: int, severities: Mapping[str, float]
) -> float:
    """Return severity points x confidence x extent, the extent by what the family's `extent` says.

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
    return float(severities[finding.severity] * finding.confidence * extent)


def _caps(findings: list[Finding], characters: int, caps: Mapping[str, Any]) -> dict[str, float]:
    found = {}
    for name, cap in caps.items():
        hits = [
            finding
            for finding in findings
            if finding.confidence >= cap.get("confidence", SURE)
            and (finding.family == cap.get("family") or finding.rule in cap.get("rules", ()))
        ]
        share = _covered(hits) / max(characters, 1)
        if hits and share >= cap.get("share", 0.0):
            found[name] = float(cap["at_most"])
    return found


def _covered(findings: list[Finding]) -> int:
    """Return how many code points of the text the findings cover, overlaps counted once."""
    covered, reached = 0, 0
    for start, end in sorted((finding.start, finding.end) for finding in findings):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered
