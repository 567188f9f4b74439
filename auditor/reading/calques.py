"""Calques: English words in the grammar of another language."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from auditor import knowledge
from auditor.span import Span

_GAP = r"[ \t\u00a0\n]{1,3}"
_NUMBER = r"\d{1,4}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of `knowledge/translation/calques.toml`."""

    kind: str
    sure: float
    languages: tuple[str, ...]
    instead: str | None
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Calque:
    """One mention: `instead` is what English says, in the case of the text, or None."""

    span: Span
    text: str
    kind: str
    sure: float
    languages: tuple[str, ...]
    instead: str | None


def read_calques(text: str) -> tuple[Calque, ...]:
    """Return the calques of `text` in order of their entries."""
    gate, patterns = _patterns()
    folded = text.replace("’", "'")
    present = {match.group().lower() for match in gate.finditer(folded)}
    if not present:
        return ()
    found = []
    for keys, pattern in patterns:
        if present.isdisjoint(keys):
            continue
        for match in pattern.regex.finditer(folded):
            instead = pattern.instead.format("", *match.groups()) if pattern.instead is not None else None
            if instead is not None and match.group()[0].isupper():
                instead = instead[:1].upper() + instead[1:]
            span = Span(*match.span())
            found.append(Calque(span, span.of(text), pattern.kind, pattern.sure, pattern.languages, instead))
    return tuple(found)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], tuple[tuple[frozenset[str], Pattern], ...]]:
    """Return one expression that finds the rarest words of all entries, and the entries with theirs.

    The gate keeps an article without any of these words, which is most of them, to a single pass.
    """
    patterns = []
    for entry in knowledge.toml("translation/calques.toml")["calque"]:
        words = entry["words"].split()
        before = "".join(rf"(?<!\b{re.escape(word)}[ \n])" for word in entry.get("not_after", ()))
        after = "|".join(_NUMBER if word == "#" else re.escape(word) for word in entry.get("not_before", ()))
        regex = r"(?<![\w'-])" + before + _GAP.join(f"({_alternatives(word)})" for word in words) + r"(?![\w'-])"
        if after:
            regex += rf"(?!{_GAP}(?:{after})\b)"
        key = max(words, key=lambda word: min(len(part) for part in word.split("|")))
        pattern = Pattern(
            entry["kind"],
            entry["sure"],
            tuple(entry["from"]),
            entry.get("instead"),
            re.compile(regex, re.IGNORECASE),
        )
        patterns.append((frozenset(key.split("|")), pattern))
    keys = sorted({key for found, _ in patterns for key in found})
    gate = re.compile(r"\b(?:" + "|".join(map(re.escape, keys)) + r")\b", re.IGNORECASE)
    return gate, tuple(patterns)


def _alternatives(word: str) -> str:
    return "|".join(_NUMBER if part == "#" else re.escape(part) for part in word.split("|"))
