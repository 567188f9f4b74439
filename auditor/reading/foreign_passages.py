"""Passages of an English text that stand in another language, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.reading.language import Passage
from auditor.reading.quotes import Quote
from auditor.reading.sentences import Sentence
from auditor.reading.tokens import Token
from auditor.span import Span

_LEAST = 4
"""Words of a sentence whose language can be told at all."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Japanese and Chinese."""
_GRAMMAR = frozenset("the of and to that is was were with for this which his they".split())


@dataclass(frozen=True, slots=True)
class ForeignPassage:
    """Neighbouring sentences in one language. `code`: ISO 639-1, `words`: how many there are."""

    span: Span
    code: str
    words: int
    longest: int
    """Words of its longest sentence outside quotations; 0 where all of it is quoted."""


def read_foreign_passages(
    passages: Sequence[Passage], sentences: Sequence[Sentence], words: Sequence[Token], quotes: Sequence[Quote]
) -> tuple[ForeignPassage, ...]:
    """Return the passages that are not English, in order.

    `passages`: what CLD2 takes for one language each. A sentence counts to the one that has more than half of it, and
    not where the words of English grammar say that it is English after all (names, titles, dialect).
    """
    starts = [word.start for word in words]
    found: list[ForeignPassage] = []
    for passage in passages:
        if passage.code.partition("-")[0] in ("en", "un"):
            continue
        spans: list[Span] = []
        counts: list[int] = []
        quoted: list[bool] = []
        for sentence in sentences:
            if _shared(sentence.span, passage.span) <= sentence.span.width / 2:
                continue
            inside = words[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
            length = sum(_length(word.text) for word in inside)
            if length >= _LEAST and _is_foreign([word.text for word in inside]):
                spans.append(sentence.span)
                counts.append(length)
                most = max((_shared(quote.span, sentence.span) for quote in quotes), default=0)
                quoted.append(most > sentence.span.width / 2)
        if spans:
            longest = max((count for count, said in zip(counts, quoted, strict=True) if not said), default=0)
            found.append(ForeignPassage(Span(spans[0].start, spans[-1].end), passage.code, sum(counts), longest))
    return tuple(found)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _length(run: str) -> int:
    """Return how many words a run of letters is: two characters each where the script sets no blanks between words."""
    return max(1, len(run) // 2) if _UNSPACED.match(run) else 1


def _is_foreign(words: Sequence[str]) -> bool:
    small = [word.lower() for word in words if word[0].islower() or not word[0].isascii()]
    if len(small) * 2 < len(words):
        return False
    return sum(word in _GRAMMAR for word in small) * 8 < len(words)
