"""A paragraph stands twice in the text, word for word.

Usual causes: a teaser scraped with the article, a page joined to itself, a pull quote. Silent for short paragraphs,
for list items, and for what stands there more than twice (a refrain, a timetable).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

_LONG = "The council voted on Tuesday to close the old bridge for two years while it is rebuilt."
_OPENERS = "\"“‘'(«„"
examples = (
    Bad(f"{_LONG}\n\nTraffic will be led through the park.\n\n[[{_LONG}]]"),
    Bad(f"{_LONG}\n[[{_LONG}]]\nTraffic will be led through the park."),
    Good(f"{_LONG}\n\nTraffic will be led through the park."),
    Good(f"- {_LONG}\n- Traffic will be led through the park.\n- {_LONG}"),
    Good("Yes.\n\nShe paused.\n\nYes."),
)


def find(document: Document, *, least_words: int = 12) -> Iterator[Hit]:
    """Yield each second copy. `least_words`: shorter paragraphs may repeat."""
    places: dict[str, list[int]] = {}
    for number, paragraph in enumerate(document.paragraphs):
        begins = paragraph.text[0].isalnum() or paragraph.text[0] in _OPENERS
        words = sum(line.words for line in paragraph.lines)
        if begins and words >= least_words and paragraph.lines[-1].ends_sentence:
            places.setdefault(" ".join(paragraph.text.casefold().split()), []).append(number)
    for first, *others in places.values():
        if len(others) == 1:
            place = here(document.paragraphs[first].span)
            span = document.paragraphs[others[0]].span
            yield Hit(span, f"This paragraph repeats paragraph {first + 1}", 0.85, fix="", related=(place,))
