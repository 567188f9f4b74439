"""A bar of share or follow buttons was scraped along.

The names of the networks stand in a row, on a line of their own or glued into a paragraph ("Tweet Share"). A single
network named in a sentence is text.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The mayor spoke on Tuesday. [[Tweet Share]] The council will vote next week."),
    Bad("The mayor spoke.\n[[Share on Facebook]]\n[[Facebook Twitter WhatsApp]]"),
    Good("The clip was shared on Facebook and Twitter within hours."),
    Good("Share prices fell on Tuesday."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("share-bar"):
        yield Hit(item.span, "This is a share or follow bar", item.sure, fix="")
