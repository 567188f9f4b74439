"""How likely a word is after the two words before it: the trigram model that the pocketsphinx wheel carries.

72,547 words, 2.05 million bigrams, 1.67 million trigrams of American English, up to about 2013, under a BSD-style
licence. It knows words without capitals and no punctuation; `<s>` opens a sentence and `</s>` closes it.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from auditor.reading.ngrams import UNSEEN, Ngrams, Numbers, shifted

__all__ = ["CLOSE", "OPEN", "UNKNOWN", "LanguageModel", "Numbers", "language_model"]

UNKNOWN = -16.0
"""Natural log of the probability that stands for a word the model does not know; its rarest words have about -17."""

OPEN, CLOSE = "<s>", "</s>"

_UNIT = 1e-4
"""The model counts in steps of the natural log, ten thousand to one."""


class LanguageModel:
    """Natural logs of probabilities, of one word or, much faster, of many at once.

    Many words are given by their `numbers`.
    """

    def __init__(self, path: Path) -> None:
        self._ngrams = Ngrams(path)
        self.index = self._ngrams.index
        """The number of each word that the model knows (in lower case)."""
        self.numbers, self.pairs = self._ngrams.numbers, self._ngrams.pairs
        self.spelt = tuple(self.index)
        """The words by their numbers."""
        self._alone = np.append(self._ngrams.alone() * _UNIT, UNKNOWN)  # where the number -1 points
        self.word = functools.lru_cache(maxsize=200_000)(self._word)

    def _word(self, word: str) -> float:
        """Return ln p(word), whatever stands before it."""
        return self.after(word, "", "")

    def alone(self, words: Numbers) -> NDArray[np.float64]:
        """Return ln p of many words by their numbers, whatever stands before them."""
        found: NDArray[np.float64] = self._alone[words]
        return found

    def knows(self, word: str) -> bool:
        """Whether the model has seen `word` (in lower case)."""
        return word in self.index

    def after(self, word: str, previous: str, before: str) -> float:
        """Return ln p(word | before previous)."""
        get = self.index.get
        number = get(word, UNSEEN)
        return UNKNOWN if number < 0 else self._ngrams.step(number, get(previous, UNSEEN), get(before, UNSEEN)) * _UNIT

    def along(self, row: Numbers, pairs: Numbers) -> NDArray[np.float64]:
        """Return ln p of each word of a row after the two before it; before the first stand the last ones.

        `pairs`: what `pairs` says of each word and the one before it.
        """
        return self.after_all(row, shifted(row, 1), shifted(row, 2), pairs, shifted(pairs, 1))

    def after_all(
        self,
        words: Numbers,
        previous: Numbers,
        before: Numbers,
        pairs: Numbers | None = None,
        back: Numbers | None = None,
    ) -> NDArray[np.float64]:
        """Return ln p(word | before previous) for many, by their numbers: arrays of one length.

        `pairs`, `back`: what `pairs` says of the words and the previous ones, and of these and those before, if known.
        """
        pairs = self.pairs(words, previous) if pairs is None else pairs
        back = self.pairs(previous, before) if back is None else back
        steps = self._ngrams.steps(words, previous, before, pairs, back)
        return np.where(words >= 0, steps * _UNIT, UNKNOWN)


def model_path() -> Path:
    """Return where the pocketsphinx wheel keeps the model."""
    spec = importlib.util.find_spec("pocketsphinx")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("no package `pocketsphinx`, which carries the language model; install it")
    return Path(spec.submodule_search_locations[0], "model", "en-us", "en-us.lm.bin")


@functools.cache
def language_model() -> LanguageModel:
    """Return the model, loaded once per process (0.13 s of processor time; 60 MB, and 130 while it loads)."""
    return LanguageModel(model_path())
