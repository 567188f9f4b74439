"""A reader's comment was scraped along as if it were part of the article.

Readers write full sentences, so no phrase gives them away; their "I" and "you", their place below the article, and the
names and dates between them do. Opinions of strangers then pass for reporting.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

_BODY = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday evening.\n\n"
    "Ships from the island will be the first to use the new quay, which cost nine million.\n\n"
    "The ministry had asked for a longer trial, but the port says that its pilots know the water well enough.\n\n"
)
examples = (
    Bad(
        _BODY
        + "3 Comments\n\nJohn says:\n\n[[I love this, I have waited for years and you are so right.]]\n\nReply\n\n"
        "Anna says:\n\n[[I agree with you, thanks for the great article, my kids love the ships too!]]\n\nReply"
    ),
    Bad(
        _BODY + "Leave a Reply\n\nComments\n\nMarch 3, 2021 at 9:15 am\n\n"
        "[[Great post, I wish my town had this, thank you for sharing it with us!]]\n\nReply"
    ),
    Good(_BODY + "“I have waited for nine years, and my father waited before me,” said Anna Roe, who runs a ferry."),
    Good(_BODY + "I have sailed these waters since I was a boy, and I have never seen my port so full of hope."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield each line that reads like a reader's comment."""
    for item in document.furniture_of("reader-comment"):
        yield Hit(item.span, "This reads like a reader's comment, not like the article", item.sure, fix="")
