"""A line of tags or categories was scraped along.

Tags look like names of the story and distort searches for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The lake froze.\n[[Tags: winter, lakes, ice]]"),
    Bad("The lake froze.\n[[#winter #lakes]]"),
    Good("Tags: harbour, council The harbour opened on Tuesday after nine years of work. Ships came in."),
    Good("Tags on the coats showed a higher price."),
    Good("The topics were discussed for hours."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("tag-list"):
        yield Hit(item.span, "This lists tags or categories", item.sure, fix="")
