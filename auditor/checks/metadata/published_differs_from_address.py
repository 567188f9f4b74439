"""The publication date of the metadata differs from the date in the address of the page.

Addresses such as /2019/03/05/ are made when a story is filed and seldom change; the metadata often carry a crawl or an
update. Silent within a month, as pages are updated and addresses are reserved early, and where another reading of the
metadata date agrees.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.calendar import in_words
from auditor.span import Span

examples = (
    Bad(
        "The harbour opened.",
        published="2021-01-01",
        url="https://news.example/2019/03/05/harbour",
        fields=("published",),
    ),
    Bad(
        "The harbour opened.",
        published="2019-09-05",
        url="https://news.example/2019-03-05-harbour",
        fields=("published",),
    ),
    Good("The harbour opened.", published="2019-03-07", url="https://news.example/2019/03/05/harbour"),
    Good("The harbour opened.", published="05/03/2019", url="https://news.example/2019/03/05/harbour"),
    Good("The harbour opened.", published="2021-01-01", url="https://news.example/a/20190399/harbour"),
)


def find(document: Document, *, days: int = 31) -> Iterator[Hit]:
    """Yield one hit if they are more than `days` apart."""
    own, address = document.published.date, document.address_date
    if own is None or address is None:
        return
    if any(abs((day - address).days) <= days for day in (own, *document.published.alternatives)):
        return
    said = f"The metadata say {in_words(own)}, the address {in_words(address)}"
    yield Hit(Span(0, 0), said, 0.7, field="published")
