"""A photo credit was scraped along.

The picture is gone, its credit stays: on a line of its own, after a caption, or glued into a paragraph. Agencies joined
by a slash ("REUTERS/Jane Doe/Pool") are credits wherever they stand. Silent where an agency is the source of the news
("BERLIN (Reuters) -").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The port is open.\n[[Photo: Jane Doe]]\nShips came in."),
    Bad("Ships came in again on Monday. [[AFP/Jane Doe]] The port had been shut for a week."),
    Bad("[[Anna Roe / Photo: EPA / JOHN DOE / POOL]]\nShips came in."),
    Good("BERLIN (Reuters) - Ships came in again on Monday."),
    Good("The photo shows ships in the port, Jane Doe said."),
    Good("The bill passed the House/Senate committee."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every credit."""
    for credit in document.credits:
        yield Hit(credit.span, "This credits a picture that is not in the text", credit.sure, fix="")
