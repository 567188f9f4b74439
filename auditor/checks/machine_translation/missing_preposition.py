"""A verb lost the preposition that English asks for.

Many languages say "to comment a decision" or "to wait a result". Carried over word by word, the phrase reads as a slip
of grammar and shows that the text was translated.

The phrases are data (`knowledge/translation/calques/`). Silent where words of time follow ("commenting the whole
night").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("[[Commenting the]] new harbour, he praised its cranes.", fix="Commenting on the"),
    Bad("[[According the]] report, the harbour is safe.", fix="According to the"),
    Good("Commenting on the new harbour, he praised its cranes."),
    Good("Viewers kept commenting the whole night."),
    Good("“A fine harbour”, commented the mayor."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the phrases without their preposition."""
    for calque in document.calques:
        if calque.kind == "missing-preposition":
            meant = f"; English says “{calque.instead}”" if calque.instead else ""
            yield Hit(calque.span, f"“{calque.text}” lacks a preposition{meant}", calque.sure, calque.instead)
