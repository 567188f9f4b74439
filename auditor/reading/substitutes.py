"""Words that may stand in the place of words of an article, weighed by the language model all at once.

A word is part of three windows of three words: its own, that of the next word and that of the one after it. They are
asked one after the other, so that words which one window rules out are not asked further, and what was looked up for a
window serves the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from auditor.reading.language_model import Numbers, language_model
from auditor.reading.word_stream import WordStream

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Substitutes:
    """`words` in place of the words number `at` of the stream (one place for each; none of them an `<s>`)."""

    stream: WordStream
    at: Numbers
    words: Numbers

    @classmethod
    def of(cls, stream: WordStream, places: Sequence[int], words: Iterable[Sequence[str]]) -> Substitutes:
        """Return those of some places: for each place the words that may stand there."""
        rows = list(words)
        at = np.repeat(np.array(places, np.int64), [len(row) for row in rows])
        return cls(stream, at, language_model().numbers([word for row in rows for word in row]))

    def only(self, which: NDArray[np.bool_]) -> Substitutes:
        """Return some of them, with what is known of their windows."""
        fewer = Substitutes(self.stream, self.at[which], self.words[which])
        known = {name: value[which] for name, value in vars(self).items() if name not in ("stream", "at", "words")}
        vars(fewer).update(known)
        return fewer

    def spellings(self) -> list[str]:
        """Return the words as they are written."""
        spelt = language_model().spelt
        return [spelt[number] for number in self.words]

    @cached_property
    def _pairs(self) -> Numbers:
        return language_model().pairs(self.words, self.stream.numbers[self.at - 1])

    @cached_property
    def _pairs_behind(self) -> Numbers:
        return language_model().pairs(self.stream.numbers[self.at + 1], self.words)

    @cached_property
    def own(self) -> Floats:
        """The ln p of each after the two words before it."""
        row, pairs = self.stream.numbers, self.stream.pairs
        # The row ends in `</s>`, which is also what stands two places before its first word.
        return language_model().after_all(
            self.words, row[self.at - 1], row[self.at - 2], self._pairs, pairs[self.at - 1]
        )

    @cached_property
    def behind(self) -> Floats:
        """The ln p of the next word after each and the word before it."""
        row = self.stream.numbers
        return language_model().after_all(
            row[self.at + 1], self.words, row[self.at - 1], self._pairs_behind, self._pairs
        )

    @cached_property
    def beyond(self) -> Floats:
        """The ln p of the word after the next, 0 where the sentence ends before it."""
        found = np.zeros(len(self.at))
        there = self.stream.goes_on[self.at]
        place = self.at[there] + 2
        row, pairs = self.stream.numbers, self.stream.pairs
        found[there] = language_model().after_all(
            row[place], row[place - 1], self.words[there], pairs[place], self._pairs_behind[there]
        )
        return found
