"""The remains of an embedded social post were scraped along.

A signature line or picture address without the post it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("He objected.\n[[— Jane Doe (@janedoe) May 3, 2020]]"),
    Bad("He objected.\n[[pic.twitter.com/AbCdEf]]"),
    Bad("Nobody spoke of it, the party wrote.[[pic.twitter.com/85abYZfzcs]]— Lund Party (@lundparty) May 31, 2020"),
    Good("He objected in a post on Monday."),
    Good("Jane Doe, who posts as @janedoe, objected."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("social-embed"):
        yield Hit(item.span, "This is what an embedded social post left behind", item.sure, fix="")
