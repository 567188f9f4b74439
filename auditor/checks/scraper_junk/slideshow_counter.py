"""The counter of a slideshow was scraped along.

"Image 1 of 13", "Slideshow (4 Images)": the pictures are gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("[[Image 1 of 13]]\nThe parade drew thousands."),
    Bad("The parade drew thousands.\n[[Slideshow (4 Images)]]"),
    Good("One of 13 images survived the fire."),
    Good("Page 1 of the report was missing, she said."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("counter"):
        yield Hit(item.span, "This counts pictures that are not in the text", item.sure, fix="")
