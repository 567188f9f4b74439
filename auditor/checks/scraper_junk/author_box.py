"""An author box or reading time was scraped along.

"About the author", "5 min read": furniture round the article, not its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("[[5 min read]]\nGlaciers shrink."),
    Bad("Glaciers shrink.\n[[About the Author]]"),
    Bad("Glaciers shrink.\n[[Text: Jane Doe]]"),
    Good("Text: the whole speech of Jane Doe."),
    Good("About the author little is known."),
    Good("It took five minutes to read the verdict."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("author-box"):
        yield Hit(item.span, "This belongs to an author box", item.sure, fix="")
