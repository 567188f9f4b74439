"""A caption stands twice: once by itself and once before its credit.

Pages print the alternative text of a picture beside its caption; extractors keep both.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

examples = (
    Bad("[[Anna Roe]]\nAnna Roe / Photo: EPA / JOHN DOE\n\nAnna Roe won the race on Sunday."),
    Bad("[[The new harbour]]\nThe new harbour. (Photo: Jane Doe)\nIt opens today."),
    Good("Anna Roe\nAnna Roe won the race on Sunday."),
    Good("The winner\nAnna Roe / Photo: EPA / JOHN DOE"),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the first of the two lines."""
    called = {item.span for item in document.boilerplate}
    credited = [credit.span for credit in document.credits]
    called |= set(credited)
    for line, following in zip(document.lines, document.lines[1:], strict=False):
        if line.words > 25 or line.span in called or not following.text.startswith(line.text):
            continue
        if any(span.overlaps(following.span) for span in credited):
            yield Hit(line.span, "The next line repeats this caption", 0.9, fix="", related=(here(following.span),))
