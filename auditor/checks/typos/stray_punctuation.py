"""A mark stands where nothing calls for it: a comma at the head of a paragraph, brackets with nothing between them.

What belonged to the mark was a link, a name or a figure that the extractor dropped: "the firm () said". Calls of
functions in program code pass, and so do marks that open a paragraph on purpose (an ellipsis, a dash, a dot before
digits).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The firm [[()]] said on Monday that it would close two plants.", fix=""),
    Bad(
        "The plan was dropped on Monday.\n\n[[,]] the minister told reporters after the meeting in the capital.", fix=""
    ),
    Good("Call print() or run(), then wait (it may take long)."),
    Good("The plan was dropped.\n\n... and yet it moves.\n\n.5 per cent was lost.\n\n; -) he wrote."),
)

_EMPTY = re.compile(r"(?<=[a-z0-9,] )(?:\( ?\)|\[ ?\]|“ ?”)(?=[ ,.;])")
_HEAD = re.compile(r"[,;](?= ?[A-Za-z“\"])")


def find(document: Document) -> Iterator[Hit]:
    """Yield empty brackets and quotation marks, and marks that open a paragraph."""
    text = document.text
    for match in _EMPTY.finditer(text):
        yield Hit(Span(match.start(), match.end()), f"nothing stands between “{match.group()}”", confidence=0.8, fix="")
    for paragraph in document.paragraphs:
        if paragraph.text[0] in ",;" and (head := _HEAD.match(paragraph.text)):
            start = paragraph.span.start
            yield Hit(Span(start, start + 1), f"the paragraph begins with “{head.group()}”", confidence=0.75, fix="")
