"""A comment form was scraped along with the article.

The labels of the form stand below the text: "Leave a Reply", "Required fields are marked". Every blog system prints
them, so they pollute searches and word counts. Silent where the same words stand in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad(
        "The bridge will open in May.\n\n[[Leave a Reply]]\n\n"
        "[[Your email address will not be published. Required fields are marked *]]"
    ),
    Bad("The bridge will open in May.\n[[Schreibe einen Kommentar]]"),
    Good("She asked readers to leave a reply on the council's page before Friday."),
    Good("The form says that your address will stay private, a spokesman added."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("comment-form"):
        yield Hit(item.span, "This belongs to a comment form, not to the article", item.sure, fix="")
