"""The text ends inside a quotation: it is opened in the last paragraph and never closed.

What follows was cut off, and with it who said it; a reader cannot tell where the speaker stops. Silent where the mark
is closed by a sign of another shape, where straight marks may stand for feet, inches or minutes, and where other
paragraphs leave quotations open too, as some writers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

_START = "The council met on Tuesday and spoke for three hours about the bridge that it wants to close.\n\n"
examples = (
    Bad(
        _START
        + "The mayor was glad. [[“We have waited long enough for this day, and so have the people of this town.]]"
    ),
    Bad(_START + 'The mayor was glad, and he had said so before: [["We have waited long enough for this]]'),
    Good(_START + "The mayor was glad. “We have waited long enough for this day.”"),
    Good(_START + "“We have waited long enough for this day.\n\n“And so have the people of this town,” he said."),
    Good(_START + 'The mayor was glad. “We have waited long enough for this day, and so have they."'),
)

_OPENS = "“„«"
_CLOSED = re.compile(r"[”»\"]|[’'](?!\w)")
_LEAST = 4
"""Words behind the mark."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the stretch from the last opening mark on."""
    furniture = {item.span for item in document.furniture if item.line} | {item.span for item in document.boilerplate}
    body = [line for line in document.lines if line.span not in furniture]
    if len(body) < 2 or body[-1].words < 8:
        return
    last = body[-1]
    at = _open(last.text)
    if at is None or sum(word.start >= last.span.start + at for word in document.words) < _LEAST:
        return
    if sum(_open(line.text) is not None for line in body[:-1]) <= 0.02 * len(body):
        said = "A quotation is opened here and the text ends before it is closed"
        yield Hit(Span(last.span.start + at, last.span.end), said, 0.75)


def _open(text: str) -> int | None:
    """Return where the quotation begins that a paragraph leaves open, None if it closes all."""
    curly = max(text.rfind(mark) for mark in _OPENS)
    if curly >= 0:
        return None if _CLOSED.search(text, curly + 1) else curly
    straight = text.rfind('"')
    if straight < 0 or text.count('"') % 2 == 0 or "”" in text or "''" in text:
        return None
    before, behind = text[max(0, straight - 1) : straight], text[straight + 1 : straight + 2]
    return straight if before in ("", " ", "(", "—", "-") and behind.isalpha() else None
