"""The model behind machine-translation-probability; chosen and calibrated by leaving one year out.

Reads `dev_docs.jsonl.gz`: rows of `kind` (original, human_translation, mt), `lang_pair`, `year`, `doc_id`,
`sys_tercile` and `text`, several rows for one article. Needs the extra `train`; some five minutes.

Every article weighs the same in each class, then every year and language pair, then the classes: what is left to tell
them apart is hardly the topic. Three figures are told apart everywhere: a year left out (a system of an unknown year),
articles left out (five folds by `doc_id`), and none of what was fitted on.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from auditor.reading.translation_signs import EVEN, MOST_CHARACTERS, growth
from auditor.reading.word_patterns import BITS, read_word_patterns
from auditor.training import Say, json_rows, labelled

FILE = "dev_docs.jsonl.gz"
STRENGTH = {"words": 20.0, "patterns": 3.0, "letters": 3.0}
"""Kind of n-gram to the inverse strength of its regularisation (liblinear's C)."""
STEADY = frozenset(["patterns", "letters"])
"""Kinds whose n-grams count the more, the steadier their lean is over years and language pairs."""
SHARES = {"words": 1.0, "patterns": 1.0, "letters": 1.3}
"""Kind of n-gram to what a spread of its score counts in the sum."""
CARRIED = 0.9
"""By how much the slope is flattened: in years that the calibration did not see, scores say less than in its own."""
NEUTRAL = 0.9
"""The sum of scores towards which short texts are drawn, in spreads of the scores of unseen years."""
FOLDS = 5
LEAST_GROUPS = 3
"""Over fewer groups nothing can be called steady."""
LEAST_ARTICLES = 3
"""An n-gram in fewer rows than this has no weight."""
CALLED_ORIGINALS, CALLED_HUMAN = 0.01, 0.02
"""The most originals, and the most human texts of any kind, that the threshold may call."""
CLIPPED = 0.9995
"""Weights above this quantile are cut, so that eight bits are enough for the rest."""

Array = Any


@dataclass(slots=True)
class Rows:
    """The labelled texts: counts by kind of n-gram (sparse, a row a text), and what is known of each text."""

    counts: dict[str, Any]
    machine: Array
    original: Array
    years: Array
    articles: Array
    groups: Array
    terciles: Array
    growth: Array


def collect(file: Path) -> Rows:
    """Read and count the labelled texts."""
    from scipy import sparse  # noqa: PLC0415  (an extra)

    found: list[dict[str, Any]] = []
    cells: dict[str, tuple[list[Array], list[Array], list[int]]] = {kind: ([], [], [0]) for kind in BITS}
    for row in json_rows(file):
        patterns = read_word_patterns(row.pop("text")[:MOST_CHARACTERS])
        row["characters"] = patterns.characters
        found.append(row)
        for kind, (columns, values, ends) in cells.items():
            bucket, count = np.unique(patterns.buckets[kind], return_counts=True)
            columns.append(bucket.astype(np.int32))
            values.append(np.sqrt(count).astype(np.float32))
            ends.append(ends[-1] + len(bucket))
    counts = {
        kind: sparse.csr_matrix(
            (np.concatenate(values), np.concatenate(columns), ends), shape=(len(found), 1 << BITS[kind])
        )
        for kind, (columns, values, ends) in cells.items()
    }
    groups = {row["doc_id"]: f"{row['year']} {row['lang_pair']}" for row in found if row["kind"] == "mt"}
    return Rows(
        counts,
        np.array([row["kind"] == "mt" for row in found]),
        np.array([row["kind"] == "original" for row in found]),
        np.array([row["year"] for row in found]),
        np.array([row["doc_id"] for row in found]),
        np.array([groups.get(row["doc_id"], f"{row['year']} {row['lang_pair']}") for row in found]),
        np.array([row["sys_tercile"] or "" for row in found]),
        np.array([growth(row["characters"]) for row in found]),
    )


def weights(rows: Rows, chosen: Array) -> Array:
    """Return a weight for each row of `chosen` (row numbers), with mean 1."""
    versions = Counter((rows.articles[row], rows.machine[row]) for row in chosen)
    found = np.array([1 / versions[rows.articles[row], rows.machine[row]] for row in chosen])
    for key in (rows.groups[chosen], rows.machine[chosen]):
        for value in set(key.tolist()):
            found[key == value] /= found[key == value].sum()
    return found / found.mean()


def fit(rows: Rows, kind: str, chosen: Array) -> tuple[Array, Array, float]:
    """Return the rarity and the weight of every bucket, and the constant, fitted on the rows `chosen`."""
    counts = rows.counts[kind][chosen]
    weight = weights(rows, chosen)
    articles = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log(len(chosen) / np.maximum(articles, 1)) + 1
    rarity[articles < LEAST_ARTICLES] = 0
    if kind in STEADY:
        rarity = rarity * steadiness(_scaled(counts, rarity), rows, chosen, weight)
    coefficients, constant = _fitted(STRENGTH[kind], _scaled(counts, rarity), rows.machine[chosen], weight)
    return rarity, coefficients, constant


def _fitted(strength: float, scaled: Any, target: Array, weight: Array) -> tuple[Array, float]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (an extra)

    model = LogisticRegression(C=strength, solver="liblinear", dual=True, tol=0.1, max_iter=300, random_state=0)
    model.fit(scaled, target, sample_weight=weight)
    return model.coef_[0], float(model.intercept_[0])


def steadiness(scaled: Any, rows: Rows, chosen: Array, weight: Array) -> Array:
    """Return for each bucket how steady its lean towards one class is over years and language pairs, mean square 1.

    The lean in a group is the mean of machine texts less that of human ones. What leans one way in one group and the
    other way in the next tells of a system or a topic, not of translation.
    """
    leans = []
    for group in sorted(set(rows.groups[chosen].tolist())):
        inside = rows.groups[chosen] == group
        machine, human = inside & rows.machine[chosen], inside & ~rows.machine[chosen]
        if machine.any() and human.any():
            share = np.where(machine, weight / weight[machine].sum(), 0) - np.where(
                human, weight / weight[human].sum(), 0
            )
            leans.append(np.asarray(share @ scaled).ravel())
    if len(leans) < LEAST_GROUPS:
        return np.ones(scaled.shape[1])
    table = np.array(leans)
    error = table.std(0) / math.sqrt(len(table))
    ratio = np.abs(table.mean(0)) / (error + np.abs(table).mean() + 1e-12)
    steady = ratio / (1 + ratio)
    return steady / math.sqrt(float((steady * steady).mean()) or 1.0)


def _scaled(counts: Any, rarity: Array) -> Any:
    from scipy import sparse  # noqa: PLC0415  (an extra)

    scaled = counts @ sparse.diags(rarity.astype(np.float32))
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(1)).ravel())
    return sparse.diags((1 / np.maximum(length, 1e-9)).astype(np.float32)) @ scaled


def out_of_fold(rows: Rows, folds: Array) -> dict[str, Array]:
    """Return the score of every row by kind of n-gram, from models that saw nothing of its fold."""
    scores = {kind: np.zeros(len(folds)) for kind in BITS}
    for fold in sorted(set(folds.tolist())):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        for kind, score in scores.items():
            rarity, weight, constant = fit(rows, kind, outside)
            score[inside] = _scaled(rows.counts[kind][inside], rarity) @ weight + constant
    return scores


def combine(rows: Rows, scores: dict[str, Array], units: dict[str, float]) -> Array:
    """Return the sum of the scores in their units, drawn towards `NEUTRAL` where texts are short."""
    return (np.sum([scores[kind] * units[kind] for kind in BITS], axis=0) - NEUTRAL) * rows.growth


def units_of(scores: dict[str, Array]) -> dict[str, float]:
    """Return what each kind of score is multiplied by: its share, by its spread over texts not seen in training."""
    return {kind: SHARES[kind] / (float(score.std()) or 1.0) for kind, score in scores.items()}


def calibrate(sums: Array, machine: Array) -> tuple[float, float]:
    """Return slope and intercept of the log odds, both classes weighing the same (Platt), flattened by `CARRIED`."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (an extra)

    weight = np.ones(len(sums))
    for value in (True, False):
        weight[machine == value] /= weight[machine == value].sum()
    model = LogisticRegression(C=1e6).fit(sums[:, None], machine, sample_weight=weight * len(sums))
    return CARRIED * float(model.coef_[0, 0]), CARRIED * float(model.intercept_[0])


def auc(machine: Array, human: Array) -> float:
    """Return the probability that a machine text scores above a human one, ties counted half; nan without texts."""
    if not len(machine) or not len(human):
        return float("nan")
    order = np.sort(human)
    below, upto = np.searchsorted(order, machine, "left"), np.searchsorted(order, machine, "right")
    return float((below + upto).mean() / 2 / len(human))


def found_at(machine: Array, human: Array, rate: float) -> float:
    """Return the share of machine texts above all but `rate` of the human ones."""
    return float((machine > np.sort(human)[::-1][int(rate * len(human))]).mean())


def calibration_error(probability: Array, machine: Array, bins: int = 10) -> float:
    """Return the mean gap between stated and met share over ten bins, both classes weighing the same."""
    weight = np.where(machine, 1 / max(machine.sum(), 1), 1 / max((~machine).sum(), 1)) / 2
    place = np.minimum((probability * bins).astype(int), bins - 1)
    return float(sum(abs((weight * (probability - machine))[place == number].sum()) for number in range(bins)))


def bench(rows: Rows, score: Array) -> dict[str, Any]:
    """Return the figures of one score: over all, by year, by system tercile."""
    machine, human, original = rows.machine, ~rows.machine, rows.original
    found: dict[str, Any] = {
        "auc": auc(score[machine], score[human]),
        "auc_originals": auc(score[machine], score[original]),
        "auc_to_2014": auc(score[machine & (rows.years <= 2014)], score[human]),
        "auc_2015_2018": auc(score[machine & (rows.years > 2014) & (rows.years < 2019)], score[human]),
        "auc_from_2019": auc(score[machine & (rows.years >= 2019)], score[human]),
        "found_at_1_percent": found_at(score[machine], score[human], 0.01),
        "found_at_5_percent": found_at(score[machine], score[human], 0.05),
    }
    for tercile in ("low", "mid", "high"):
        found[f"auc_{tercile}_systems"] = auc(score[machine & (rows.terciles == tercile)], score[human])
    for year in sorted(set(rows.years.tolist())):
        same = rows.years == year
        found[f"auc_inside_{year}"] = auc(score[machine & same], score[human & same])
    return {name: round(value, 3) for name, value in found.items() if not math.isnan(value)}


def calibration_bench(rows: Rows, sums: Array) -> dict[str, float]:
    """Return the calibration error over all years, and inside each year by a calibration that did not see it."""

    def error(fitted: Array, tested: Array) -> float:
        slope, intercept = calibrate(sums[fitted], rows.machine[fitted])
        return calibration_error(1 / (1 + np.exp(-slope * sums[tested] - intercept)), rows.machine[tested])

    everything = np.ones(len(sums), bool)
    found = {"all": error(everything, everything)}
    for year in sorted(set(rows.years.tolist())):
        found[str(year)] = error(rows.years != year, rows.years == year)
    return {name: round(value, 3) for name, value in found.items()}


def write(into: Path, blocks: dict[str, tuple[Array, Array]], units: dict[str, float], facts: dict[str, Any]) -> None:
    """Write the weights with eight bits each, and the facts beside them."""
    arrays: dict[str, Array] = {}
    for kind, (rarity, weight) in blocks.items():
        most = float(np.quantile(np.abs(weight[weight != 0]), CLIPPED))
        arrays[f"{kind}_rarity"] = np.round(rarity / rarity.max() * 255).astype(np.uint8)
        arrays[f"{kind}_weights"] = np.round(np.clip(weight / most, -1, 1) * 127).astype(np.int8)
        units[kind] *= most / 127
    folder = into / "translation"
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "model.npz", **arrays)
    text = json.dumps({"units": units, **facts}, indent=1)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")


def train(data: Path, into: Path, say: Say) -> None:
    """Bench by years and by articles left out, calibrate on the former, fit on everything and write the model."""
    rows = collect(labelled(data, FILE))
    say(f"{len(rows.machine)} texts of {len(set(rows.articles.tolist()))} articles")
    by_year = out_of_fold(rows, rows.years)
    units = units_of(by_year)
    grown = combine(rows, by_year, units)
    slope, bias = calibrate(grown, rows.machine)
    odds = slope * grown + bias
    measured: dict[str, Any] = {"a year left out": bench(rows, odds), "prior": EVEN}
    for kind in BITS:
        say(f"{kind} alone: {json.dumps(bench(rows, by_year[kind]))}")
    folds = np.array([zlib.crc32(article.encode()) % FOLDS for article in rows.articles])
    by_article = out_of_fold(rows, folds)
    measured["articles left out"] = bench(rows, combine(rows, by_article, units_of(by_article)))
    measured["calibration error, a year left out"] = calibration_bench(rows, grown)
    threshold = max(_above(odds[rows.original], CALLED_ORIGINALS), _above(odds[~rows.machine], CALLED_HUMAN))
    measured["called"] = {
        "originals": round(float((odds[rows.original] > threshold).mean()), 4),
        "human translations": round(float((odds[~rows.machine & ~rows.original] > threshold).mean()), 4),
        **{
            f"machine {year}": round(float((odds[rows.machine & (rows.years == year)] > threshold).mean()), 3)
            for year in sorted(set(rows.years.tolist()))
        },
    }
    everything = np.arange(len(grown))
    blocks, constant = {}, 0.0
    for kind in BITS:
        rarity, weight, own = fit(rows, kind, everything)
        blocks[kind] = (rarity, weight)
        constant += own * units[kind]
    numbers = {"offset": constant - NEUTRAL, "slope": slope, "bias": bias, "threshold": threshold}
    write(into, blocks, units, {**numbers, "measured": measured})
    for name, figures in measured.items():
        say(f"{name}: {json.dumps(figures)}")


def _above(scores: Array, rate: float) -> float:
    """Return the score that at most `rate` of the scores exceed."""
    return float(np.sort(scores)[::-1][int(rate * len(scores))])
