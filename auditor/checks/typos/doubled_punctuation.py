"""Two marks of punctuation stand where one belongs: ",," or ",." or "..".

Left by an edit, or by a template that added its own full stop. An ellipsis, "?!" and a stop that ends an abbreviation
before a comma pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors(",,", ",.", ";;", ";,", ",;", "..")

examples = (
    Bad("The plan[[,,]] which was late, was dropped.", fix=","),
    Bad("The plan was dropped[[..]] Nobody was told.", fix="."),
    Good("The firm, Acme Inc., said: “Wait ... what?!” and left…"),
    Good("Open ../plan.txt, .., or 1..5, then stop....."),
)

_PAIR = re.compile(r"(?<=\w)(,,|,\.|;;|;,|,;|\.\.)(?=\s|$|[\"”])")
_FIX = {",,": ",", ";;": ";", "..": "."}


def find(document: Document) -> Iterator[Hit]:
    """Yield pairs of marks that stand directly after a word."""
    for match in _PAIR.finditer(document.text):
        pair = match.group()
        yield Hit(
            Span(match.start(), match.end()),
            f"“{pair}” stands where one mark belongs",
            confidence=0.9 if pair != ".." else 0.7,
            fix=_FIX.get(pair),
        )
