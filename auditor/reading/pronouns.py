"""Who "he" and "she" stand for, where the sentence and the one before it name a single person."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.reading.full_names import FullName
from auditor.reading.names import Name
from auditor.reading.people import TitledName
from auditor.reading.sentences import Sentence
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A "he" or "she" (`word`, in lower case) and the surname of the one person it can stand for."""

    span: Span
    word: str
    surname: str


_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")


def read_pronouns(
    text: str,
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    full_names: Sequence[FullName],
    titled: Sequence[TitledName],
) -> tuple[Pronoun, ...]:
    """Return the pronouns that are clear, in text order; a person counts once named in full or with a title."""
    people = {one.surname for one in full_names} | {one.surname for one in titled}
    named = [
        (name.span.start, name.words[-1]) for name in names if name.words[-1] in people or len(name.words) > 1
    ]  # two capitals may be a person that no list knows
    places = [start for start, _ in named]
    starts = [sentence.span.start for sentence in sentences]
    found: list[Pronoun] = []
    for match in _PRONOUN.finditer(text) if people else ():
        at = bisect_right(starts, match.start()) - 1
        if at < 0:
            continue
        left = starts[max(0, at - 1)]
        near = {surname for _, surname in named[bisect_left(places, left) : bisect_left(places, match.start())]}
        if len(near) == 1 and near <= people:
            found.append(Pronoun(Span(*match.span()), match.group().lower(), near.pop()))
    return tuple(found)
