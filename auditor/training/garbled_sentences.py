"""The trees behind machine-translation/garbled-sentence; cross-validated by document.

Reads `dev_spans.jsonl.gz` (machine-translated segments with the stretches that a corrector changed or a rater marked)
and, as sentences of which nothing was changed, the human texts of `dev_docs.jsonl.gz`. Needs the extra `train`; a
minute.

Each sentence is shown twice, as garbled with the weight of its marked characters and as sound with that of the others:
the probability is then the share of a sentence that would be changed.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from auditor.article import Article
from auditor.document import Document
from auditor.reading.garbled import candidates
from auditor.training import Say, json_rows, labelled
from auditor.training.tree_files import plain_trees, write_trees

SEGMENTS, TEXTS = "dev_spans.jsonl.gz", "dev_docs.jsonl.gz"
FOLDS = 5
LEAST_PRECISION = 0.79
"""Of the characters in the sentences called, so many must be marked."""
EVERY_TEXT, SOUND = 6, 0.33
"""Of the human texts every sixth is enough; what one of their sentences weighs."""

Array = Any


@dataclass(slots=True)
class Sentences:
    """Features by name, share of characters marked, length, weight and fold of each; the marks of all segments."""

    names: list[str]
    features: Array
    shares: Array
    lengths: Array
    weights: Array
    folds: Array
    marked_in_all: int


def collect(data: Path) -> Sentences:
    """Read the labelled sentences."""
    names: list[str] = []
    features, shares, lengths, folds, sound = [], [], [], [], []
    marked_in_all = 0

    def add(text: str, marked: frozenset[int], document: str, human: bool) -> None:
        for candidate in candidates(text, Document(Article(text=text, language="en")).word_stream):
            names[:] = candidate.features
            span = candidate.span
            features.append(list(candidate.features.values()))
            shares.append(len(marked.intersection(range(span.start, span.end))) / span.width)
            lengths.append(span.width)
            folds.append(zlib.crc32(document.encode()) % FOLDS)
            sound.append(human)

    for row in json_rows(labelled(data, SEGMENTS)):
        marked = frozenset(at for start, end, *_ in row["spans"] for at in range(start, end))
        marked_in_all += len(marked)
        add(row["text"], marked, str(row["doc_id"] or row["id"]), human=False)
    texts = [row for row in json_rows(labelled(data, TEXTS)) if row["kind"] != "mt"]
    for row in texts[::EVERY_TEXT]:
        add(row["text"], frozenset(), row["doc_id"], human=True)
    weights = np.where(np.array(sound), SOUND, 1.0) * np.array(lengths)
    return Sentences(
        names, np.array(features), np.array(shares), np.array(lengths), weights, np.array(folds), marked_in_all
    )


def _fit(x: Array, shares: Array, lengths: Array) -> Any:
    """Return trees fitted to sentences; `lengths` in characters are their weights."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  (an extra)

    model = HistGradientBoostingClassifier(
        max_iter=80, max_depth=3, learning_rate=0.06, min_samples_leaf=60, early_stopping=False, random_state=0
    )  # fmt: skip
    twice = np.concatenate([x, x])
    target = np.repeat([True, False], len(x))
    weight = np.concatenate([shares * lengths, (1 - shares) * lengths])
    kept = weight > 0
    return model.fit(twice[kept], target[kept], sample_weight=weight[kept] / lengths.mean())


def curve(outside: Array, shares: Array, lengths: Array, marked_in_all: int) -> list[dict[str, float]]:
    """Return precision and recall of marked characters for the sentences called from each threshold on."""
    found = []
    for threshold in (0.5, 0.55, 0.57, 0.58, 0.59, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.68, 0.7, 0.75):
        called = outside >= threshold
        if called.any():
            right = float((shares * lengths)[called].sum())
            found.append(
                {
                    "threshold": threshold,
                    "sentences": int(called.sum()),
                    "precision": round(right / float(lengths[called].sum()), 3),
                    "recall": round(right / max(marked_in_all, 1), 4),
                }
            )
    return found


def train(data: Path, into: Path, say: Say) -> None:
    """Cross-validate by document, choose the threshold by its precision, fit on everything and write the trees."""
    read = collect(data)
    x, shares, weights, folds = read.features, read.shares, read.weights, read.folds
    say(f"{len(x)} unlikely sentences, {read.marked_in_all} characters marked in all")
    outside = np.zeros(len(x))
    for fold in range(FOLDS):
        held = folds == fold
        if held.any() and not held.all():
            outside[held] = _fit(x[~held], shares[~held], weights[~held]).predict_proba(x[held])[:, 1]
    measured = curve(outside, shares, read.lengths, read.marked_in_all)
    good = [row["threshold"] for row in measured if row["precision"] >= LEAST_PRECISION and row["sentences"] >= FOLDS]
    bias, trees = plain_trees(_fit(x, shares, weights))
    head = {"measured": measured, "features": read.names, "threshold": min(good, default=0.8), "bias": bias}
    write_trees(into / "translation" / "garbled.json", head, trees)
    for row in measured:
        say(json.dumps(row))
