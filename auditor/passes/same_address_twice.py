"""Two records of the run have the same address.

Usual causes: a page scraped twice, perhaps under two titles since its headline was changed, and an address that stands
for a whole site. Duplicates weigh twice in every count. Addresses are compared without scheme, "www.", query and a
final slash; bare hosts are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.check import Hit
from auditor.corpus_check import Row
from auditor.document import Document
from auditor.finding import Place
from auditor.span import Span

stage = "report"
family = "metadata"

_TRIM = re.compile(r"^[a-z]+://(?:www\.)?|[?#].*$|/+$", re.IGNORECASE)


def keys(document: Document) -> Iterator[str]:
    """Yield the address, trimmed, if it names more than a host."""
    address = _TRIM.sub("", _TRIM.sub("", document.article.url or ""))  # twice: a slash may stand before a query
    if "/" in address:
        yield address


def row(document: Document) -> Mapping[str, Any]:
    """Return the title."""
    return {"title": document.title[:200]}


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Hit]]:
    """Yield every record but the first; each names the first."""
    first = rows[0]
    for other in rows[1:]:
        place = Place(article_id=first.article_id, span=None, text=str(first.data["title"]))
        said = f"The article {first.article_id[:80]!r} has the same address"
        if str(first.data["title"]).casefold().split() != str(other.data["title"]).casefold().split():
            said += " under another title"
        yield other.ordinal, Hit(Span(0, 0), said, 0.9, field="url", related=(place,))
