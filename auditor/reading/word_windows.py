"""What the words around a place ask for: a small network over the five words on either side and the marks between them.

The trigram model sees two words to each side and no comma; "no one seemed to now where" takes more. The network gives
each word a score for a place, and only the difference between a word and its look-alike means anything. How it was
taught and how well it does: `knowledge/spelling/MODEL_CARD.md`.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.knowledge import path
from auditor.reading.hash_table import word_hash
from auditor.reading.tokens import Token

SIDE = 5
"""Words on either side that are looked at."""

ENDINGS = 128
"""Words that are not listed share so many rows by their last three letters, each with and without a capital."""

MARKS = (",", "-–—", "\"“”‘’'", "()[]", ";:")
OTHER_MARK = len(MARKS) + 1
NEAR = (-2, -1, 0, 1)
"""The gaps whose mark is looked at, by the number of the word before each, counted from the place."""


@dataclass(frozen=True, slots=True)
class WordWindows:
    """The network. One row of `around` for each hash of `words`, in their order, then those of endings, then a blank.

    `around` and `asked` are 8-bit, each row with its `scale`; `bias` belongs to `asked`, whose rows are in the order of
    `targets`. `marks`: for each gap and mark what it adds to the inner layer.
    """

    words: Sequence[int]
    around: NDArray[Any]
    around_scale: NDArray[Any]
    targets: Sequence[int]
    asked: NDArray[Any]
    asked_scale: NDArray[Any]
    bias: NDArray[Any]
    inner: NDArray[Any]
    inner_bias: NDArray[Any]
    marks: NDArray[Any]
    outer: NDArray[Any]
    outer_bias: NDArray[Any]

    def asks(self, text: str, words: Sequence[str], tokens: Sequence[Token | None], at: int) -> NDArray[Any]:
        """Return what the place number `at` of a word stream asks for, to be handed to `odds`."""
        last = len(words)
        rows = [
            self._row(words[near], tokens[near]) if 0 <= near < last else len(self.around) - 1
            for near in (*range(at - SIDE, at), *range(at + 1, at + SIDE + 1))
        ]
        seen = self.around[rows] * self.around_scale[rows, None]
        layer = seen.reshape(-1) @ self.inner + self.inner_bias
        for number, near in enumerate(NEAR):
            before, behind = at + near, at + near + 1
            if before >= 0 and behind < last and (mark := mark_between(text, tokens[before], tokens[behind])):
                layer = layer + self.marks[number, mark]
        found: NDArray[Any] = np.maximum(layer, 0.0) @ self.outer + self.outer_bias
        return found

    def odds(self, asked: NDArray[Any], printed: str, meant: str) -> tuple[float, float, float]:
        """Return how much better `meant` suits what is `asked` than `printed` (lower case), and the score of each.

        All 0 where the network knows one of the two not at all.
        """
        scores = []
        for word in (printed, meant):
            number = word_hash(word)
            row = bisect_left(self.targets, number)
            if row == len(self.targets) or self.targets[row] != number:
                return 0.0, 0.0, 0.0
            scores.append(float(self.asked[row] @ asked) * float(self.asked_scale[row]) + float(self.bias[row]))
        return scores[1] - scores[0], scores[0], scores[1]

    def _row(self, word: str, token: Token | None) -> int:
        number = word_hash(word)
        row = bisect_left(self.words, number)
        if row < len(self.words) and self.words[row] == number:
            return row
        return len(self.words) + ending(word, token is not None and token.text[0].isupper())

    def save(self, file: Path) -> None:
        """Write the network to `file`."""
        arrays = {name: np.asarray(getattr(self, name)) for name in self.__slots__}
        hashes = {name: arrays.pop(name).astype(np.uint32) for name in ("words", "targets")}
        np.savez(file, allow_pickle=False, **arrays, **hashes)


def ending(word: str, capital: bool) -> int:
    """Return which of the rows for endings a word that is not listed has."""
    return 2 * (word_hash(word[-3:]) % ENDINGS) + capital


def mark_between(text: str, one: Token | None, other: Token | None) -> int:
    """Return the kind of the mark between two words that follow each other: 0 for none, `OTHER_MARK` for any other."""
    if one is None or other is None or other.start - one.end < 1 or text[one.end : other.start] == " ":
        return 0
    marks = text[one.end : other.start].strip()
    return next((kind for kind, row in enumerate(MARKS, 1) if marks[0] in row), OTHER_MARK) if marks else 0


def read_windows(file: Path) -> WordWindows:
    """Return the network that `save` wrote."""
    with np.load(file, allow_pickle=False) as arrays:
        found = {name: arrays[name] for name in WordWindows.__slots__}
    return WordWindows(**{**found, "words": found["words"].tolist(), "targets": found["targets"].tolist()})


@functools.cache
def word_windows() -> WordWindows:
    """Return the shipped network, read once per process."""
    return read_windows(path("spelling/word_windows.npz"))
