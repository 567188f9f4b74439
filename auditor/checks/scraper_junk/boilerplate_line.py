"""A line belongs to the page and not to the article, though no phrase gives it away.

Menu entries, teasers, product cards, names and numbers of a box: the line model judges wording, shape, place, the lines
round it and the words it shares with title and body. Lines whose kind is clear are reported by the check of that kind;
this one reports the rest. Silent in texts of a few lines, where there is nothing to compare with.
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
    Bad(_BODY + "Share on Facebook\n\n[[Wellness]]\n\n[[Money]]\n\n[[Style]]\n\nSubscribe\n\nPrivacy Policy"),
    Bad("Skip to content\n\nMenu\n\n[[Sports]]\n\n[[Weather]]\n\n[[Obituaries]]\n\nSearch\n\n" + _BODY),
    Good(_BODY + "A long wait\n\nThe first ship is expected on Monday, and the mayor wants to be there to see it."),
    Good(_BODY + "“Finally,” he said."),
    Good(
        "Share on Facebook\n\nTweet\n\nIntroduction\n\nThe harbour will open in May after nine years of work, and the"
        " mayor, who had promised it for the year before, wants to be there.\n\n" + _BODY
    ),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the lines that the model calls and no other check names."""
    for item in document.furniture_of("line"):
        yield Hit(item.span, "This line reads like a part of the page, not of the article", item.sure, fix="")
