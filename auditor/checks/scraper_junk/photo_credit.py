"""A photo credit was scraped along.

The picture is gone, its credit stays: on a line of its own or glued into a paragraph. Agencies joined by a slash
("REUTERS/Jane Doe/Pool") are credits wherever they stand. Silent where an agency is the source of the news
("BERLIN (Reuters) -") or runs a poll ("a Reuters/Ipsos poll").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The port is open.\n[[Photo: Jane Doe]]\nShips came in."),
    Bad("Ships came in again on Monday. [[AFP/Jane Doe]] The port had been shut for a week."),
    Bad("The port was shut. [[Source: REUTERS/Jane Doe/Pool]] Ships came in again on Monday, the harbour master said."),
    Bad("[[Anna Roe / Photo: EPA / JOHN DOE / POOL]]\nShips came in."),
    Bad("The port is open.\n[[Photograph by John Doe]]"),
    Bad("The port is open.\n[[Photo for representation purpose only]]"),
    Bad("The port is open.\n[[Jane Doe and John Roe/Handout]]"),
    Bad("The port is open.\n[[(Video via Harbour Watch]]"),
    Bad("[[© AP Photo/Jane Doe]]\nShips came in."),
    Good("BERLIN (Reuters) - Ships came in again on Monday."),
    Good("The photo shows ships in the port, Jane Doe said."),
    Good("The bill passed the House/Senate committee."),
    Good("In a Reuters/Ipsos poll most people wanted the port to stay open."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every credit that is not part of a caption."""
    for credit in document.credits:
        if credit.kind != "caption":
            yield Hit(
                credit.span,
                "This credits a picture that is not in the text",
                document.trust(credit.span, credit.sure),
                fix="",
            )
