"""Names: capitalised runs inside a text, and the mentions of one name taken together."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.reading.tokens import Token
from auditor.span import Span

_BLANKS = (" ", "\u00a0")
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name: a run of capitalised words, `words` as printed (possessive 's removed from the last)."""

    span: Span
    text: str
    words: tuple[str, ...]
    starts_sentence: bool
    """The run opens a sentence, so the capital of its first word proves nothing."""


def read_names(text: str, tokens: tuple[Token, ...], sentence_starts: frozenset[int]) -> tuple[Name, ...]:
    """Return the capitalised runs of `text`. `sentence_starts`: offsets at which a sentence begins."""
    found: list[Name] = []
    run: list[Token] = []
    for token in tokens:
        start, _, word, kind = token
        if kind != "word" or not word[0].isupper():
            if run:
                found.append(_closed(text, run, sentence_starts))
                run = []
            continue
        if run and (start in sentence_starts or text[run[-1].end : start] not in _BLANKS):
            found.append(_closed(text, run, sentence_starts))
            run = []
        run.append(token)
        if word.endswith(_POSSESSIVE):
            found.append(_closed(text, run, sentence_starts))
            run = []
    if run:
        found.append(_closed(text, run, sentence_starts))
    return tuple(found)


def _closed(text: str, run: list[Token], sentence_starts: frozenset[int]) -> Name:
    words = [token.text for token in run]
    start, end = run[0].start, run[-1].end
    if words[-1].endswith(_POSSESSIVE):
        words[-1], end = words[-1][:-2], end - 2
    return Name(Span(start, end), text[start:end], tuple(words), start in sentence_starts)
