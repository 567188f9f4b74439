"""Names: capitalised runs inside a text, and the mentions of one name taken together."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.reading.tokens import Token
from auditor.span import Span


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

    def close() -> None:
        if run:
            last = run[-1].text
            words = [*(t.text for t in run[:-1]), last[:-2] if last.endswith(("'s", "’s")) else last]
            span = Span(run[0].start, run[-1].end - (len(last) - len(words[-1])))
            found.append(Name(span, span.of(text), tuple(words), run[0].start in sentence_starts))
            run.clear()

    for token in tokens:
        capital = token.kind == "word" and token.text[0].isupper()
        gap = text[run[-1].end : token.start] if run else ""
        if run and (not capital or gap not in (" ", "\u00a0") or token.start in sentence_starts):
            close()
        if capital:
            run.append(token)
            if token.text.endswith(("'s", "’s")):
                close()
    close()
    return tuple(found)
