"""The words that introduce a quotation stand between quotation marks, and the quotation outside them.

A system that pairs the marks anew closes a quotation where the source opens one: `The envoy said “the road is safe,
“stressing that” it will stay so”`. It can no longer be told what was said and what the writer adds.

Judged where nothing but words of introduction stands between the marks ("stressing that", "he added").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The envoy spoke of the dam, [[“stressing that”]] it is safe."),
    Bad("The dam is safe, [[“he added, noting that”]] the valley is dry."),
    Bad("“The dam is safe [[“Roe said, adding that”]] nobody knows for how long."),
    Good("The envoy spoke of the dam, stressing that “it is safe”."),
    Good("The word “that” and the words “he said so” stand on the wall."),
)

_INTRODUCTION = re.compile(
    r"[ ,]*(?:(?:and |while )?(?:he |she |they |it )?(?:(?:also |further )?(?:stress|add|not|point|say|explain|indicat|"
    r"affirm|consider|stat|emphasi[sz]|confirm|underlin|highlight|assert|declar|warn|continu)(?:ing|ed|d)(?: out)?)"
    r"(?:,? (?:adding|noting|saying|stressing))?(?: that)?|(?:he|she) said(?: that)?"
    r"|(?:[A-Z][\w’'-]{1,20} ){1,3}(?:said|added|stated|noted|stressed|explained),? "
    r"(?:adding|noting|saying|stressing) that"
    r")[ ,:]*"
)

_LONGEST = 60
"""Code points of the longest introduction."""


def find(document: Document) -> Iterator[Hit]:
    """Yield quotations that hold nothing but an introduction."""
    for quote in document.quotes:
        # Where the marks are shifted, the one that should close is another that opens: the last pair is judged.
        start = document.text.rfind("“", quote.inner.start, quote.inner.end)
        span = Span(start, quote.span.end) if start >= 0 else quote.span
        said = Span(start + 1, quote.inner.end).of(document.text) if start >= 0 else quote.inner.of(document.text)
        if (
            quote.closed
            and len(said) < _LONGEST
            and said.strip(" ,:").count(" ") >= 1
            and _INTRODUCTION.fullmatch(said)
        ):
            message = f"Only words of introduction (“{said.strip()}”) stand between the marks; the pairs are shifted"
            yield Hit(span, message, 0.75)
