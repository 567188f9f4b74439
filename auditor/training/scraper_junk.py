"""Line model behind the scraper-junk checks; cross-validated by site over pages, a news stream and clean news.

Reads, below the folder of labelled sets, `junk/dev_{residual,fullpage,phrases}.jsonl.gz` (rows of `lines`, `labels`,
`site`, `page`, `title`), `nightly/raw.jsonl.gz` with `lines.jsonl` and `template_lines.jsonl`, and
`typos/dev_clean.jsonl.gz`, where every line is the article's. Needs the extra `train`.

The text scores that go into the features of a training line always come from a text model that has not seen its site:
for each pair of folds one text model is fitted without both (nested cross-validation).
"""

from __future__ import annotations

import itertools
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.reading import line_features, line_model, line_text
from auditor.reading.line_codes import read_codes
from auditor.training import Say, TrainingError, junk_decisions
from auditor.training.junk_pages import CONTENT, FOLDS, JUNK, PARTS, UNKNOWN, Labelled, clean, pages, planted, stream
from auditor.training.line_fit import TREES_SHARE, LineModel, fit_lines, fit_text, isotonic, pack

SHORT, SENTENCE, SURE = 0.7, 1.6, 2.0
"""Odds from which a line is called, company counted, if it is no sentence and if it is one; block odds from which it is
sure."""
_LINE_WEIGHT = {
    "residual": 1.0,
    "fullpage": 0.6,
    "phrases": 1.0,
    "nightly": 3.0,
    "template": 0.5,
    "clean": 0.4,
    "planted": 0.15,
    "decided": 3.0,
}
_TEXT_WEIGHT = {
    "residual": 1.0,
    "fullpage": 0.3,
    "phrases": 1.0,
    "nightly": 3.0,
    "template": 1.0,
    "clean": 0.4,
    "planted": 0.0,
    "decided": 3.0,
}
_COPIES = 6
"""Copies of one template line of a source, or of one decided line, that are learnt from."""
_RECURRING = [PARTS.index("template"), PARTS.index("decided")]
WITH_STORE = True


@dataclass(slots=True)
class Table:
    """All lines of all documents: one row each."""

    base: NDArray[np.float32]
    labels: NDArray[np.int8]
    parts: NDArray[np.int8]
    folds: NDArray[np.int8]
    documents: NDArray[np.int32]
    bounds: NDArray[np.int64]
    pages: NDArray[np.int32]
    texts: NDArray[np.int64]
    """A hash of page and line: copies of a line on one page are one for the text model."""
    words: NDArray[np.int32]
    prose: NDArray[np.bool_]
    keys: list[str]
    names: list[str]
    """The names of the pages, by number."""
    buckets: list[NDArray[np.int32]]
    """The hash buckets of each line."""


def tabulate(documents: Iterator[Labelled]) -> Table:
    """Read the features of every line."""
    found: dict[str, list[Any]] = {
        name: [] for name in ("base", "labels", "parts", "documents", "texts", "words", "prose")
    }
    bounds, folds, page_numbers, buckets = [0], [], [], []
    keys: list[str] = []
    page_ids: dict[str, int] = {}
    for item in documents:
        document = item.document
        if not document.lines:
            continue
        number = len(keys)
        codes = read_codes(document.text, document.lines)
        columns = line_features.base(
            codes, document.lines, document.title, document.furniture, line_model.credited(document.credits)
        )
        at, of = line_text.buckets(codes)
        order = np.argsort(of, kind="stable")
        buckets += np.split(at[order], np.cumsum(np.bincount(of, minlength=len(document.lines)))[:-1])
        page = page_ids.setdefault(item.page, len(page_ids))
        found["base"].append(line_features.matrix(columns))
        found["labels"] += item.labels
        found["parts"] += [PARTS.index(part) for part in item.parts]
        found["documents"] += [number] * len(item.labels)
        found["texts"] += [
            zlib.crc32(f"{item.page}:{line.text}".encode("utf-8", "surrogatepass")) for line in document.lines
        ]
        found["words"] += [line.words for line in document.lines]
        found["prose"] += [line.is_prose for line in document.lines]
        folds += [item.fold] * len(item.labels)
        page_numbers += [page] * len(item.labels)
        bounds.append(bounds[-1] + len(item.labels))
        keys.append(item.key)
    return Table(
        base=np.concatenate(found["base"]),
        labels=np.array(found["labels"], np.int8),
        parts=np.array(found["parts"], np.int8),
        folds=np.array(folds, np.int8),
        documents=np.array(found["documents"], np.int32),
        bounds=np.array(bounds),
        pages=np.array(page_numbers, np.int32),
        texts=np.array(found["texts"]),
        words=np.array(found["words"], np.int32),
        prose=np.array(found["prose"]),
        keys=keys,
        names=list(page_ids),
        buckets=buckets,
    )


def join(tables: Sequence[Table]) -> Table:
    """Return the rows of several tables as one; pages are numbered anew by name."""
    names = {
        page: number for number, page in enumerate(dict.fromkeys(page for table in tables for page in table.names))
    }
    documents = np.cumsum([0, *(len(table.keys) for table in tables)])
    starts = np.cumsum([0, *(len(table.labels) for table in tables)])
    pages = [np.array([names[page] for page in table.names], np.int32)[table.pages] for table in tables]
    return Table(
        base=np.concatenate([table.base for table in tables]),
        labels=np.concatenate([table.labels for table in tables]),
        parts=np.concatenate([table.parts for table in tables]),
        folds=np.concatenate([table.folds for table in tables]),
        documents=np.concatenate([table.documents + start for table, start in zip(tables, documents, strict=False)]),
        bounds=np.concatenate([[0], *(table.bounds[1:] + start for table, start in zip(tables, starts, strict=False))]),
        pages=np.concatenate(pages),
        texts=np.concatenate([table.texts for table in tables]),
        words=np.concatenate([table.words for table in tables]),
        prose=np.concatenate([table.prose for table in tables]),
        keys=[key for table in tables for key in table.keys],
        names=list(names),
        buckets=[bucket for table in tables for bucket in table.buckets],
    )


def weights(table: Table) -> NDArray[np.float64]:
    """Return what each line weighs in the line model, 0 for those it does not see."""
    part = np.array([_LINE_WEIGHT[name] for name in PARTS])[table.parts]
    outputs = Counter(zip(table.pages[table.bounds[:-1]], table.parts[table.bounds[:-1]], strict=True))
    shared = np.array([outputs[page, kind] for page, kind in zip(table.pages, table.parts, strict=True)])
    weight = np.where(table.labels == UNKNOWN, 0.0, part / np.sqrt(np.maximum(shared, 1)))
    # Prose that is content stands there by the ten thousand: a share of it, weighed up, teaches as much.
    chance = np.where((table.labels == CONTENT) & table.prose, 0.35, 1.0)
    chance = np.where((table.parts == PARTS.index("fullpage")), np.minimum(chance, 0.5), chance)
    draw = np.random.default_rng(0).random(len(weight))
    weight = np.where(draw < chance, weight / chance, 0.0)
    copies: Counter[tuple[int, bytes]] = Counter()
    for at in np.flatnonzero(np.isin(table.parts, _RECURRING) & (weight > 0)):
        # A template line is told apart by its buckets and fold; pages differ, so `texts` would not do.
        key = (int(table.folds[at]), table.buckets[at].tobytes())
        copies[key] += 1
        if copies[key] > _COPIES:
            weight[at] = 0.0
    return weight


def text_weights(table: Table) -> NDArray[np.float64]:
    """Return what each line weighs in the text model: one copy of each line of a page."""
    part = np.array([_TEXT_WEIGHT[name] for name in PARTS])[table.parts]
    weight = np.where(table.labels == UNKNOWN, 0.0, part)
    first = np.zeros(len(weight), bool)
    known = np.flatnonzero(weight > 0)
    first[known[np.unique(table.texts[known], return_index=True)[1]]] = True
    copies: Counter[bytes] = Counter()
    for at in np.flatnonzero(np.isin(table.parts, _RECURRING) & first):
        copies[table.buckets[at].tobytes()] += 1
        first[at] = copies[table.buckets[at].tobytes()] <= _COPIES
    return np.where(first, weight, 0.0)


@dataclass(slots=True)
class Nested:
    """Text scores of all lines from models that left folds out: `one[i]` without fold i, `two[i, j]` without both."""

    one: dict[int, NDArray[np.float64]]
    two: dict[tuple[int, int], NDArray[np.float64]]
    final: NDArray[np.float32]
    """Weights of the model fitted on everything."""

    def for_fold(self, held: int, folds: NDArray[np.int8]) -> NDArray[np.float64]:
        """Return, for an evaluation on fold `held`, scores that no line's own site has taken part in."""
        scores = self.one[held].copy()
        for other in range(FOLDS):
            if other != held:
                scores[folds == other] = self.two[min(held, other), max(held, other)][folds == other]
        return scores

    def outside(self, folds: NDArray[np.int8]) -> NDArray[np.float64]:
        """Return the scores of each line from the model without its fold."""
        return np.choose(folds, [self.one[fold] for fold in range(FOLDS)])


def nested(table: Table, say: Say) -> Nested:
    """Fit the text models."""
    weight = text_weights(table)
    lengths = np.array([len(item) for item in table.buckets])
    flat, lines = np.concatenate(table.buckets), np.repeat(np.arange(len(lengths)), lengths)

    def fit(left_out: tuple[int, ...]) -> NDArray[np.float32]:
        use = (weight > 0) & ~np.isin(table.folds, left_out)
        rows = np.flatnonzero(use)
        return fit_text([table.buckets[row] for row in rows], table.labels[rows], weight[rows])

    def score(left_out: tuple[int, ...]) -> NDArray[np.float64]:
        say(f"text model without folds {left_out}")
        return line_text.sums(flat, lines, len(lengths), fit(left_out))

    one = {fold: score((fold,)) for fold in range(FOLDS)}
    two = {pair: score(pair) for pair in itertools.combinations(range(FOLDS), 2)}
    return Nested(one, two, fit(()))


def with_windows(table: Table, scores: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the whole feature matrix, text scores and their windows included."""
    parts = [
        line_features.matrix(line_features.windows(scores[low:high], table.prose[low:high]))
        for low, high in itertools.pairwise(table.bounds)
    ]
    return np.hstack([table.base, np.concatenate(parts)])


def cross_validate(table: Table, texts: Nested, say: Say) -> NDArray[np.float64]:
    """Return the log-odds of every line from a model that has not seen its site."""
    weight = weights(table)
    outside = np.zeros(len(weight))
    for held in range(FOLDS):
        features = with_windows(table, texts.for_fold(held, table.folds))
        use = (weight > 0) & (table.folds != held)
        model = fit_lines(features[use], table.labels[use], weight[use])
        inside = table.folds == held
        outside[inside] = model.log_odds(features[inside])
        say(f"fold {held}: {int(use.sum())} lines learnt from")
    return outside


def figures(table: Table, called: NDArray[np.bool_]) -> dict[str, float]:
    """Return precision, recall and F1 of junk by part, and how often clean documents and clean news are hit."""
    found: dict[str, float] = {}
    for number, name in enumerate(PARTS):
        inside = (table.parts == number) & (table.labels != UNKNOWN)
        if not inside.any():
            continue
        right = int((called & inside & (table.labels == JUNK)).sum())
        wrong = int((called & inside & (table.labels == CONTENT)).sum())
        missed = int((~called & inside & (table.labels == JUNK)).sum())
        if name == "template":
            found["template lines called: junk"] = right / max(1, right + missed)
            found["template lines called: section, credit, body"] = wrong / max(
                1, int((inside & (table.labels == CONTENT)).sum())
            )
        elif name == "clean":
            found["clean news: lines called per 100 articles"] = 100 * wrong / max(1, _documents(table, number))
        else:
            found[f"{name} precision"] = right / max(1, right + wrong)
            found[f"{name} recall"] = right / max(1, right + missed)
            found[f"{name} F1"] = 2 * right / max(1, 2 * right + wrong + missed)
    found["residual clean documents hit"] = _clean_hit(table, called)
    return found


def _documents(table: Table, part: int) -> int:
    return int((table.parts[table.bounds[:-1]] == part).sum())


def _clean_hit(table: Table, called: NDArray[np.bool_]) -> float:
    """Return the share of residual documents without junk and with five lines of content that have a line called."""
    hit = count = 0
    for low, high in itertools.pairwise(table.bounds):
        labels = table.labels[low:high]
        if table.parts[low] or (labels == JUNK).any() or (labels == CONTENT).sum() < 5:
            continue
        count += 1
        hit += bool((called[low:high] & (labels == CONTENT)).any())
    return hit / max(1, count)


def blocks(table: Table, odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the smoothed odds of every line."""
    return np.concatenate([line_model.smooth(odds[low:high]) for low, high in itertools.pairwise(table.bounds)])


def raised(table: Table, odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the odds of every line with what its company adds."""
    parts = [line_model.company(odds[low:high]) for low, high in itertools.pairwise(table.bounds)]
    return odds + np.concatenate(parts)


def train(data: Path, into: Path, say: Say, decided: Path | None = None) -> None:
    """Cross-validate, tell the figures, fit on everything and write the model.

    `decided`: labelled articles as `auditor export --labelled` writes them, learnt from beside the folder. Raises
    `TrainingError` if that does not surely help with decisions it has not seen, or harms on the folder's lines.
    """
    table = tabulate(itertools.chain(pages(data), stream(data), clean(data), planted(data)))
    if decided is not None:
        table = join([table, _decided(decided)])
    say(f"{len(table.labels)} lines, {int((table.labels != UNKNOWN).sum())} labelled, {len(table.keys)} documents")
    texts = nested(table, say)
    plain = cross_validate(table, texts, say)
    odds, smoothed = raised(table, plain), blocks(table, plain)
    found = figures(table, odds >= _least(table))
    for name, value in found.items():
        say(f"{name:<48}  {value:.3f}")
    for name, value in figures(table, smoothed >= SURE).items():
        say(f"sure: {name:<42}  {value:.3f}")
    if decided is not None:
        _hold(table, odds, found, say)
    features = with_windows(table, texts.outside(table.folds))
    weight = weights(table)
    use = weight > 0
    write(into, table, odds, fit_lines(features[use], table.labels[use], weight[use]), texts.final, say)


def _least(table: Table) -> NDArray[np.float64]:
    """Return the odds from which each line is called."""
    return np.where(table.prose, SENTENCE, SHORT)


def _decided(file: Path) -> Table:
    documents = list(junk_decisions.decided(file))
    count = sum(label != UNKNOWN for item in documents for label in item.labels)
    if count < junk_decisions.LEAST:
        raise TrainingError(
            f"{count} decided lines of scraper junk; {junk_decisions.LEAST} at least are needed: auditor review"
        )
    return tabulate(iter(documents))


def _hold(table: Table, odds: NDArray[np.float64], found: dict[str, float], say: Say) -> None:
    """Hold a model that learns from decisions against one that does not: on decisions and lines neither has seen."""
    say("without the decisions:")
    part = table.parts == PARTS.index(junk_decisions.PART)
    plain = replace(table, labels=np.where(part, UNKNOWN, table.labels).astype(np.int8))
    without = raised(plain, cross_validate(plain, nested(plain, say), say))
    least = _least(table)
    before = figures(plain, without >= least)
    for name, value in found.items():
        if name.endswith("F1") and name in before:
            say(f"{name:<48}  {before[name]:.3f} before, {value:.3f} after")
    at = part & (table.labels != UNKNOWN)
    compared = junk_decisions.compare(table.labels[at] == JUNK, table.documents[at], least[at], without[at], odds[at])
    say(str(compared))
    junk_decisions.refuse(compared, before, found)


def write(
    into: Path, table: Table, odds: NDArray[np.float64], model: LineModel, buckets: NDArray[np.float32], say: Say
) -> None:
    """Write the model file. `odds`: the cross-validated ones with their company, on which confidence is calibrated."""
    # Lines just under the threshold count for the slope of the curve at its lower end.
    measured = (odds >= _least(table) - 1.0) & (table.labels != UNKNOWN)
    measured &= np.isin(table.parts, [PARTS.index("residual"), PARTS.index("nightly")])
    share = np.where(table.parts == PARTS.index("nightly"), _LINE_WEIGHT["nightly"], 1.0)
    content = pack(
        model,
        buckets,
        share=np.float64(TREES_SHARE),
        names=np.array((*line_features.names(), *line_features.windows(np.zeros(1), np.zeros(1, bool)))),
        thresholds=np.array([SHORT, SENTENCE, SURE]),
        curve=isotonic(odds[measured], table.labels[measured], share[measured]),
    )
    file = into / line_model.FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        np.savez_compressed(out, **content)
    say(f"{file}: {file.stat().st_size:,} bytes")
