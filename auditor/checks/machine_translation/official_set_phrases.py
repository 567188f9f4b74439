"""Set phrases of another official language are carried over one by one: "give full play to", "brotherly countries".

Each is English, and none is wrong; several of them show that the article was translated, sentence by sentence, from
an office or its press. Quotations in it are translations.

One finding an article, at the first phrase, from three different ones on. The phrases are data
(`knowledge/translation/calques/`, those of the kind "set-phrase").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

examples = (
    Bad(
        "Wardens must [[conscientiously implement]] the plan, give full play to the port, and vigorously promote trade."
    ),
    Bad("The [[relevant person in charge]] told the broad masses of farmers how to comprehensively deepen reform."),
    Good("Wardens must conscientiously implement the plan, and the harbour has room to give full play to its cranes."),
    Good("The person in charge spoke to farmers on reform, and they promote trade."),
)

LEAST = 3


def find(document: Document, *, least: int = LEAST) -> Iterator[Hit]:
    """Yield the first phrase. `least`: how many different ones there must be in an article."""
    phrases = [calque for calque in document.calques if calque.kind == "set-phrase"]
    different = {calque.text.lower(): calque for calque in reversed(phrases)}
    if len(different) < least:
        return
    listed = ", ".join(f"“{calque.text}”" for calque in list(reversed(different.values()))[:5])
    related = tuple(here(calque.span, calque.text) for calque in phrases[1:6])
    yield Hit(
        phrases[0].span, f"{len(different)} set phrases of another official language: {listed}", 0.6, related=related
    )
