"""The text is too short to be an article.

Usual causes: a video page, a paywall, a failed extraction. Most measures say nothing on so few words.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("Watch the harbour open.", fields=("text_length",)),
    Bad("Page not found.", fields=("text_length",)),
    Good("The harbour opened on Tuesday after nine years of work. " * 4),
    Good(
        "Ships from the island were the first to use the new quay, which cost nine million and is a mile long, "
        "the mayor said."
    ),
)


def find(document: Document, *, least_words: int = 20) -> Iterator[Hit]:
    """Yield one hit for a text of fewer words than `least_words`."""
    words = sum(line.words for line in document.lines)
    if words < least_words:
        yield Hit(
            Span(0, 0), f"The text has {words} words; an article has {least_words} or more", 0.9, field="text_length"
        )
