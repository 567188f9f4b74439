"""The article's own date can be read in two ways.

10.08.2022 is 10 August where the day comes first and 8 October where the month does. The likelier reading is used, and
everything that rests on it shares its doubt. Silent where the page prints one of the two readings in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.calendar import in_words
from auditor.span import Span

examples = (
    Bad("The harbour opened.", published="10/08/2022", fields=("published",)),
    Bad("NEWS 10.08.2022 11:41\nThe harbour opened.", fields=("published",)),
    Good("The harbour opened.", published="10/10/2022"),
    Good("NEWS 13.08.2022 11:41\nThe harbour opened."),
    Good("Published: 10 August 2022\nThe harbour opened.", published="10/08/2022"),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit for an ambiguous date."""
    own = document.own_date
    if own is None or not own.alternatives:
        return
    other = " or ".join(map(in_words, own.alternatives))
    place = (here(own.span, own.span.of(document.text)),) if own.span else ()
    said = f"The article's date can be read as {in_words(own.date)} or as {other}; the first is used"
    yield Hit(Span(0, 0), said, 0.6, field="published", related=place)
