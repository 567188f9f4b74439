"""A call to donate, buy, download or report an error was scraped along.

Standing prompts of the site. Silent where a sentence of the story reports such a call.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The shelter is full.\n[[Download our app]]"),
    Bad("The shelter is full.\n[[Support our journalism]]"),
    Bad("The shelter is full.\n[[Click here for the full plan of the shelter]]"),
    Bad("The shelter is full.\n[[Report an error »]]"),
    Good("He urged people to donate to the shelter."),
    Good("Support our troops, the banner read, and people cheered."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("call-to-action"):
        yield Hit(item.span, "This is a standing prompt of the site", item.sure, fix="")
