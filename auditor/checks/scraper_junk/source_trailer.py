"""A source line was left behind at the end or top of the text.

"Source link", "(Example.rs)", "originally published on": useful as metadata, noise as text.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("Prices rose.\n[[Source link]]"),
    Bad("Prices rose, the ministry said.\n[[(Example.rs)]]"),
    Good("The source of the river is disputed."),
    Good("Prices rose (see table)."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("source-trailer"):
        yield Hit(item.span, "This names where the text was taken from", item.sure, fix="")
