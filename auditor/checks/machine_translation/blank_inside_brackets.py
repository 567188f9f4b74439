"""Blanks stand inside the brackets: "the force ( KFOR ) has been".

Translation systems take text apart into tokens, brackets too, and do not always put it together again. Who types by
hand sets a bracket close to its word.

One finding an article, at the first place. Silent where only one side has a blank, and for brackets around nothing,
single marks or boxes to tick.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

needs = anchors("( ")

examples = (
    Bad("The force [[( KFOR )]] has been there since May."),
    Bad("The dam [[( built in 1968 )]] leaks, and the bridge ( built in 1970 ) sways."),
    Good("The force (KFOR) has been there since May."),
    Good("Tick here ( ) or here ( x ), and write to the desk (see below )."),
)

_BRACKETS = re.compile(r"\( (?=\w)[^()\n]{2,120} \)")


def find(document: Document) -> Iterator[Hit]:
    """Yield the first such brackets."""
    found = list(_BRACKETS.finditer(document.text))
    if found:
        times = f", as {len(found)} times in this article" if len(found) > 1 else ""
        span = Span(*found[0].span())
        message = f"Blanks stand inside the brackets of “{found[0].group()[:60]}”{times}"
        yield Hit(span, message, 0.7, fix="(" + found[0].group()[2:-2] + ")")
