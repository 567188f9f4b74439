"""Who the record says wrote the article, entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.article import AUTHORS_APART
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Author:
    """An entry of the list. `span`: where it stands in the list as a finding shows it, joined by `AUTHORS_APART`."""

    name: str
    span: Span


def read_authors(names: Sequence[str]) -> tuple[Author, ...]:
    """Return the authors of a record in order."""
    found: list[Author] = []
    at = 0
    for name in names:
        found.append(Author(name, Span(at, at + len(name))))
        at += len(name) + len(AUTHORS_APART)
    return tuple(found)
