"""A phrase lacks the article that English all but demands: "at end of the year", "one of most visited mills".

Slavic languages, Turkish, Hindi and Chinese have no articles, and what a system does not see in the source it sometimes
leaves out.

The frames are data (`knowledge/translation/calques/articles.toml`), each with its confidence. Silent where a noun
follows that takes the phrase for its adjective ("in United States waters"), and in headings, which drop articles.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("The ship sailed [[from United States]] in May.", fix="from the United States"),
    Bad("It was [[one of most]] visited mills of the valley.", fix="one of the most"),
    Good("The ship sailed from the United States in May, in United States waters."),
    Good("United States makes decision on bridge\nIt was built long ago."),
    Good("It was one of the most visited mills, and one of their best."),
)

_LONGEST_HEADING = 20


def find(document: Document) -> Iterator[Hit]:
    """Yield the phrases without their article."""
    headings = [line.span for line in document.lines if not line.ends_sentence and line.words <= _LONGEST_HEADING]
    for calque in document.calques:
        if calque.kind != "missing-article" or document.in_quote(calque.span):
            continue
        if not any(heading.covers(calque.span) for heading in headings):
            meant = f"; English says “{calque.instead}”" if calque.instead else ""
            yield Hit(calque.span, f"“{calque.text}” lacks an article{meant}", calque.sure, calque.instead)
