"""A mark stands where nothing calls for it: a comma at the head of a paragraph, brackets with nothing between them.

What belonged to the mark was a link, a name or a figure that the extractor dropped: "the firm () said". Calls of
functions in program code pass, and so do marks that open a paragraph on purpose (an ellipsis, a dash, a dot before
digits). Paragraphs that begin with a mark are one finding an article: what dropped one name dropped them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
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
_PAIRS = ("()", "( )", "[]", "[ ]", "“”", "“ ”")
_MOST = 10
"""Places shown of those that have the same defect."""

_HEAD = re.compile(r"[,;](?= ?[A-Za-z“\"])")


def find(document: Document) -> Iterator[Hit]:
    """Yield empty brackets and quotation marks, and marks that open a paragraph."""
    text = document.text
    for match in _EMPTY.finditer(text) if any(pair in text for pair in _PAIRS) else ():
        yield Hit(Span(match.start(), match.end()), f"Nothing stands between “{match.group()}”", confidence=0.8, fix="")
    heads = [paragraph for paragraph in document.paragraphs if _HEAD.match(paragraph.text)]
    if heads:
        start = heads[0].span.start
        more = f", as {len(heads) - 1} more do" if len(heads) > 1 else ""
        yield Hit(
            Span(start, start + 1),
            f"The paragraph begins with “{heads[0].text[0]}”{more}",
            confidence=0.75,
            fix="",
            related=tuple(here(Span(other.span.start, other.span.start + 1)) for other in heads[1:_MOST]),
        )
