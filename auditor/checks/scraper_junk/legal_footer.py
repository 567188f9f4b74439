"""A copyright or legal footer was scraped along.

It says nothing of the story and repeats on every page of the site.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("Talks go on.\n[[© 2021 Example Media. All rights reserved.]]"),
    Bad("Talks go on.\n[[Terms of Use]]"),
    Good("The author sued over the copyright of her songs."),
    Good("They agreed on terms of use for the hall."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    pictures = {credit.span for credit in document.credits}
    for item in document.furniture_of("legal-footer"):
        if item.span in pictures:
            continue  # "© AP Photo/Jane Doe"
        yield Hit(item.span, "This is a copyright or legal notice of the site", item.sure, fix="")
