"""The label or counter of a readers' discussion was scraped along.

"View comments", "37 Comments": what follows is usually readers' opinion, not the article.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The vote is on Monday.\n[[37 Comments]]"),
    Bad("The vote is on Monday.\n\n[[View comments]]"),
    Good("The minister made no comments after the vote."),
    Good("The draft drew 37 comments from residents, the clerk said."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("comment-thread"):
        yield Hit(item.span, "This labels a readers' discussion", item.sure, fix="")
