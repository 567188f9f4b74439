"""People named in full, and whom news knows by that name.

A given name is one of `knowledge/facts/first_names.txt`; `known_names.txt` has the people that several articles of a
collection of news name in full.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from auditor.knowledge import path, toml
from auditor.reading.names import Name
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class FullName:
    """A given name and a surname side by side; `leads`: a word of the same run of capitals stands before them."""

    span: Span
    first: str
    surname: str
    leads: str


@functools.cache
def _first_names() -> frozenset[str]:
    lines = path("facts/first_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@functools.cache
def _known() -> dict[str, dict[str, bool]]:
    lines = path("facts/known_names.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {surname: {first.rstrip("*"): first.endswith("*") for first in firsts.split()} for surname, firsts in pairs}


def is_known(first: str, surname: str, *, well: bool = False) -> bool:
    """Whether several articles of a collection of news (`well`: four or more) name somebody so."""
    firsts = _known().get(surname, {})
    return first in firsts and (firsts[first] or not well)


def is_first_name(word: str) -> bool:
    """Whether the word is a common given name."""
    return word in _first_names()


@functools.cache
def _short() -> frozenset[frozenset[str]]:
    rows = toml("facts/short_names.toml")["short"]
    return frozenset(frozenset((full, short)) for full, shorts in rows.items() for short in shorts)


def is_short_for(one: str, other: str) -> bool:
    """Whether one of the given names is the usual short form of the other."""
    return frozenset((one, other)) in _short()


def read_full_names(text: str, names: tuple[Name, ...]) -> tuple[FullName, ...]:
    """Return the full names in text order."""
    firsts, known = _first_names(), _known()
    found: list[FullName] = []
    for name in names:
        words = name.words
        if len(words) < 2:
            continue
        for at in range(len(words) - 1):
            first, surname = words[at], words[at + 1]
            if first not in firsts or len(surname) < 3 or not surname.isalpha():
                continue
            if surname not in firsts or (surname in known and at + 2 == len(words)):
                start = text.find(first, name.span.start, name.span.end)
                end = text.find(surname, start, name.span.end) + len(surname)
                found.append(FullName(Span(start, end), first, surname, words[at - 1] if at else ""))
    return tuple(found)
