"""The record names more authors than an article has: the scraper took the writers of the whole page.

Teasers of other columns carry by-lines too. Whatever is counted by author then credits ten people with a column of one.
Investigations and obituaries do have many authors; so the finding is only likely, and silent for up to six.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

_NAMES = tuple(f"{first} {last}" for first in ("Anna", "Jane", "John", "Ivo") for last in ("Roe", "Doe", "Poe"))
examples = (
    Bad("The harbour opened.", authors=_NAMES, fields=("authors",)),
    Bad("The harbour opened.", authors=_NAMES[:7], fields=("authors",)),
    Good("The harbour opened.", authors=_NAMES[:6]),
    Good("The harbour opened."),
)


def find(document: Document, *, most_authors: int = 6, words_each: int = 400) -> Iterator[Hit]:
    """Yield one hit on the list. `words_each`: a long report may have one more author for so many words."""
    authors = document.authors
    if len(authors) <= most_authors:
        return
    words = sum(line.words for line in document.lines)
    if len(authors) > most_authors + words // max(1, words_each):
        said = f"The record names {len(authors)} authors for an article of {words} words"
        yield Hit(Span(authors[0].span.start, authors[-1].span.end), said, 0.6, field="authors")
