"""Trees behind misspelling, joined-words, name-variant and real-word-slip, with the table of what news prints.

Reads `dev_news.jsonl.gz`, articles with marked errors, rows of `text`, `source`, `errors` ([start, end, wrong, right,
kind, ...]) and `ignore`, and `dev_clean.jsonl.gz`, untouched articles, rows of `text`, `source` and `known`. Offsets
are code points. The archives that `auditor.training.usage` counts are looked for below the same folder. Cross-validated
over groups of sources: a candidate sees counts of other groups only, in training as in the test. Needs the extra `train`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from auditor.article import Article
from auditor.document import Document
from auditor.reading import name_slips, unknown_words, word_slips
from auditor.reading.usage import Usage
from auditor.span import Span
from auditor.training import Say, labelled, usage
from auditor.training.usage import FOLDS, fold_of


class Candidate(Protocol):
    """What the trees judge: where it stands, and numbers about it."""

    @property
    def spans(self) -> Sequence[Span]:
        """Where it stands; the first counts."""

    @property
    def features(self) -> Mapping[str, float]:
        """What the trees are shown."""


Finder = Callable[[Document, Usage], Iterable[Candidate]]


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


TASKS = (
    Task(
        "unknown_words",
        lambda document, printed: unknown_words.candidates(document.text, document.word_stream, printed),
        frozenset({"nonword", "joined"}),
        0.07,
        frozenset({"gain", "margin"}),
    ),
    Task(
        "name_slips",
        lambda document, printed: name_slips.candidates(document.name_forms, document.sentences, printed),
        frozenset({"name", "nonword"}),
        0.03,
        frozenset({"usual_count"}),
    ),
    Task(
        "word_slips",
        lambda document, printed: word_slips.candidates(document.text, document.word_stream, printed),
        frozenset({"realword"}),
        0.1,
        frozenset({"gain", "margin"}),
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


def articles(file: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gzipped JSON Lines file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            yield json.loads(line)


def _overlaps(start: int, end: int, spans: Iterable[list[Any]]) -> bool:
    return any(start < span[1] and span[0] < end for span in spans)


def collect(task: Task, news: Path, clean: Path, tables: Sequence[Usage]) -> Rows:
    """Read both files and label the candidates of `task`; those on other marked errors are left out.

    `tables`: for each group of sources what the other groups print.
    """
    rows = Rows([], [], [], [], (), 0, 0)
    for file, is_clean in ((news, False), (clean, True)):
        for row in articles(file):
            document = Document(Article(text=row["text"], title=row.get("title")))
            errors = [e for e in row.get("errors", ()) if e[4] in task.kinds]
            others = [e for e in row.get("errors", ()) if e[4] not in task.kinds]
            others += [*row.get("ignore", ()), *row.get("known", ())]
            fold = fold_of(row["source"])
            rows.errors += len(errors)
            rows.clean_words += len(row["text"].split()) if is_clean else 0
            for candidate in task.find(document, tables[fold]):
                start, end = candidate.spans[0]
                wanted = _overlaps(start, end, errors)
                if not wanted and _overlaps(start, end, others):
                    continue
                rows.names = rows.names or tuple(candidate.features)
                rows.features.append([candidate.features[name] for name in rows.names])
                rows.wanted.append(int(wanted))
                rows.folds.append(fold)
                rows.clean.append(is_clean)
    return rows


def _fit(task: Task, names: tuple[str, ...], x: Any, y: Any) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  (an extra)

    model = HistGradientBoostingClassifier(
        max_iter=100, max_leaf_nodes=8, learning_rate=0.1, min_samples_leaf=20, l2_regularization=1.0,
        monotonic_cst=[int(name in task.rising) for name in names], early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(x, y)


def plain_trees(model: Any) -> tuple[float, list[list[list[float]]]]:
    """Return the bias and the trees of a fitted model as `auditor.reading.trees` reads them."""
    trees = []
    for (predictor,) in model._predictors:
        tree: list[list[float]] = []
        for node in predictor.nodes:
            if node["is_leaf"]:
                tree.append([round(float(node["value"]), 6)])
            else:
                limit = float(f"{float(node['num_threshold']):.7g}")
                tree.append([int(node["feature_idx"]), limit, int(node["left"]), int(node["right"])])
        trees.append(tree)
    return float(model._baseline_prediction.ravel()[0]), trees


def fit(task: Task, news: Path, clean: Path, tables: Sequence[Usage]) -> dict[str, Any]:
    """Cross-validate, choose the threshold, fit on everything and return the file's content."""
    import numpy as np  # noqa: PLC0415  (training only)

    rows = collect(task, news, clean, tables)
    x, y = np.array(rows.features), np.array(rows.wanted)
    folds, is_clean = np.array(rows.folds), np.array(rows.clean)
    outside = np.zeros(len(y))
    for fold in range(FOLDS):
        held = folds == fold
        outside[held] = _fit(task, rows.names, x[~held], y[~held]).predict_proba(x[held])[:, 1]
    alarms = np.sort(outside[is_clean & (y == 0)])[::-1]
    curve = []
    for rate in (0.03, 0.05, 0.07, 0.10, 0.15, 0.20, task.alarms):
        count = int(rate * rows.clean_words / 1000)
        limit = float(alarms[count]) if count < len(alarms) else 0.0
        curve.append(
            {
                "alarms": rate,
                "threshold": round(limit, 3),
                "recall": round(float((outside[y == 1] > limit).sum()) / rows.errors, 3),
            }
        )
    bands = []
    for low, high in ((0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        inside = (outside >= low) & (outside < high)
        bands.append(
            {
                "from": low,
                "to": min(high, 1.0),
                "share_right": round(float(y[inside].mean()), 3) if inside.any() else None,
            }
        )
    bias, trees = plain_trees(_fit(task, rows.names, x, y))
    return {
        "measured": {"curve": curve[:-1], "calibration": bands, "candidates": len(y), "errors": rows.errors},
        "features": rows.names,
        "threshold": curve[-1]["threshold"],
        "bias": bias,
        "trees": trees,
    }


def write(into: Path, name: str, content: dict[str, Any]) -> None:
    """Write the file, one tree a line."""
    head = {key: value for key, value in content.items() if key != "trees"}
    rows = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in content["trees"])
    text = json.dumps(head, indent=1)[:-2] + ',\n "trees": [\n' + rows + "\n ]\n}\n"
    file = into / "spelling" / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def train(data: Path, into: Path, say: Say) -> None:
    """Count what the archives print, then fit every task."""
    news, clean = (
        next(iter(sorted(data.rglob(name))), None) or labelled(data, name)
        for name in ("dev_news.jsonl.gz", "dev_clean.jsonl.gz")
    )
    counts = usage.count(data)
    usage.write(counts, into, say)
    tables = [counts.usage(without=fold) for fold in range(FOLDS)]
    for task in TASKS:
        content = fit(task, news, clean, tables)
        write(into, task.name, content)
        say(f"{task.name} {content['threshold']} {json.dumps(content['measured'])}")
