"""The dateline of the text is of another day than the publication date of the metadata, or the address of the page.

"LONDON, March 5 (Reuters) -" over an article that the metadata date 20 April: one of the two is wrong, most often the
metadata (a crawl date). A dateline with its year is told by `metadata/published-differs-from-stamp`; here the year is
the nearest one. Silent within a week, for late printing and updates.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.calendar import day, in_words

requires = ("english",)

examples = (
    Bad("[[LONDON, March 5]] (Reuters) - The harbour opened.", published="2019-04-20"),
    Bad("[[OSLO, 5 March]] - The harbour opened.", url="https://news.example/2019/04/20/harbour"),
    Good("LONDON, March 5 (Reuters) - The harbour opened.", published="2019-03-06"),
    Good("LONDON, Dec. 30 (Reuters) - The harbour opened.", published="2019-01-02"),
    Good("LONDON, March 5 (Reuters) - The harbour opened."),
    Good("On March 5 - a Tuesday - the harbour opened.", published="2019-04-20"),
)


def find(document: Document, *, days: int = 7) -> Iterator[Hit]:
    """Yield the dateline if it lies more than `days` from the metadata date or, without one, from the address's."""
    line = document.claims.dateline
    own = document.published.date or document.address_date
    if line is None or own is None or line.year is not None:
        return
    printed = [found for shift in (-1, 0, 1) if (found := day(own.year + shift, line.month, line.day))]
    if not printed or min(abs((one - own).days) for one in printed) <= days:
        return
    if any((line.month, line.day) == (other.month, other.day) for other in document.published.alternatives):
        return
    where = "metadata are" if document.published.date else "address of the page is"
    said = f"The dateline is of {line.day} {printed[0]:%B}, the {where} of {in_words(own)}"
    yield Hit(line.span, said, 0.7)
