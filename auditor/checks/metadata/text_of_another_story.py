"""The title and the text share no word of their topic: the text may belong to another story.

Scrapers pick up the story next to the one they wanted, and pages replace a story at the same address. Judged only for
a title of several words of topic and a text long enough to take one of them up. Silent where the two are in different
languages or scripts.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.topic import topic_words, touches
from auditor.span import Span

requires = ("english",)
preview = "of its 15 hits in 7,400 news articles about half were witty headlines over the right story"

_BODY = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday evening. Ships from the island "
    "will be the first to use the new quay, which cost nine million. "
) * 4
examples = (
    Bad(_BODY, title="Parliament rejects tax on sugary drinks", fields=("title",)),
    Bad(_BODY, title="Singer cancels winter tour after throat surgery", fields=("title",)),
    Good(_BODY, title="Island ferries get a home at last"),
    Good(_BODY, title="At long last"),
)


def find(document: Document, *, least_topic_words: int = 4, least_words: int = 100) -> Iterator[Hit]:
    """Yield one hit on the title.

    `least_topic_words`: words of topic a title needs to be judged. `least_words`: the same for the words of the text.
    """
    title = topic_words(document.title)
    if (
        "://" in document.title
        or len(title) < least_topic_words
        or sum(line.words for line in document.lines) < least_words
    ):
        return
    if not touches(document.text, title):
        yield Hit(
            Span(0, len(document.title)),
            f"None of the {len(title)} words that carry the title's topic stands in the text",
            0.6,
            field="title",
        )
