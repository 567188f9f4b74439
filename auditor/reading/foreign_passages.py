"""Passages of an English text that stand in another language, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.reading.language import Passage
from auditor.reading.lexicon import lexicon
from auditor.reading.quotes import Quote
from auditor.reading.sentences import Sentence
from auditor.reading.tokens import Token
from auditor.span import Span

_LEAST = 4
"""Words of a sentence whose language can be told at all."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Japanese and Chinese."""
LEAST_UNKNOWN = 2
"""Words that no dictionary has, of a line that reads foreign."""
_UNKNOWN, _LONGEST = 0.6, 600
_LETTERS = re.compile(r"[^\W\d_]+")
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
        inside = [item for item in sentences if _shared(item.span, passage.span) > item.span.width / 2]
        kept: list[tuple[Sentence, int]] = []
        run: list[tuple[Sentence, int]] = []
        for sentence in inside:
            parts = [
                word.text
                for word in words[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
            ]
            foreign = _is_foreign(parts)
            if not foreign or (run and sentence.number != run[-1][0].number + 1):
                kept, run = kept + _told(run), []
            if foreign:
                run.append((sentence, sum(map(_length, parts))))
        if kept := kept + _told(run):
            longest = max((length for sentence, length in kept if not _is_quoted(sentence, quotes)), default=0)
            span = Span(kept[0][0].span.start, kept[-1][0].span.end)
            found.append(ForeignPassage(span, passage.code, sum(length for _, length in kept), longest))
    return tuple(found)


def reads_foreign(line: str) -> bool:
    """Whether a line is in no English: four words and more, most of those in lower case in no dictionary of it."""
    words = _LETTERS.findall(line[:_LONGEST])
    small = [word for word in words if word.islower()]
    if len(words) < _LEAST or len(small) * 2 < len(words) or not _GRAMMAR.isdisjoint(small):
        return False
    return sum(word not in lexicon() for word in small) >= _UNKNOWN * len(small)


def _told(run: list[tuple[Sentence, int]]) -> list[tuple[Sentence, int]]:
    """Return a run of sentences if one is long enough to tell its language; the labels beside it then count as well."""
    return run if any(length >= _LEAST for _, length in run) else []


def _is_quoted(sentence: Sentence, quotes: Sequence[Quote]) -> bool:
    return max((_shared(quote.span, sentence.span) for quote in quotes), default=0) > sentence.span.width / 2


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
