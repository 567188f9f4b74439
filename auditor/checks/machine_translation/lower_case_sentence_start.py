"""Sentences begin in lower case, time and again.

Systems that translate from a script without capitals (Arabic, Chinese, Hindi) or work in lower case do not always put
the capital back.

One finding an article, at the first such sentence. Silent under three in an article and where under a fifth of the
sentences begin so, and for sentences after an abbreviation or a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The dam broke at noon. [[nobody]] was hurt. the wardens had closed the road. they will open it in May."),
    Bad("Rain fell all day long. [[nobody]] came to the fair. the ships stayed in. the lamps were lit at four."),
    Good("The dam broke at noon. nobody was hurt. The wardens had closed the road. They will open it in May."),
    Good("The firm makes phones. iPhones sell well. eBay sells them too. The price is approx. five hundred."),
)

LEAST, LEAST_SHARE = 3, 0.2
_NEXT = re.compile(r"[.?!] (?=[a-z]+ )")
_BEFORE = re.compile(r"\b(?!(?:approx|etc|incl|dept|govt|resp|inst|prof|gen|no|vs|st|co|pp|ed)$)[a-z]{2,20}$")
_STOP = re.compile(r"[.?!]\s")


def find(document: Document, *, least: int = LEAST) -> Iterator[Hit]:
    """Yield the first word of the first such sentence. `least`: how many there must be in an article."""
    text = document.text
    found = [
        match.end() for match in _NEXT.finditer(text) if _BEFORE.search(text, max(0, match.start() - 22), match.start())
    ]
    if len(found) < least:
        return
    sentences = sum(1 for _ in _STOP.finditer(text)) + 1
    if len(found) >= LEAST_SHARE * sentences:
        span = Span(found[0], text.index(" ", found[0]))
        yield Hit(span, f"{len(found)} of {sentences} sentences begin in lower case", 0.75)
