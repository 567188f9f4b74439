"""Trees behind misspelling, joined-words, name-variant and real-word-slip, with what they know of printed news.

Reads `dev_news.jsonl.gz`, articles with marked errors, rows of `text`, `source`, `errors` ([start, end, wrong, right,
kind, ...]) and `ignore`, and `dev_clean.jsonl.gz`, untouched articles, rows of `text`, `source` and `known`. Offsets
are code points. The archives that `auditor.training.usage` counts are looked for below the same folder.
Cross-validated over groups of sources: a candidate sees counts of other groups only, in training as in the test.
Needs the extra `train`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from auditor.article import Article
from auditor.document import Document
from auditor.reading import name_slips, unknown_words, word_slips
from auditor.reading.usage import Usage
from auditor.reading.word_windows import WordWindows
from auditor.span import Span
from auditor.training import Say, json_rows, labelled, usage, word_pairs, word_windows
from auditor.training.injection import with_slips
from auditor.training.tree_files import Trees, plain_trees, write_trees
from auditor.training.usage import FOLDS, fold_of


class Candidate(Protocol):
    """What the trees judge: where it stands, and numbers about it."""

    @property
    def spans(self) -> Sequence[Span]:
        """Where it stands; the first counts."""

    @property
    def features(self) -> Mapping[str, float]:
        """What the trees are shown."""


STOPS = (15, 30, 60, 100)
"""Numbers of trees after which a candidate may be given up."""

EVERY = 4
"""Of the articles of the archives, one in so many gets slips."""

WEIGHTS = (0.2, 0.05)
"""What a candidate of such an article counts beside a labelled one: where it is no slip, and where it is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the archives say: how often runs of words stand there, and what stands between which words."""

    printed: Usage
    windows: WordWindows


Finder = Callable[[Document, Evidence], Iterable[Candidate]]


@dataclass(frozen=True, slots=True)
class Task:
    """One set of trees: where its candidates come from, which errors it is for, and how loud it may be."""

    name: str
    find: Finder
    kinds: frozenset[str]
    alarms: float
    """Findings on clean text per 1,000 words that set the threshold."""
    rising: frozenset[str]
    """Features of which more never makes a slip less likely."""
    also: frozenset[str] = frozenset()
    """Kinds of errors that it may find, though it is not for them: right, but not counted as missed."""
    injected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Kinds of slips to put into the archives, each with features: candidates that have one are labelled too seldom, so
    those of slips put there are added."""


TASKS = (
    Task(
        "unknown_words",
        lambda document, known: unknown_words.candidates(document.text, document.word_stream, known.printed),
        frozenset({"nonword", "joined"}),
        0.097,
        frozenset({"gain", "margin", "rarer", "known_slip"}),
        injected={"nonword": frozenset({"named"}), "joined": frozenset({"camel", "behind_name"})},
    ),
    Task(
        "name_slips",
        lambda document, known: name_slips.candidates(document.name_forms, document.sentences, known.printed),
        frozenset({"name"}),
        0.015,
        frozenset({"usual_count"}),
        frozenset({"nonword"}),
    ),
    Task(
        "word_slips",
        lambda document, known: word_slips.candidates(
            document.text, document.word_stream, known.printed, known.windows
        ),
        frozenset({"realword"}),
        0.054,
        frozenset({"gain", "margin", "asked"}),
    ),
)


@dataclass(slots=True)
class Rows:
    """Candidates of one task with what is known of each."""

    features: list[list[float]]
    wanted: list[int]
    folds: list[int]
    clean: list[bool]
    names: tuple[str, ...]
    errors: int
    clean_words: int
    weights: list[float]
    injected: list[bool]

    def add(self, features: Mapping[str, float], wanted: bool, fold: int, clean: bool, weight: float = 1.0) -> None:
        """Take one candidate; a weight under 1 marks one of an injected slip, which no figure counts."""
        self.names = self.names or tuple(features)
        self.features.append([features[name] for name in self.names])
        self.wanted.append(int(wanted))
        self.folds.append(fold)
        self.clean.append(clean)
        self.weights.append(weight)
        self.injected.append(weight < 1)


def _overlaps(start: int, end: int, spans: Iterable[list[Any]]) -> bool:
    return any(start < span[1] and span[0] < end for span in spans)


def collect(task: Task, news: Path, clean: Path, known: Sequence[Evidence]) -> Rows:
    """Read both files and label the candidates of `task`; those on other marked errors are left out.

    `known`: for each group of sources what the other groups print.
    """
    rows = Rows([], [], [], [], (), 0, 0, [], [])
    for file, is_clean in ((news, False), (clean, True)):
        for row in json_rows(file):
            document = Document(Article(text=row["text"], title=row.get("title")))
            errors = [e for e in row.get("errors", ()) if e[4] in task.kinds | task.also]
            others = [e for e in row.get("errors", ()) if e[4] not in task.kinds | task.also]
            others += [*row.get("ignore", ()), *row.get("known", ())]
            fold = fold_of(row["source"])
            rows.errors += sum(e[4] in task.kinds for e in errors)
            rows.clean_words += len(row["text"].split()) if is_clean else 0
            for candidate in task.find(document, known[fold]):
                start, end = candidate.spans[0]
                wanted = _overlaps(start, end, errors)
                if not wanted and _overlaps(start, end, others):
                    continue
                rows.add(candidate.features, wanted, fold, is_clean)
    return rows


def add_injected(task: Task, rows: Rows, data: Path, known: Sequence[Evidence]) -> None:
    """Add candidates of slips put into every fourth article of the archives; labelled articles are left out."""
    labelled_marks = {
        usage.mark(row["text"])
        for name in ("dev_news.jsonl.gz", "dev_clean.jsonl.gz")
        for file in data.rglob(name)
        for row in json_rows(file)
    }
    for number, row in enumerate(usage.articles(data)):
        if number % EVERY or usage.mark(row["text"]) in labelled_marks:
            continue
        fold = fold_of(row["source"])
        for kind, wanting in task.injected.items():
            for changed in with_slips(row, kind, random.Random(number)):
                document = Document(Article(text=changed["text"], title=changed.get("title")))
                found = task.find(document, known[fold])
                for candidate in (one for one in found if any(one.features[name] for name in wanting)):
                    wanted = _overlaps(*candidate.spans[0], changed["errors"])
                    rows.add(candidate.features, wanted, fold, False, WEIGHTS[wanted])


def _fit(task: Task, names: tuple[str, ...], x: Any, y: Any, weights: Any) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  (an extra)

    model = HistGradientBoostingClassifier(
        max_iter=150, max_leaf_nodes=12, learning_rate=0.08, min_samples_leaf=20, l2_regularization=1.0,
        monotonic_cst=[int(name in task.rising) for name in names], early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(x, y, sample_weight=weights)


def stops(trees: Trees, bias: float, threshold: float, x: Any) -> list[list[float]]:
    """Return after how many trees which sum is too low to go on: no row of `x` that reaches the threshold is lost."""
    limit = float(np.log(threshold / (1 - threshold)))
    sums = []
    for row in x.tolist():
        total, sum_after = bias, []
        for tree in trees:
            sum_after.append(total)
            node = tree[0]
            while len(node) > 1:
                node = tree[node[2] if row[node[0]] <= node[1] else node[3]]
            total += node[0]
        if total >= limit:
            sums.append(sum_after)
    table = np.array(sums)
    return [[after, round(float(table[:, after].min()) - 0.3, 3)] for after in STOPS]


def fit(task: Task, rows: Rows) -> tuple[dict[str, Any], Trees]:
    """Cross-validate, choose the threshold, fit on everything; return the head of the file and the trees."""
    x, y, weights = np.array(rows.features), np.array(rows.wanted), np.array(rows.weights)
    folds, is_clean, real = np.array(rows.folds), np.array(rows.clean), ~np.array(rows.injected)
    outside = np.zeros(len(y))
    for fold in range(FOLDS):
        held = folds == fold
        model = _fit(task, rows.names, x[~held], y[~held], weights[~held])
        outside[held] = model.predict_proba(x[held])[:, 1]
    found = outside[(y == 1) & real]
    alarms = np.sort(outside[is_clean & (y == 0)])[::-1]
    curve = []
    for rate in (0.02, 0.03, 0.05, 0.07, 0.10, 0.15, 0.20, task.alarms):
        count = int(rate * rows.clean_words / 1000)
        limit = float(alarms[count]) if count < len(alarms) else 0.0
        curve.append(
            {
                "alarms": rate,
                "threshold": round(limit, 3),
                "recall": round(float((found > limit).sum()) / rows.errors, 3),
            }
        )
    bands = []
    for low, high in ((0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        inside = (outside >= low) & (outside < high) & real
        bands.append(
            {
                "from": low,
                "to": min(high, 1.0),
                "share_right": round(float(y[inside].mean()), 3) if inside.any() else None,
            }
        )
    bias, trees = plain_trees(_fit(task, rows.names, x, y, weights))
    threshold = curve[-1]["threshold"]
    head = {
        "measured": {"curve": curve[:-1], "calibration": bands, "candidates": int(real.sum()), "errors": rows.errors},
        "features": rows.names,
        "threshold": threshold,
        "bias": bias,
        "stops": stops(trees, bias, threshold, x[real]),
    }
    return head, trees


def train(data: Path, into: Path, say: Say) -> None:
    """Count what the archives print, teach what stands between which words, then fit every task."""
    news, clean = (
        next(iter(sorted(data.rglob(name))), None) or labelled(data, name)
        for name in ("dev_news.jsonl.gz", "dev_clean.jsonl.gz")
    )
    counts = usage.count(data)
    usage.write(counts, into, say)
    word_pairs.write(word_pairs.teach(word_pairs.read_uses(data), None, say), into, say)
    archive = word_windows.read_archive(data)
    word_windows.write(word_windows.teach(archive, None, say), into, say)
    known = [Evidence(counts.usage(fold), word_windows.teach(archive, fold, say)) for fold in range(FOLDS)]
    for task in TASKS:
        rows = collect(task, news, clean, known)
        if task.injected:
            add_injected(task, rows, data, known)
        head, trees = fit(task, rows)
        write_trees(into / "spelling" / f"{task.name}.json", head, trees)
        say(f"{task.name} {head['threshold']} {json.dumps(head['measured'])}")
