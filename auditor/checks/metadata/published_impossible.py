"""The publication date is no day of the calendar, or lies before newspapers existed.

Usual causes: day and month that changed places, a zero date, a year cut to two figures. The article counts as undated.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.published import printed
from auditor.span import Span

examples = (
    Bad("The harbour opened.", published="2022-02-31", fields=("published",)),
    Bad("The harbour opened.", published="0001-01-01", fields=("published",)),
    Good("The harbour opened.", published="2020-02-29"),
    Good("The harbour opened.", published="1851-09-18"),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit if the metadata date cannot be."""
    if document.published.problem == "impossible":
        shown = printed(document.article.published)
        yield Hit(Span(0, 0), f"The publication date {shown!r} cannot be a day of publication", 0.97, field="published")
