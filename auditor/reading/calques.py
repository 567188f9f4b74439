"""Calques: English words in the grammar of another language."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor import knowledge
from auditor.reading.tokens import Token
from auditor.reading.word_patterns import is_grammar
from auditor.span import Span

FILES = ("slavic", "arabic", "turkish", "chinese", "german", "romance", "articles")
"""The files of `knowledge/translation/calques/`: one a group of source languages, and one of missing articles."""

_BLANKS = (" ", "\u00a0", "\n")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of `knowledge/translation/calques/`: `words` are the words allowed at each place ("#": figures).

    `closes`: it counts only where the phrase ends: before a mark, a word of grammar or the end of the text.
    """

    words: tuple[frozenset[str], ...]
    not_after: frozenset[str]
    not_before: frozenset[str]
    closes: bool
    kind: str
    sure: float
    languages: tuple[str, ...]
    instead: str | None


@dataclass(frozen=True, slots=True)
class Calque:
    """One mention: `instead` is what English says, in the case of the text, or None."""

    span: Span
    text: str
    kind: str
    sure: float
    languages: tuple[str, ...]
    instead: str | None


def read_calques(text: str, tokens: Sequence[Token], lowered: Sequence[str]) -> tuple[Calque, ...]:
    """Return the calques of `text` in its order, no two of which overlap; `tokens` are those of `text`.

    `lowered`: the same in lower case.
    """
    found: list[Calque] = []
    anchors = _anchors()
    folded = [word.replace("’", "'") for word in lowered] if "’" in text else lowered
    for position, word in enumerate(folded):
        for offset, pattern in anchors.get(word, ()):
            first = position - offset
            last = first + len(pattern.words) - 1
            if first < 0 or last >= len(tokens) or not _matches(pattern, text, tokens, folded, first):
                continue
            span = Span(tokens[first].start, tokens[last].end)
            instead = _instead(pattern, tokens[first : last + 1])
            found.append(Calque(span, span.of(text), pattern.kind, pattern.sure, pattern.languages, instead))
    found.sort(key=lambda calque: (calque.span.start, -calque.span.end))
    return tuple(calque for at, calque in enumerate(found) if not at or calque.span.start >= found[at - 1].span.end)


def _matches(pattern: Pattern, text: str, tokens: Sequence[Token], folded: Sequence[str], first: int) -> bool:
    last = first + len(pattern.words) - 1
    for at, allowed in enumerate(pattern.words, start=first):
        if _key(tokens[at], folded[at]) not in allowed:
            return False
        if at < last and not _runs_on(text, tokens[at], tokens[at + 1]):
            return False
    if _hyphenated(text, tokens[first].start - 1) or _hyphenated(text, tokens[last].end):
        return False
    if first and folded[first - 1] in pattern.not_after:
        return False
    if last + 1 >= len(tokens):
        return True
    after = _key(tokens[last + 1], folded[last + 1])
    return after not in pattern.not_before and not (pattern.closes and after[0].isalnum() and not is_grammar(after))


def _runs_on(text: str, one: Token, other: Token) -> bool:
    return text[one.end : other.start] in _BLANKS or (other.kind == "mark" and one.end == other.start)


def _key(token: Token, folded: str) -> str:
    return "#" if token.kind == "number" else folded


def _hyphenated(text: str, offset: int) -> bool:
    return 0 <= offset < len(text) and text[offset] == "-"


def _instead(pattern: Pattern, tokens: Sequence[Token]) -> str | None:
    if pattern.instead is None:
        return None
    instead = pattern.instead.format("", *(token.text for token in tokens))
    return instead[:1].upper() + instead[1:] if tokens[0].text[0].isupper() else instead


def entries() -> tuple[Mapping[str, Any], ...]:
    """Return the entries as written, file by file."""
    return tuple(entry for name in FILES for entry in knowledge.toml(f"translation/calques/{name}.toml")["calque"])


@functools.cache
def _anchors() -> Mapping[str, Sequence[tuple[int, Pattern]]]:
    """Return the patterns by the words at one of their places, with the number of that place.

    The place is the one whose words are longest, for long words are rare: most tokens then cost one look-up.
    """
    anchors: dict[str, list[tuple[int, Pattern]]] = {}
    for entry in entries():
        words = tuple(frozenset(word.split("|")) for word in entry["words"].split())
        pattern = Pattern(
            words,
            frozenset(entry.get("not_after", ())),
            frozenset(entry.get("not_before", ())),
            entry.get("closes", False),
            entry["kind"],
            entry["sure"],
            tuple(entry["from"]),
            entry.get("instead"),
        )
        offset = max(range(len(words)), key=lambda at: min(map(len, words[at])))
        for word in sorted(words[offset]):
            anchors.setdefault(word, []).append((offset, pattern))
    return anchors
