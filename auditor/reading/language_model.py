"""How likely a word is after the two words before it: the trigram model that the pocketsphinx wheel carries.

72,547 words, 2.05 million bigrams, 1.67 million trigrams of American English, up to about 2013, under a BSD-style
licence. It knows words without capitals and no punctuation; `<s>` opens a sentence and `</s>` closes it.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

UNKNOWN = -16.0
"""Natural log of the probability that stands for a word the model does not know; its rarest words have about -17."""

OPEN, CLOSE = "<s>", "</s>"

UNIT = 1e-4
"""The model counts in steps of the natural log, ten thousand to one."""


class LanguageModel:
    """Natural logs of probabilities, remembered for the life of the process up to a bound."""

    def __init__(self, path: Path) -> None:
        from pocketsphinx import Config, LogMath, NGramModel  # noqa: PLC0415  (loads the model code, used by few checks)

        # Only the bound method is kept: it keeps the model alive.
        self.steps: Callable[[list[str]], int] = NGramModel(Config(), LogMath(), str(path)).prob
        """ln p of a known word in steps of `UNIT`, for [word, the one before, the one before that]."""
        self.word = functools.lru_cache(maxsize=200_000)(self._word)

    def _word(self, word: str) -> float:
        value = self.steps([word]) * UNIT
        return value if value > -1000 else UNKNOWN

    def knows(self, word: str) -> bool:
        """Whether the model has seen `word` (in lower case)."""
        return self.steps([word]) * UNIT > -1000

    def along(self, words: Sequence[str]) -> list[float]:
        """Return ln p of each word after the two before it, as `after` does for one."""
        prob, row = self.steps, [CLOSE, CLOSE, *words]
        values = [prob([word, one, two]) * UNIT for two, one, word in zip(row, row[1:], row[2:], strict=False)]
        return [value if value > -1000 else UNKNOWN for value in values]

    def after(self, word: str, previous: str, before: str) -> float:
        """Return ln p(word | before previous)."""
        value: float = self.steps([word, previous, before]) * UNIT
        return value if value > -1000 else UNKNOWN


def model_path() -> Path:
    """Return where the pocketsphinx wheel keeps the model."""
    spec = importlib.util.find_spec("pocketsphinx")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("no package `pocketsphinx`, which carries the language model; install it")
    return Path(spec.submodule_search_locations[0], "model", "en-us", "en-us.lm.bin")


@functools.cache
def language_model() -> LanguageModel:
    """Return the model, loaded once per process (0.06 s, 30 MB)."""
    return LanguageModel(model_path())
