"""The quotation marks are those of another language: „low“, «pointed», ,,commas''.

They come with the source and pass a translation system untouched. Where they stand the wording is most likely
translated, quotations first.

One finding an article, at the first place, with the languages that use the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors("„", "«", ",,", "’’", "‘‘", "''")

examples = (
    Bad("The mayor called it [[„a small step“]] for the town."),
    Bad("The mayor called it [[«a small step»]] for the town, «but a good one»."),
    Bad("The mayor called it [[,,a small step'']] for the town."),
    Bad("The mayor called it [[''a small step'']] for the town."),
    Good("The mayor called it “a small step” for the town, 5 « 7."),
    Good("He wrote <<a small step>>, and ,, twice."),
)

_MARKED = re.compile(
    r"„[^„“”\"\n]{1,400}[“”\"]|«[^«»\n]{1,400}»|»[^«»\n]{1,400}«|(?<!\S),,\w[^\n,'’”]{1,200}(?:''|’’|”|“)"
    r"|(?<!\S)(?:’’|‘‘|''|``)\w[^\n'’‘`]{1,200}(?:’’|'')"
)
_USED_BY = {
    "„": "German, Czech, Polish, Serbian and others",
    "«": "French, Russian, Italian, Ukrainian and others",
    "»": "German and Danish books",
    ",": "typewritten German, Polish, Serbian and others",
    **dict.fromkeys("’‘'`", "typewritten Russian, Turkish and others, and by tokenisers"),
}


def find(document: Document) -> Iterator[Hit]:
    """Yield the first quotation in such marks."""
    text = document.text
    match = _MARKED.search(text)
    if match:
        first = match.group()[0]
        message = f"“{match.group()[:40]}” is quoted as in {_USED_BY[first]}, not as in English"
        yield Hit(Span(*match.span()), message, 0.75)
