"""The title is an address, or carries one.

Usual causes: a share text stored as title, a page without a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The harbour opened.", title="https://news.example.com/2021/03/harbour-opens", fields=("title",)),
    Bad("The harbour opened.", title="Harbour opens Read more: http://example.com/a1", fields=("title",)),
    Good("The harbour opened.", title="Harbour opens: what example.com visitors say"),
    Good("The harbour opened.", title="Harbour opens"),
)

_ADDRESS = re.compile(r"(?:read more(?: at)?:?\s*)?(?:https?://|www\.)\S+", re.IGNORECASE)


def find(document: Document) -> Iterator[Hit]:
    """Yield the address."""
    match = _ADDRESS.search(document.title[:2000])
    if match:
        yield Hit(Span(*match.span()), "The title carries an address", 0.95, field="title")
