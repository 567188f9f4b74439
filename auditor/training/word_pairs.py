"""Teaches which of two words that writers take for each other news prints between which words.

Reads the archives that `auditor.training.usage` counts, and `knowledge/spelling/word_pairs.txt`. One logistic model a
pair, over at most `MOST` uses of each word. Needs the extra `train`.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from auditor.article import Article
from auditor.document import Document
from auditor.reading.hash_table import HashTable, word_hash, write_tables
from auditor.reading.word_pairs import LEAST_SURPLUS, NONE, STEP, WordPairs, features, listed_pairs
from auditor.training import Say
from auditor.training.usage import articles, fold_of

MOST = 7000
"""Uses of a word that its models are taught on."""

FEWEST = 40
BITS = 18
"""Features of one pair share so many binary digits of their hash in training."""

LEAST_WEIGHT = 0.06
"""Weights under it are left out of the file."""


Uses = Mapping[str, list[tuple[tuple[str, ...], int, int]]]
"""For each word its uses: the words around and itself, its place among them, and the group of the source."""


def pairs() -> list[tuple[str, str]]:
    """Return the pairs, each in alphabetical order."""
    return [(one, other) for one, other, _ in listed_pairs()]


def read_uses(data: Path) -> Uses:
    """Return uses of every word of a pair in the archives below `data`: all, or `MOST` drawn evenly."""
    wanted = {word for pair in pairs() for word in pair}
    uses: dict[str, list[tuple[tuple[str, ...], int, int]]] = defaultdict(list)
    seen, chance = defaultdict[str, int](int), random.Random(0)
    for row in articles(data):
        words, fold = Document(Article(text=row["text"])).word_stream.words, fold_of(row["source"])
        for at in range(1, len(words) - 1):
            word = words[at]
            if word in wanted:
                seen[word] += 1
                kept = uses[word]
                place = len(kept) if len(kept) < MOST else chance.randrange(seen[word])
                if place < MOST:
                    kept[place : place + 1] = [(tuple(words[max(0, at - 3) : at + 4]), min(3, at), fold)]
    return uses


def teach(uses: Uses, without: int | None, say: Say) -> WordPairs:
    """Return the models, the sources of one group left out."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (an extra)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (an extra)

    kept: dict[int, int] = {}
    others: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for one, other in pairs():
        rows, wanted = [], []
        for label, word in enumerate((one, other)):
            chosen = [tuple(features(row, at)) for row, at, fold in uses[word] if fold != without]
            rows += chosen
            wanted += [label] * len(chosen)
        if min(wanted.count(0), wanted.count(1)) < FEWEST:
            say(f"{one}/{other}: {wanted.count(0)} and {wanted.count(1)} uses, at least {FEWEST} are needed; left out")
            continue
        width = len(rows[0])
        columns = np.array([[word_hash(name) & ((1 << BITS) - 1) for name in row] for row in rows], np.int32)
        x = csr_matrix(
            (np.ones(columns.size, np.float32), columns.ravel(), np.arange(0, columns.size + 1, width)),
            shape=(len(rows), 1 << BITS),
        )
        model = LogisticRegression(C=0.3, solver="liblinear", tol=1e-3).fit(x, wanted)
        weights, pair = model.coef_[0], f"{one}/{other}"
        for name in {name for row in rows for name in row}:
            _keep(kept, f"{pair} {name}", float(weights[word_hash(name) & ((1 << BITS) - 1)]))
        _keep(kept, f"{pair} ", float(model.intercept_[0]))
        others[one].append((other, LEAST_SURPLUS))
        others[other].append((one, LEAST_SURPLUS))
    return WordPairs(HashTable.of(kept), {word: tuple(row) for word, row in others.items()})


def _keep(kept: dict[int, int], name: str, weight: float) -> None:
    if abs(weight) >= LEAST_WEIGHT:
        kept[word_hash(name)] = max(1, min(255, NONE + round(weight / STEP)))


def write(models: WordPairs, into: Path, say: Say) -> None:
    """Write `spelling/word_pairs.bin`."""
    file = into / "spelling" / "word_pairs.bin"
    file.parent.mkdir(parents=True, exist_ok=True)
    write_tables(file, models.weights)
    say(f"word pairs: {len(models.others)} words, {len(models.weights.hashes)} weights, {file.stat().st_size} bytes")
