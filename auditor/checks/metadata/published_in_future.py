"""The publication date lies after the day of the audit.

Usual causes: a year taken from the headline, day and month that changed places. The article counts as undated. One day
of grace is left for time zones; silent where the day of the audit is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.published import printed
from auditor.span import Span

examples = (
    Bad("The harbour opened.", published="2050-09-30", fields=("published",)),
    Bad("The harbour opened.", published="Sept. 30, 2050", fields=("published",)),
    Good("The harbour opened.", published="2026-01-02"),
    Good("The harbour opens on 30 September 2050.", published="2025-12-31"),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit if the metadata date lies ahead."""
    if document.published.problem == "future":
        shown = printed(document.article.published)
        yield Hit(
            Span(0, 0), f"The publication date {shown!r} lies after the day of the audit", 0.95, field="published"
        )
