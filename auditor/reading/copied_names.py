"""Names that an article spells otherwise than its near-copies by other outlets do, in the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.reading.name_forms import NameForm, without_marks
from auditor.span import Span

AGREEING = 2
"""Outlets that have to print another spelling: of two copies nobody can tell which has the slip."""


@dataclass(frozen=True, slots=True)
class CopiedName:
    """A spelling that stands once, and the one that copies print there: `copies` are (article id, source, start)."""

    span: Span
    printed: str
    meant: str
    copies: tuple[tuple[str, str, int], ...]


def read_copied_names(
    rows: Iterable[Mapping[str, Any]], near_copies: Collection[str], names: Sequence[NameForm], allowed: frozenset[str]
) -> tuple[CopiedName, ...]:
    """Return the spellings that near-copies by `AGREEING` other outlets at least spell alike, and otherwise.

    `rows`: verdicts of the pass `copy-names`; `near_copies`: ids of the articles that count as such.
    """
    said: dict[tuple[int, str, str], set[tuple[str, str, int]]] = defaultdict(set)
    for row in rows:
        if row["article_id"] in near_copies:
            place = row["start"], row["printed"], row["meant"]
            said[place].add((row["article_id"], row["source"], row["begins"]))
    if not said:
        return ()
    counts = {name.form: name.count for name in names}
    found = []
    for (start, printed, meant), copies in sorted(said.items()):
        outlets = {source.casefold() for _, source, _ in copies}
        if len(outlets) < AGREEING or counts.get(printed, 1) > 1 or without_marks(printed) == without_marks(meant):
            continue
        if {printed.lower(), meant.lower()} & allowed:
            continue
        found.append(CopiedName(Span(start, start + len(printed)), printed, meant, tuple(sorted(copies))))
    return tuple(found)
