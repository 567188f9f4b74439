"""Teaches the network of `auditor.reading.word_windows` what news prints between which words.

Reads the archives that `auditor.training.usage` counts. Every use of a word that has look-alikes is an example: the
word that stands there against up to seven of them, by softmax, and against words drawn at random. AdaGrad over
mini-batches, seeded; numpy does the sums, scipy (the extra `train`) gathers the rows that a batch touches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from auditor.article import Article
from auditor.document import Document
from auditor.reading.hash_table import word_hash
from auditor.reading.language_model import OPEN, language_model
from auditor.reading.lexicon import look_alikes
from auditor.reading.word_windows import (
    ENDINGS,
    MARKS,
    NEAR,
    OTHER_MARK,
    SIDE,
    WordWindows,
    ending,
    mark_between,
)
from auditor.training import Say
from auditor.training.usage import articles, fold_of

LEAST_USES = 4
"""How often the archives print a word that has a row of its own."""

OFTEN = 12_000
"""Of the uses of a word that stands more often, the square root of this number to theirs is the share taken."""

RIVALS, DRAWN = 8, 48
"""A word and its most frequent look-alikes; words drawn for a batch, with a power of 0.75 of their frequency."""

LIKELIEST_UNSEEN = -13.0
"""A look-alike that the archives never print counts where the language model gives it so much (natural log)."""

WIDTH, INNER, OUTER = 32, 160, 48
"""Numbers that stand for a word around the place, of the inner layer, and that stand for a word in the place."""

BATCH, SWEEPS, RATE, DROPPED = 512, 3.0, 0.03, 0.2
"""Examples a step; times that each is seen; step width at the start; share of the farthest words that is hidden."""

_BLANK = 2 * ENDINGS


@dataclass(frozen=True, slots=True)
class Archive:
    """The word streams of all articles, one after the other, with `SIDE` blanks before, between and behind them.

    `rows`: number of each word among the rows of `WordWindows.around`; `marks`: the mark behind it; `targets`: its
    number among `targets` where it is an example, else -1; `folds`: group of the source.
    """

    words: Sequence[int]
    targets: Sequence[str]
    rows: Any
    marks: Any
    target: Any
    folds: Any
    rivals: Any
    """For each target itself and its look-alikes, by number; -1 where there are fewer."""


def _near(uses: Mapping[str, int]) -> Mapping[str, list[str]]:
    """Return each word that has look-alikes with itself and them, the likeliest first."""
    pairs: dict[str, set[str]] = defaultdict(set)
    for printed, others in look_alikes().items():
        for meant in others:
            pairs[printed].add(meant)
            pairs[meant].add(printed)
    likely = language_model().word
    return {
        word: [
            word,
            *sorted(
                (other for other in pairs[word] if other in uses or likely(other) > LIKELIEST_UNSEEN),
                key=lambda other: (-likely(other), other),
            )[: RIVALS - 1],
        ]
        for word in sorted(pairs)
    }


def read_archive(data: Path) -> Archive:
    """Return all articles of the archives below `data`."""
    streams: list[tuple[list[str], list[bool], list[int], int]] = []
    uses = Counter[str]()
    for row in articles(data):
        document = Document(Article(text=row["text"]))
        words, tokens = document.word_stream.words, document.word_stream.tokens
        uses.update(words)
        capitals = [token is not None and token.text[0].isupper() for token in tokens]
        marks = [mark_between(row["text"], *pair) for pair in zip(tokens, [*tokens[1:], None], strict=True)]
        streams.append((words, capitals, marks, fold_of(row["source"])))
    hashes = sorted({word_hash(word) for word, count in uses.items() if count >= LEAST_USES})
    place = {number: row for row, number in enumerate(hashes)}
    near = _near(uses)
    targets = sorted(near, key=word_hash)
    number = {word: at for at, word in enumerate(targets)}
    rivals = np.full((len(targets), RIVALS), -1, np.int32)
    for word, others in near.items():
        rivals[number[word], : len(others)] = [number[other] for other in others]
    blanks = [len(hashes) + _BLANK] * SIDE
    rows, ends, wanted, folds = list(blanks), [0] * SIDE, [-1] * SIDE, [-1] * SIDE
    for words, capitals, marks, fold in streams:
        for at, (word, capital) in enumerate(zip(words, capitals, strict=True)):
            own = place.get(word_hash(word))
            rows.append(len(hashes) + ending(word, capital) if own is None else own)
            plain = not capital or words[at - 1] == OPEN
            wanted.append(number.get(word, -1) if plain else -1)
        ends += [*marks, *[0] * SIDE]
        rows += blanks
        wanted += [-1] * SIDE
        folds += [fold] * len(words) + [-1] * SIDE
    return Archive(
        hashes, targets, np.array(rows, np.int32), np.array(ends, np.uint8), np.array(wanted, np.int32),
        np.array(folds, np.int8), rivals,
    )  # fmt: skip


class _Net:
    """The weights while they are taught, in 32-bit floats, with the sums of squares that AdaGrad divides by."""

    def __init__(self, words: int, targets: int, chance: Any) -> None:
        self.rate = RATE

        def drawn(spread: float, *shape: int) -> Any:
            return (chance.standard_normal(shape) * spread).astype(np.float32)

        self.weights = {
            "around": drawn(0.1, words, WIDTH),
            "asked": drawn(0.05, targets, OUTER),
            "bias": np.zeros(targets, np.float32),
            "inner": drawn((1.5 / (2 * SIDE * WIDTH)) ** 0.5, 2 * SIDE * WIDTH, INNER),
            "inner_bias": np.zeros(INNER, np.float32),
            "marks": np.zeros((len(NEAR), OTHER_MARK + 1, INNER), np.float32),
            "outer": drawn(INNER**-0.5, INNER, OUTER),
            "outer_bias": np.zeros(OUTER, np.float32),
        }
        self.squares = {
            name: np.full(value.shape if name not in ("around", "asked") else (len(value), 1), 1e-3, np.float32)
            for name, value in self.weights.items()
        }

    def step(self, name: str, slope: Any, rows: Any = None) -> None:
        """Take a step against `slope`; with `rows`, the slope of each of them, which may repeat."""
        weights, squares = self.weights[name], self.squares[name]
        if rows is None:  # layers: a running mean of squares, since every batch touches them
            squares *= 0.9995
            squares += 0.02 * slope * slope
            weights -= 0.05 * self.rate * slope / np.sqrt(squares + 1e-8)
            return
        from scipy.sparse import csr_matrix  # noqa: PLC0415  (an extra)

        own, at = np.unique(rows, return_inverse=True)
        ones = np.ones(len(rows), np.float32)
        slope = csr_matrix((ones, (at, np.arange(len(rows)))), shape=(len(own), len(rows))) @ slope
        squares[own] += (slope * slope).mean(1, keepdims=True) if slope.ndim > 1 else slope * slope
        weights[own] -= self.rate * slope / np.sqrt(squares[own] + 1e-8)

    def learn(self, seen: Any, marks: Any, hidden: Any, rivals: Any, drawn: Any) -> float:
        """Learn from a batch and return its mean loss.

        `seen`: rows around each place; `marks`: kinds of marks in the gaps; `hidden`: 0 where a word is hidden, else 1;
        `rivals`: the target and its look-alikes, -1 for none; `drawn`: targets for the whole batch.
        """
        w, count = self.weights, len(seen)
        shown = (w["around"][seen] * hidden[:, :, None]).reshape(count, -1)
        layer = shown @ w["inner"] + w["inner_bias"]
        for gap in range(len(NEAR)):
            layer += w["marks"][gap][marks[:, gap]]
        fired = np.maximum(layer, 0)
        found = fired @ w["outer"] + w["outer_bias"]
        real = rivals >= 0
        own = w["asked"][rivals]
        scores = np.matmul(own, found[:, :, None])[:, :, 0] + w["bias"][rivals]
        others = found @ w["asked"][drawn].T + w["bias"][drawn] - 1.0
        scores[~real] = others[drawn[None, :] == rivals[:, :1]] = -1e9
        odds = np.concatenate([scores, others], axis=1)
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        loss = -float(np.log(odds[:, 0] + 1e-9).mean())
        odds[:, 0] -= 1
        near, far = odds[:, : rivals.shape[1]], odds[:, rivals.shape[1] :]
        back = np.matmul(near[:, None, :], own)[:, 0] + far @ w["asked"][drawn]
        inside = (back @ w["outer"].T) * (layer > 0)
        outside = (inside @ w["inner"].T).reshape(*seen.shape, WIDTH) * hidden[:, :, None]
        rows = np.concatenate([rivals[real], drawn])
        self.step("asked", np.concatenate([(near[:, :, None] * found[:, None, :])[real], far.T @ found]), rows)
        self.step("bias", np.concatenate([near[real], far.sum(0)]), rows)
        self.step("around", outside.reshape(-1, WIDTH), seen.ravel())
        slopes = np.zeros_like(w["marks"])
        for gap in range(len(NEAR)):
            for mark in range(1, len(MARKS) + 2):
                slopes[gap, mark] = inside[marks[:, gap] == mark].sum(0) / count
        self.step("marks", slopes)
        self.step("inner", shown.T @ inside / count)
        self.step("inner_bias", inside.mean(0))
        self.step("outer", fired.T @ back / count)
        self.step("outer_bias", back.mean(0))
        return loss


def teach(archive: Archive, without: int | None, say: Say) -> WordWindows:
    """Return the network that the archives teach, the sources of one group left out."""
    chance = np.random.default_rng(0)
    places = np.flatnonzero((archive.target >= 0) & (archive.folds != (-2 if without is None else without)))
    places = places[archive.rivals[archive.target[places], 1] >= 0]
    uses = np.bincount(archive.target[places], minlength=len(archive.targets))
    share = np.minimum(1.0, np.sqrt(OFTEN / np.maximum(uses, 1)))[archive.target[places]]
    often = (uses + 1.0) ** 0.75
    draws = chance.choice(len(often), 1 << 20, p=often / often.sum()).astype(np.int32)
    net = _Net(len(archive.words) + _BLANK + 1, len(archive.targets), chance)
    away = np.r_[-SIDE:0, 1 : SIDE + 1]
    hide, gaps = DROPPED * np.abs(away) / SIDE, np.array(NEAR)
    total, step, losses = int(SWEEPS * share.sum()) // BATCH, 0, 0.0
    while step < total:
        chosen = chance.permutation(places[chance.random(len(places)) < share])
        for start in range(0, len(chosen) - BATCH, BATCH):
            at = chosen[start : start + BATCH, None]
            hidden = (chance.random((BATCH, len(away))) > hide).astype(np.float32)
            drawn = draws[chance.integers(0, len(draws), DRAWN)]
            net.rate = RATE * max(0.05, 1 - step / total)
            rivals = archive.rivals[archive.target[at[:, 0]]]
            losses += net.learn(archive.rows[at + away], archive.marks[at + gaps], hidden, rivals, drawn)
            step += 1
            if step == total:
                break
    say(f"word windows without group {without}: {len(places)} places, {total} steps, mean loss {losses / total:.3f}")
    return packed(archive, net.weights)


def packed(archive: Archive, weights: Mapping[str, Any]) -> WordWindows:
    """Return the weights as the auditor reads them: rows in 8 bits, the layers in 32."""

    def rows(name: str) -> tuple[Any, Any]:
        scale = np.maximum(np.abs(weights[name]).max(axis=1), 1e-6) / 127
        return np.round(weights[name] / scale[:, None]).astype(np.int8), scale.astype(np.float32)

    (around, around_scale), (asked, asked_scale) = rows("around"), rows("asked")
    return WordWindows(
        archive.words, around, around_scale,
        [word_hash(word) for word in archive.targets], asked, asked_scale, weights["bias"],
        weights["inner"], weights["inner_bias"], weights["marks"], weights["outer"], weights["outer_bias"],
    )  # fmt: skip


def write(windows: WordWindows, into: Path, say: Say) -> None:
    """Write `spelling/word_windows.npz`."""
    file = into / "spelling" / "word_windows.npz"
    file.parent.mkdir(parents=True, exist_ok=True)
    windows.save(file)
    say(f"word windows: {len(windows.words)} words, {len(windows.targets)} targets, {file.stat().st_size} bytes")
