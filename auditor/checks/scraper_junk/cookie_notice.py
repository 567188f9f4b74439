"""A cookie or consent notice was scraped along.

Banners are part of the page's code, so crude extractors take them for text.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("[[We use cookies to improve your experience.]]\nThe trial opened."),
    Bad("The trial opened.\n[[Cookie Settings]]"),
    Good("Regulators fined the firm over the way it tracks visitors with cookies."),
    Good("She bakes cookies for the fair."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("cookie-consent"):
        yield Hit(item.span, "This is a consent notice", item.sure, fix="")
