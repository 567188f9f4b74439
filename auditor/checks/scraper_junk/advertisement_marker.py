"""An advertisement marker was scraped along.

"Advertisement", "Story continues below": the advertisement is gone, its label stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The first half was calm.\n[[Advertisement]]\nThe second was not."),
    Bad("The first half was calm.\n[[Story continues below advertisement]]"),
    Good("The advertisement was withdrawn after complaints."),
    Good("Sponsored by the city, the fair runs until Sunday."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("advertisement"):
        yield Hit(item.span, "This marks an advertisement", item.sure, fix="")
