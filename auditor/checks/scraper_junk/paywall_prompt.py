"""A paywall or log-in prompt was scraped along.

It often means that the text behind it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The court ruled on Monday.\n[[Subscribe to continue reading]]"),
    Bad("The court ruled.\n[[Already have an account? Log in]]"),
    Good("Users had to log in twice before the system failed, officials said."),
    Good("Register offices will open on Saturday."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("paywall-login"):
        yield Hit(item.span, "This is a paywall or log-in prompt", item.sure, fix="")
