"""The text is no article: hardly any of it is running prose.

A list of links, a menu or a page of results was stored as an article. Judged by the share of words that stand in
paragraphs of eight or more words closed like a sentence. Silent for short texts, and where one has twenty words and
more, as in a thread of posts.
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
    Good(
        "\n".join(
            ["The harbour of the town was opened to ships on Tuesday after", "nine years of work on its old quay and"]
            * 9
        )
    ),
    Good(_LINK + "\nSport\nWeather"),
)

_FEWEST_OF_PROSE = 8


def find(
    document: Document, *, least_lines: int = 15, most_prose: float = 0.1, paragraph_words: int = 20
) -> Iterator[Hit]:
    """Yield one hit for the whole text.

    `most_prose`: the share of words in prose, 0 to 1, up to which it is flagged. `paragraph_words`: silent where one
    paragraph has so many words.
    """
    paragraphs = [
        (sum(line.words for line in paragraph.lines), paragraph.lines[-1].ends_sentence)
        for paragraph in document.paragraphs
    ]
    words = sum(count for count, _ in paragraphs)
    if len(document.lines) < least_lines or not words or any(count >= paragraph_words for count, _ in paragraphs):
        return
    prose = sum(count for count, closed in paragraphs if closed and count >= _FEWEST_OF_PROSE)
    if prose <= most_prose * words:
        yield Hit(
            Span(0, 0),
            f"Only {prose} of {words} words stand in sentences of running prose",
            0.7,
            field="text_kind",
        )
