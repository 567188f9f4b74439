"""The publication date cannot be read.

The article counts as undated: its own relative dates cannot be checked, and it falls out of every time series.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.published import printed
from auditor.span import Span

examples = (
    Bad("The harbour opened.", published="last Tuesday", fields=("published",)),
    Bad("The harbour opened.", published=12, fields=("published",)),
    Good("The harbour opened.", published="Wed, 09 Feb 2022 08:38:00 +0100"),
    Good("The harbour opened."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit if the metadata date is of no known form."""
    if document.published.problem == "unreadable":
        shown = printed(document.article.published)
        yield Hit(Span(0, 0), f"The publication date {shown!r} is of no known form", 0.95, field="published")
