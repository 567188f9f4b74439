"""Headlines of other stories are glued into a sentence behind a linked name.

Some sites open a box of related stories at a name; without the page the box reads on: "Anna RoeMayor drops plan
for bridge MORE said". The sentence then says what nobody wrote. Fires where two words run together at a capital and
the run of headline words behind them ends in the box's button. One finding an article; `auditor clean` takes all of
them out. Silent for names with a capital inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("Anna Roe[[Mayor drops plan for second bridge Harbour opens after nine years MORE]] said on Monday."),
    Bad("The plan of John Roe[[Five things to know about the harbour vote MORE]] (Split) was met with relief."),
    Good("Ian McEwan wants to write MORE books, he said on Monday."),
    Good("The YouTube channel has MORE followers than the paper."),
    Good("Anna Roe wants MORE for her money."),
)

_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z]{2})(?<!Mac)(?P<box>[A-Z][A-Za-z’']*\s(?:[^\n.]|\.(?=\S)){12,320}?\sMORE)\b(?=[\s,.;:’'()])"
)
_LEAST = 4
"""Words of a box."""


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit for an article: its first box of headlines, with the others as related places."""
    if " MORE" not in document.text:
        return
    boxes = [Span(*match.span("box")) for match in _GLUED.finditer(document.text) if _long(match["box"])]
    if boxes:
        more = f", here and in {len(boxes) - 1} more places" if len(boxes) > 1 else ""
        said = f"Headlines of other stories are glued to the word before them{more}"
        yield Hit(boxes[0], said, 0.9, fix="", related=tuple(here(box, box.of(document.text)) for box in boxes[1:]))


def _long(box: str) -> bool:
    return len(box.split()) > _LEAST
