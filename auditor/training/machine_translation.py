"""The model behind machine-translation-probability; chosen and calibrated by leaving one year out.

Reads `dev_docs.jsonl.gz`: rows of `kind` (original, human_translation, mt), `lang_pair`, `year`, `doc_id`,
`sys_tercile` and `text`, several rows for one article. Needs the extra `train`; some five minutes.

Every article weighs the same in each class, then every year and language pair, then the classes: what is left to tell
them apart is hardly the topic. Three figures are told apart everywhere: a year left out (a system of an unknown year),
articles left out (five folds by `doc_id`), and none of what was fitted on.
"""

from __future__ import annotations

import gzip
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
from auditor.training import Say, labelled

FILE = "dev_docs.jsonl.gz"
STRENGTH = {"words": 20.0, "patterns": 8.0, "letters": 8.0}
"""Kind of n-gram to the inverse strength of its regularisation (liblinear's C)."""
FOLDS = 5
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
    from scipy import sparse  # noqa: PLC0415  (training only)

    found: list[dict[str, Any]] = []
    cells: dict[str, tuple[list[Array], list[Array], list[int]]] = {kind: ([], [], [0]) for kind in BITS}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
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
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counts = rows.counts[kind][chosen]
    articles = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log(len(chosen) / np.maximum(articles, 1)) + 1
    rarity[articles < LEAST_ARTICLES] = 0
    model = LogisticRegression(C=STRENGTH[kind], solver="liblinear", dual=True, tol=0.1, max_iter=300, random_state=0)
    model.fit(_scaled(counts, rarity), rows.machine[chosen], sample_weight=weights(rows, chosen))
    return rarity, model.coef_[0], float(model.intercept_[0])


def _scaled(counts: Any, rarity: Array) -> Any:
    from scipy import sparse  # noqa: PLC0415

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


def calibrate(sums: Array, machine: Array, weight: Array) -> tuple[float, float]:
    """Return slope and intercept of the log odds, both classes weighing the same (Platt)."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    weight = weight.copy()
    for value in (True, False):
        weight[machine == value] /= weight[machine == value].sum()
    model = LogisticRegression(C=1e6).fit(sums[:, None], machine, sample_weight=weight * len(sums))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


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
    one = np.ones(len(sums))

    def error(fitted: Array, tested: Array) -> float:
        slope, intercept = calibrate(sums[fitted], rows.machine[fitted], one[fitted])
        return calibration_error(1 / (1 + np.exp(-slope * sums[tested] - intercept)), rows.machine[tested])

    found = {"all": error(one > 0, one > 0)}
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
    spread = {kind: float(score.std()) for kind, score in by_year.items()}
    total = np.sum([by_year[kind] / spread[kind] for kind in BITS], axis=0)
    one = np.ones(len(total))
    slope, intercept = calibrate(total, rows.machine, one)
    offset = intercept / slope
    grown = (total + offset) * rows.growth
    slope, _ = calibrate(grown, rows.machine, one)
    odds = slope * grown
    measured: dict[str, Any] = {"a year left out": bench(rows, odds), "prior": EVEN}
    for kind in BITS:
        say(f"{kind} alone: {json.dumps(bench(rows, by_year[kind]))}")
    folds = np.array([zlib.crc32(article.encode()) % FOLDS for article in rows.articles])
    by_article = out_of_fold(rows, folds)
    other = np.sum([by_article[kind] / by_article[kind].std() for kind in BITS], axis=0)
    measured["articles left out"] = bench(rows, (other + offset) * rows.growth)
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
    everything = np.arange(len(total))
    blocks, constant = {}, 0.0
    for kind in BITS:
        rarity, weight, own = fit(rows, kind, everything)
        blocks[kind] = (rarity, weight)
        constant += own / spread[kind]
    facts = {"offset": offset + constant, "slope": slope, "threshold": threshold, "measured": measured}
    write(into, blocks, {kind: 1 / spread[kind] for kind in BITS}, facts)
    for name, figures in measured.items():
        say(f"{name}: {json.dumps(figures)}")


def _above(scores: Array, rate: float) -> float:
    """Return the score that at most `rate` of the scores exceed."""
    return float(np.sort(scores)[::-1][int(rate * len(scores))])
