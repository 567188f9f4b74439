"""A newsletter prompt was scraped along.

Sign-up boxes stand between paragraphs of many sites and repeat on every page.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("Rain is expected.\n[[Sign up for our newsletter]]\nThe river rose."),
    Bad("Rain is expected.\n[[Get the best of the week delivered to your inbox]]"),
    Good("Residents can sign up for flood warnings at the town hall, the mayor said."),
    Good("The newsletter, founded in 1911, has closed."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("newsletter"):
        yield Hit(item.span, "This asks for a newsletter subscription", item.sure, fix="")
