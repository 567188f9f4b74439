"""The words of an article as the language model reads them: lower case, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.reading.language_model import CLOSE, OPEN, language_model
from auditor.reading.sentences import Sentence
from auditor.reading.tokens import Token

_NUMBER = "<number>"
"""Stands for every figure; the model does not know it and falls back to shorter contexts."""


@dataclass(frozen=True, slots=True)
class WordStream:
    """Each sentence as `<s>`, its words and `</s>`, one after the other.

    `tokens` runs parallel to `words` and is None at the marks. Punctuation leaves no trace.
    """

    words: list[str]
    tokens: list[Token | None]

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
    spoken: dict[str, str] = {}
    knows = language_model().knows
    at = 0
    for sentence in sentences:
        start, end = sentence.span
        words.append(OPEN)
        kept.append(None)
        while at < len(tokens) and tokens[at].start < end:
            token = tokens[at]
            at += 1
            if token.kind == "mark" or token.start < start:
                continue
            if token.kind == "word":
                word = spoken.get(token.text)
                if word is None:
                    word = token.text.lower().replace("’", "'")
                    if word.endswith("'s") and not knows(word):
                        word = word[:-2]
                    spoken[token.text] = word
            else:
                word = _NUMBER
            words.append(word)
            kept.append(token)
        words.append(CLOSE)
        kept.append(None)
    return WordStream(words, kept)
