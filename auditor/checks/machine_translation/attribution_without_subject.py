"""A quotation is followed by a verb of saying, and nobody says it.

Languages that leave the pronoun out write "…", added. or – explained in a statement; word for word in English, nobody
is left who spoke: “We will fix the road,” added. The sentence is broken, and the quotation is nobody's.

Judged where the quotation opens its sentence, for a subject may stand before a title between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The mayor came late. “We will fix the road before the winter,” [[added]]."),
    Bad('"We are ready to open the bridge in May", [[said]] in a statement the ministry of transport.'),
    Bad("We are slowly taking control of the other towns [[– added]]."),
    Bad('"There is no reason to be afraid of the water," [[explained]].\nThe well was closed.'),
    Good("“We will fix the road before the winter,” added the mayor."),
    Good("“We will fix the road before the winter,” said in one voice all three of them? No: they were silent."),
    Good("Anna Roe, who wrote the book “Roads of the North in the Winter,” said in May that it sells well."),
    Good("“Roads,” said the mayor – and added: “and bridges.”"),
)

_VERB = r"(?:said|says|adds|added|stress(?:ed|es)|emphasi[sz]ed|stated|concluded|noted|explained|warned|recalled)"
_BEHIND = re.compile(rf"\s?[,–—-]?\s?(?P<verb>{_VERB})(?=\.(?!\w)|\s(?:in|for|at|during|to) (?:an?|the)\b)")
_DASHES = (" – ", " — ")
_DASHED = re.compile(rf"[–—] {_VERB}(?=\.(?:\s|$))")
_LEAST_WORDS = 5


def find(document: Document) -> Iterator[Hit]:
    """Yield the verb that has no subject."""
    text = document.text
    message = "Nobody is named who said it: the quotation is followed by the verb alone"
    for quote in document.quotes:
        if not quote.closed or quote.inner.of(text).count(" ") < _LEAST_WORDS:
            continue
        before = text[max(0, quote.span.start - 3) : quote.span.start].rstrip(" \u00a0")
        if before and before[-1] not in '.!?\n”"»':
            continue
        if match := _BEHIND.match(text, quote.span.end):
            yield Hit(Span(*match.span("verb")), message, 0.85)
    if not any(dash in text for dash in _DASHES):
        return
    for match in _DASHED.finditer(text):
        if text[match.start() - 2 : match.start()].rstrip().isalpha():
            yield Hit(Span(*match.span()), message, 0.7)
