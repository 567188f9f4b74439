"""A piece of the page's navigation was scraped along.

Menus, breadcrumbs, "Back to top": they lead elsewhere on the site.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The harbour is closed.\n[[Back to top button]]"),
    Bad("[[Skip to main content]]\n[[Home > News > Europe]]\nThe harbour is closed."),
    Bad("[[| Sign up | Contact us | Bookmark]]\nThe harbour is closed."),
    Good("The team is back to top form."),
    Good("Lund • Malmö • Contact us\nThe three towns have a ferry."),
    Good("Home prices fell again."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("navigation"):
        yield Hit(item.span, "This is page navigation", item.sure, fix="")
