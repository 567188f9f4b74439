"""A blank stands between a figure and its percent sign: "10 %".

German, French, Czech, Russian and others set a blank there; English sets the sign close.

One finding an article, at the first place. Silent for a single one, where the article also writes the sign close, and
where blanks stand before commas too (`space-before-punctuation` tells that).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors(" %", "\u00a0%", "\u202f%")

examples = (
    Bad("Turnout was [[64 %]], four points up, and 70 % in the valley.", fix="64%"),
    Bad("The price fell by [[3.5 %]] in May and by 2 % in June.", fix="3.5%"),
    Good("Turnout was 64%, and 64 per cent of it was young."),
    Good("Turnout was 64 % in the town and 61% in the valley."),
)

LEAST = 2
_BLANK = re.compile(r"\b\d{1,3}(?:[.,]\d{1,3})?[ \u00a0\u202f]%")
_CLOSE = re.compile(r"\d%")


def find(document: Document) -> Iterator[Hit]:
    """Yield the first such figure."""
    text = document.text
    if " , " in text or _CLOSE.search(text):
        return
    found = list(_BLANK.finditer(text))
    if len(found) >= LEAST:
        match = found[0]
        fix = match.group()[:-2] + "%"
        yield Hit(
            Span(*match.span()), f"“{match.group()}” is “{fix}” in English; {len(found)} signs stand so", 0.7, fix=fix
        )
