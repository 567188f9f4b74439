"""A paragraph stands twice in the text, word for word.

Usual causes: a teaser scraped with the article, a page joined to itself, a pull quote. Silent for short lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

_LONG = "The council voted on Tuesday to close the old bridge for two years while it is rebuilt."
examples = (
    Bad(f"{_LONG}\n\nTraffic will be led through the park.\n\n[[{_LONG}]]"),
    Bad(f"{_LONG}\n[[{_LONG}]]\nTraffic will be led through the park."),
    Good(f"{_LONG}\n\nTraffic will be led through the park."),
    Good("Yes.\n\nShe paused.\n\nYes."),
)


def find(document: Document, *, least_words: int = 12) -> Iterator[Hit]:
    """Yield each later copy. `least_words`: shorter paragraphs may repeat."""
    first: dict[str, int] = {}
    for number, paragraph in enumerate(document.paragraphs):
        if sum(line.words for line in paragraph.lines) < least_words:
            continue
        folded = " ".join(paragraph.text.casefold().split())
        seen = first.setdefault(folded, number)
        if seen != number:
            place = here(document.paragraphs[seen].span)
            yield Hit(paragraph.span, f"This paragraph repeats paragraph {seen + 1}", 0.95, fix="", related=(place,))
