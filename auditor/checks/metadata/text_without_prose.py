"""The text is no article: hardly any of it is running prose.

A list of links, a menu or a page of results was stored as an article. Judged by the share of words that stand in lines
of eight or more words closed like a sentence. Silent for short texts,
and where a line is as long as a paragraph, as in a thread of posts.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

_LINK = "Harbour opens after nine years"
examples = (
    Bad("\n".join(f"{_LINK} {number}" for number in range(30)), fields=("text_kind",)),
    Bad("\n".join(["News", "Sport", "Weather", "Contact the newsroom"] * 20), fields=("text_kind",)),
    Good("\n".join([f"{_LINK}, and the ships came in on Tuesday morning."] * 10)),
    Good(_LINK + "\nSport\nWeather"),
)


def find(
    document: Document, *, least_lines: int = 15, most_prose: float = 0.1, paragraph_words: int = 20
) -> Iterator[Hit]:
    """Yield one hit for the whole text.

    `most_prose`: the share of words in prose, 0 to 1, up to which it is flagged. `paragraph_words`: a line of so many
    words is a paragraph.
    """
    lines = document.lines
    words = sum(line.words for line in lines)
    if len(lines) < least_lines or not words or any(line.words >= paragraph_words for line in lines):
        return
    prose = sum(line.words for line in lines if line.is_prose)
    if prose <= most_prose * words:
        yield Hit(
            Span(0, 0),
            f"Only {prose} of {words} words stand in sentences of running prose",
            0.7,
            field="text_kind",
        )
