"""The words of an article as the language model reads them: lower case, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from auditor.reading.language_model import CLOSE, OPEN, Numbers, language_model
from auditor.reading.ngrams import UNSEEN, shifted
from auditor.reading.sentences import Sentence
from auditor.reading.tokens import Token
from auditor.reading.word_facts import word_facts

NUMBER = "<number>"
"""Stands for every figure; the model does not know it and falls back to shorter contexts."""


@dataclass(frozen=True)
class WordStream:
    """Each sentence as `<s>`, its words and `</s>`, one after the other.

    `tokens` and `numbers`, the number of each word in the language model, run parallel to `words`; a token is None at
    the marks. Punctuation leaves no trace. `unknown`: printed words among them that no dictionary has.
    """

    words: list[str]
    tokens: list[Token | None]
    numbers: Numbers
    unknown: frozenset[str]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands there."""
        return Counter(self.words)

    @cached_property
    def alone(self) -> NDArray[np.float64]:
        """The ln p of each word, whatever stands before it."""
        return language_model().alone(self.numbers)

    @cached_property
    def pairs(self) -> Numbers:
        """The place in the language model of each word after the one before it."""
        return language_model().pairs(self.numbers, shifted(self.numbers, 1))

    @cached_property
    def log(self) -> NDArray[np.float64]:
        """The ln p of each word after the two before it."""
        return language_model().along(self.numbers, self.pairs)

    @cached_property
    def goes_on(self) -> NDArray[np.bool_]:
        """Whether the word after the next belongs to the same sentence, its `</s>` included."""
        found = np.zeros(len(self.words), np.bool_)
        found[:-2] = self.numbers[1:-1] != language_model().index[CLOSE]
        return found

    def log_probabilities(self, at: int, instead: Sequence[tuple[str, ...]], *, width: int = 1) -> list[float]:
        """Return the log probability of each run of words `instead` of the `width` words from `at` on.

        Each with the two words that follow in the sentence.
        """
        return self.weigh([(at, width, inner) for inner in instead])

    def weigh(self, asked: Sequence[tuple[int, int, tuple[str, ...]]]) -> list[float]:
        """Return what `log_probabilities` says of many places: (at, width, instead). To ask at once costs least."""
        words, model = self.words, language_model()
        rows = []
        for at, width, inner in asked:
            tail = words[at + width : at + width + 2]
            if CLOSE in tail:
                tail = tail[: tail.index(CLOSE) + 1]
            rows.append([words[at - 2] if at > 1 else CLOSE, words[at - 1], *inner, *tail])
        numbers = model.numbers([word for row in rows for word in row])
        terms = iter(model.along(numbers, model.pairs(numbers, shifted(numbers, 1))).tolist())
        # The first two of each row are there to stand before the others.
        return [sum(list(islice(terms, len(row)))[2:]) for row in rows]


def read_word_stream(tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> WordStream:
    """Return the words and figures of all sentences; tokens outside any sentence are left out."""
    words: list[str] = []
    kept: list[Token | None] = []
    numbers: list[int] = []
    index, facts = language_model().index, word_facts()
    opens, closes, figure = index[OPEN], index[CLOSE], (NUMBER, index.get(NUMBER, UNSEEN), "")
    told = [token for token in tokens if token.kind != "mark"]
    rows = [facts[token.text] if token.kind == "word" else figure for token in told]
    spoken, known = [row[0] for row in rows], [row[1] for row in rows]
    starts = [token.start for token in told]
    last = 0
    for sentence in sentences:
        first = bisect_left(starts, sentence.span.start, last)
        last = bisect_left(starts, sentence.span.end, first)
        words += (OPEN, *spoken[first:last], CLOSE)
        kept += (None, *told[first:last], None)
        numbers += (opens, *known[first:last], closes)
    unknown = frozenset([token.text for token, row in zip(told, rows, strict=True) if row[2]])
    return WordStream(words, kept, np.array(numbers, np.int64), unknown)
