"""One of the authors is a person whom the text quotes.

A by-line reader takes the name under a pull quote, or the first linked name, for a second author. An opponent of a law
is then counted among those who reported on it. Judged where another author is not quoted. Silent for the only author,
who may write of what he said, and for names of one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.span import Span

_TEXT = "The harbour will open in May. “We have waited long enough,” said John Roe, who runs a ferry."
examples = (
    Bad(_TEXT, authors=("Jane Doe", "John Roe"), fields=("authors",)),
    Bad(
        "John Roe, a lawyer, told the court that he would appeal.",
        authors=("Jane Doe", "John Roe"),
        fields=("authors",),
    ),
    Good(_TEXT, authors=("John Roe",)),
    Good("The harbour will open in May. John Roe reported from Split.", authors=("Jane Doe", "John Roe")),
    Good(_TEXT, authors=("Jane Doe", "Anna Roe")),
)

_SAID = r"(?:said|says|told|argued|argues|warned|insisted|explained|recalled|testified|tweeted|replied|added)"
_LEAST, _MOST = 2, 12
"""Authors of a list that is judged."""


def find(document: Document) -> Iterator[Hit]:
    """Yield each author who is quoted."""
    authors = document.authors[:_MOST]
    if len(authors) < _LEAST:
        return
    quoted = {author: place for author in authors if (place := _place(author.name, document.text))}
    if len(quoted) == len(authors):
        return
    for author, place in quoted.items():
        said = f"The text quotes {author.name[:60]!r}, whom the metadata names as an author"
        yield Hit(author.span, said, 0.75, field="authors", related=(here(place, place.of(document.text)),))


def _place(name: str, text: str) -> Span | None:
    """Return where the text lets a person of this name speak."""
    if not 2 <= len(name.split()) <= 5 or name not in text:
        return None
    person = re.escape(name)
    match = re.search(
        rf"\b{_SAID}\s(?:[\w-]+\s){{0,4}}?{person}\b|\b{person}(?:\s{_SAID}\b|,[^.\n“\"]{{2,90}},\s{_SAID}\b)", text
    )
    return Span(*match.span()) if match else None
