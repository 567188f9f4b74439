"""Confidence of findings, fitted rule by rule to what editors confirmed and dismissed.

Reads `labelled.jsonl`, as `auditor export --labelled` writes it (`auditor train confidence --from-store` takes it from
a store). Each rule with enough decisions gets a line in log odds (`auditor.calibration`), by maximum likelihood
with a pull towards what the check says itself, so few decisions move it little. The maps are kept only if they surely
tell better how often findings of unseen articles are confirmed, by log loss.
"""

from __future__ import annotations

import datetime
import hashlib
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from auditor import knowledge
from auditor.calibration import MAPS, logit, mapped, unmapped
from auditor.training import Say, TrainingError, labelled, read_rows
from auditor.training.bootstrap import sure_mean

LEAST = 20
"""Decisions on a rule below which it keeps what its check says."""
FROM_STORE = True
FOLDS = 5
_SLOPE, _SHIFT = 0.4, 1.0
"""Standard deviations of the pull: slopes lie about 1, shifts about 0."""
_LEAST_SLOPE = 0.1
_ROUNDS = 50

Map = tuple[float, float]
"""Slope and shift."""
AS_IT_IS: Map = (1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Decided:
    """A finding that was decided on. `confidence`: what the check said, without any map."""

    article: str
    rule: str
    confidence: float
    confirmed: bool


def train(data: Path, into: Path, say: Say) -> None:
    """Fit the maps; see `auditor.training`. Raises `TrainingError` if they are no better than what there is."""
    present = knowledge.toml(MAPS)
    decided = [
        item
        for items in read_rows(
            labelled(data, "labelled.jsonl"), lambda row: _decisions(row, present), "auditor export --labelled"
        )
        for item in items
    ]
    by_rule: defaultdict[str, list[Decided]] = defaultdict(list)
    for item in decided:
        by_rule[item.rule].append(item)
    say(f"{len(decided)} decisions on findings of {len({item.article for item in decided})} articles")
    fitted = {rule: items for rule, items in sorted(by_rule.items()) if len(items) >= LEAST}
    if not fitted:
        raise TrainingError(f"no rule has {LEAST} decided findings; confirm or dismiss more: auditor review")
    used = [item for items in fitted.values() for item in items]
    before = [loss(mapped(item.confidence, *_present(present, item.rule)), item.confirmed) for item in used]
    after = [
        loss(mapped(item.confidence, *found), item.confirmed)
        for items in fitted.values()
        for item, found in zip(items, _unseen(items), strict=True)
    ]
    say(
        f"log loss on articles not seen, over {len(used)} decisions on {len(fitted)} rules: "
        f"{np.mean(before):.3f} before, {np.mean(after):.3f} after"
    )
    gain = sure_mean(np.array(before) - np.array(after), [item.article for item in used])
    if not gain > 0:
        raise TrainingError(
            "the fitted maps do not surely tell better how often findings are confirmed "
            f"(gain at least {gain:+.4f}); nothing written"
        )
    maps = {rule: fit(items) for rule, items in fitted.items()}
    for rule, items in fitted.items():
        said = np.mean([mapped(item.confidence, *_present(present, rule)) for item in items])
        told = np.mean([mapped(item.confidence, *maps[rule]) for item in items])
        share = np.mean([item.confirmed for item in items])
        say(f"  {rule:<40} {len(items):4} decided, {share:4.0%} confirmed; confidence {said:.2f} -> {told:.2f}")
    kept = {rule: _present(present, rule) for rule in present["rules"]} | maps
    file = into / MAPS
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_written(kept, len(used)), encoding="utf-8")
    say(f"wrote {file}")


def fit(items: Sequence[Decided]) -> Map:
    """Return the map under which the decisions are likeliest, pulled towards leaving confidences as they are.

    Newton's method on a function with one peak; a slope that would fall or be flat is held at the least one.
    """
    given = np.array([logit(item.confidence) for item in items])
    wanted = np.array([float(item.confirmed) for item in items])
    slope, shift = AS_IT_IS
    free = True
    for _ in range(_ROUNDS):
        told = 1 / (1 + np.exp(-(slope * given + shift)))
        weight = told * (1 - told)
        down = np.array(
            [
                float(((told - wanted) * given).sum()) + (slope - 1) / _SLOPE**2,
                float((told - wanted).sum()) + shift / _SHIFT**2,
            ]
        )
        cross = float((weight * given).sum())
        bend = np.array(
            [
                [float((weight * given**2).sum()) + 1 / _SLOPE**2, cross],
                [cross, float(weight.sum()) + 1 / _SHIFT**2],
            ]
        )
        step = np.linalg.solve(bend, down) if free else np.array([0.0, down[1] / bend[1, 1]])
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        slope, shift = slope - float(step[0]), shift - float(step[1])
        if free and slope < _LEAST_SLOPE:
            slope, free = _LEAST_SLOPE, False
        if float(np.abs(step).max()) < 1e-9:
            break
    return slope, shift


def loss(told: float, confirmed: bool) -> float:
    """Return the log loss of one decision: the surprise, in natural units."""
    return -math.log(told if confirmed else 1 - told)


def _unseen(items: Sequence[Decided]) -> list[Map]:
    """Return for each decision a map fitted without the articles of its fold."""
    folds = [int(hashlib.sha256(item.article.encode("utf-8", "replace")).hexdigest(), 16) % FOLDS for item in items]
    maps = [
        fit([item for item, of in zip(items, folds, strict=True) if of != fold]) if fold in folds else AS_IT_IS
        for fold in range(FOLDS)
    ]
    return [maps[fold] for fold in folds]


def _present(maps: Mapping[str, Any], rule: str) -> Map:
    known = maps["rules"].get(rule)
    return AS_IT_IS if known is None else (known["slope"], known["shift"])


def _decisions(row: Mapping[str, Any], present: Mapping[str, Any]) -> list[Decided]:
    """Read the decisions on one article, with what the checks said before the maps that were in force then."""
    mapped_then = bool(present["model"]["fitted"]) and row["audited"] >= present["model"]["fitted"]
    found = []
    for label in row["labels"]:
        if label["label"] not in ("confirmed", "dismissed"):
            raise ValueError(f"label: found {label['label']!r}; allowed: confirmed, dismissed")
        said, rule = float(label["confidence"]), str(label["rule"])
        said = unmapped(said, *_present(present, rule)) if mapped_then else said
        found.append(Decided(str(row["id"]), rule, said, label["label"] == "confirmed"))
    return found


def _written(maps: Mapping[str, Map], decisions: int) -> str:
    """Return the file of the maps; its head stays as it is shipped."""
    shipped = knowledge.path(MAPS).read_text(encoding="utf-8")
    head = "".join(line + "\n" for line in shipped.splitlines() if line.startswith("#"))
    now = datetime.datetime.now(datetime.UTC)
    rules = "".join(f'"{rule}" = {{ slope = {a:.4f}, shift = {b:.4f} }}\n' for rule, (a, b) in sorted(maps.items()))
    digest = hashlib.sha256(rules.encode()).hexdigest()[:8]
    version = f"{now:%Y-%m-%d}-{digest}, fitted to {decisions} decisions"
    return f'{head}\n[model]\nversion = "{version}"\nfitted = "{now:%Y-%m-%dT%H:%M:%S+00:00}"\n\n[rules]\n{rules}'
