"""A word in another script stands in an English sentence.

Translation systems copy what they cannot translate. A word in brackets or quotation marks, or one that the sentence
explains, is meant to stand there; one in the run of the sentence is left over.

Silent inside brackets and quotations, beside them, on lines wholly in another script, and for single letters (μ, Ω).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors(beyond_ascii=True)

examples = (
    Bad("The [[правительство]] said on Monday that the dam was safe."),
    Bad("Farmers near the [[नदी]] have waited for rain since May."),
    Good("The town (Град) lies in a bend of the river."),
    Good("The word “правительство” stands on the door of the office."),
    Good("A film 5 μm thick covers the lens."),
)

_SCRIPTS = (
    r"\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u10a0-\u10ff"
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
)
_RUN = re.compile(rf"[{_SCRIPTS}]+(?:[ -][{_SCRIPTS}]+)*")
_LATIN_BEFORE = re.compile(r"[a-z],? ?$")
_LATIN_AFTER = re.compile(r",? ?[a-z]{2}")


def find(document: Document) -> Iterator[Hit]:
    """Yield each run of letters of another script between English words."""
    text = document.text
    for match in _RUN.finditer(text):
        span = Span(*match.span())
        if span.width < 2 or not any(char.isalpha() for char in match.group()):
            continue
        before = _LATIN_BEFORE.search(text, max(0, span.start - 3), span.start)
        if before and _LATIN_AFTER.match(text, span.end) and not document.in_quote(span):
            yield Hit(span, f"“{match.group()[:60]}” is not in Latin letters and was not translated", 0.8)
