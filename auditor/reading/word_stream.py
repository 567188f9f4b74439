"""The words of an article as the language model reads them: lower case, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from auditor.reading.language_model import CLOSE, OPEN, language_model
from auditor.reading.sentences import Sentence
from auditor.reading.tokens import Token

NUMBER = "<number>"
"""Stands for every figure; the model does not know it and falls back to shorter contexts."""


@dataclass(frozen=True, slots=True)
class WordStream:
    """Each sentence as `<s>`, its words and `</s>`, one after the other.

    `tokens` runs parallel to `words` and is None at the marks. Punctuation leaves no trace.
    """

    words: list[str]
    tokens: list[Token | None]
    _log: list[float] = field(default_factory=list, repr=False, compare=False)

    @property
    def log(self) -> list[float]:
        """The ln p of each word after the two before it, asked of the model once."""
        if not self._log:
            self._log.extend(language_model().along(self.words))
        return self._log

    def log_probability(self, at: int, instead: tuple[str, ...] | None = None, *, width: int = 1) -> float:
        """Return the log probability of `width` words from `at` on and of the two that follow them in their sentence.

        `instead`: words that take the place of those.
        """
        words, after = self.words, language_model().after
        inner = words[at : at + width] if instead is None else instead
        tail = words[at + width : at + width + 2]
        if CLOSE in tail:
            tail = tail[: tail.index(CLOSE) + 1]
        row = [words[at - 2] if at > 1 else CLOSE, words[at - 1], *inner, *tail]
        return sum(after(row[i], row[i - 1], row[i - 2]) for i in range(2, len(row)))


def read_word_stream(tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> WordStream:
    """Return the words and figures of all sentences; tokens outside any sentence are left out."""
    words: list[str] = []
    kept: list[Token | None] = []
    told = [token for token in tokens if token.kind != "mark"]
    form = _Spoken()
    spoken = [form[token.text] if token.kind == "word" else NUMBER for token in told]
    starts = [token.start for token in told]
    last = 0
    for sentence in sentences:
        first = bisect_left(starts, sentence.span.start, last)
        last = bisect_left(starts, sentence.span.end, first)
        words += (OPEN, *spoken[first:last], CLOSE)
        kept += (None, *told[first:last], None)
    return WordStream(words, kept)


class _Spoken(dict[str, str]):
    """Words as the model reads them, by their printed form; each is made once."""

    def __missing__(self, printed: str) -> str:
        word = printed.lower().replace("’", "'")
        if word.endswith("'s") and not language_model().knows(word):
            word = word[:-2]
        self[printed] = word
        return word
