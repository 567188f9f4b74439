"""How likely English words are in their context: the trigram model that pocketsphinx carries.

72,547 words, 2.05 million pairs, 1.67 million triples, of texts up to about 2013 (CMU, BSD-style licence). Loads in 0.1 s.
Words it does not know have no probability; `FLOOR` stands in.
"""

from __future__ import annotations

import functools
from importlib.metadata import files
from pathlib import Path
from typing import Any

FLOOR = -16.0
"""Natural logarithm that stands for the probability of an unknown word."""
_SCALE = 1e-4
_UNKNOWN = -500_000_000


class LanguageModel:
    """Trigram probabilities, natural logarithms. Words are given in lower case; "<s>" opens a sentence, "</s>" closes it."""

    def __init__(self, model: Any) -> None:
        self._prob = model.prob
        self._cache: dict[tuple[str, str, str], float] = {}

    def prob(self, word: str, before: str, before_that: str) -> float:
        """Return ln P(word | before_that before); an empty string shortens the context."""
        key = (word, before, before_that)
        value = self._cache.get(key)
        if value is None:
            raw = self._prob([part for part in key if part])
            value = FLOOR if raw < _UNKNOWN else raw * _SCALE
            if len(self._cache) > 200_000:
                self._cache.clear()
            self._cache[key] = value
        return value

    def knows(self, word: str) -> bool:
        """Whether the word is in the vocabulary."""
        return self.prob(word, "", "") > FLOOR

    def score(self, words: list[str], first: int) -> float:
        """Return the summed ln probability of `words[first:]`, each in the context of the two before it."""
        total = 0.0
        for place in range(first, len(words)):
            before = words[place - 1] if place else ""
            total += self.prob(words[place], before, words[place - 2] if place > 1 else "")
        return total


@functools.cache
def language_model() -> LanguageModel:
    """Load the model, once per process."""
    from pocketsphinx import Config, LogMath, NGramModel  # noqa: PLC0415  (a native library, only where spelling is judged)

    return LanguageModel(NGramModel(Config(loglevel="FATAL"), LogMath(), str(_path())))


def _path() -> Path:
    for file in files("pocketsphinx") or ():
        if file.name == "en-us.lm.bin":
            return Path(str(file.locate()))
    raise FileNotFoundError("pocketsphinx carries no en-us.lm.bin; install pocketsphinx 5.1.1 or newer")
