"""The publication date of the metadata differs from the date that the page printed.

One of the two is wrong, most often the metadata (a crawl date). Silent within a week (updates, time zones) and where
the printed date can be read in a way that agrees.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.calendar import in_words
from auditor.span import Span

examples = (
    Bad("NEWS 04.03.2021 09:15\nThe harbour opened.", published="2023-01-01", fields=("published",)),
    Bad("Published: 4 March 2021\nThe harbour opened.", published="2021-06-01", fields=("published",)),
    Good("NEWS 04.03.2021 09:15\nThe harbour opened.", published="2021-04-03"),
    Good("Published: 4 March 2021\nThe harbour opened.", published="2021-03-06"),
)


def find(document: Document, *, days: int = 7) -> Iterator[Hit]:
    """Yield one hit if they are more than `days` apart."""
    own = document.published.date
    if own is None or not document.date_stamps:
        return
    stamp = document.date_stamps[0]
    read = (stamp.date, *stamp.alternatives)
    given = (own, *document.published.alternatives)
    if min(abs((one - other).days) for one in read for other in given) > days:
        said = f"The metadata says {in_words(own)}, the page {in_words(stamp.date)}"
        yield Hit(Span(0, 0), said, 0.7, field="published", related=(here(stamp.span, stamp.text),))
