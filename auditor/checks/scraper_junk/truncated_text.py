"""The text breaks off.

The last line ends in "...", "[…]", "Read more" glued to a half sentence, an announced list or quotation that never
comes, or in the middle of a sentence: behind a word that needs another, a comma, or a word in small letters behind
a whole sentence; or a paragraph before it ends in the "[…]" of an excerpt. Whatever is built on such a text misses
its end. Furniture below the last paragraph is passed over; headings, by-lines and lists are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lines import Line
from auditor.span import Span

_START = "The council met on Tuesday and spoke for three hours about the bridge that it wants to close.\n\n"
examples = (
    Bad(_START + "The mayor, who had asked for a delay, said that the work could not wait any [[longer...]]"),
    Bad(_START + "The mayor said that the work could not wait any longer because of [[the ... Read more]]"),
    Bad(_START + "She read out the names of the five firms that had asked for the [[contract:]]"),
    Bad(_START + "The mayor, who had asked for a delay, said that the work could not wait until the [[of]]"),
    Bad(
        _START + "The work cannot wait. The mayor had asked for a delay, but the council would not hear of any [[more]]"
    ),
    Bad(_START + "The council read out the names of Anna Roe, John Doe, Jane Poe, Ivo Roe and, behind [[them,]]"),
    Bad(
        "Bridge vote is put off\n\nThe mayor of Lund said on Tuesday that the council would not vote on the bridge. "
        "While she had nothing against it, she said, what had begun as a small dispute might [[soon]]\n\nRead More"
    ),
    Good(_START + "“We have waited for years and years for what the bridge will bring […]”, the mayor said."),
    Good(_START + "The mayor said that the work could not wait."),
    Good(_START + "The work cannot wait, said the mayor of the town. Watch her speech below. Jane Doe"),
    Good(_START + "“And then what?” she asked. “We wait ...”"),
    Good(_START + "Reporting by Jane Doe in Split; editing by John Roe"),
)

_LONG_ENOUGH = 30
"""Words from which a last line is prose even where it is the only one."""
_DOTS = re.compile(
    r"\S*\s?(?:\.\.\.|…|\[\s?(?:\.\.\.|…|\+\d+ chars?)\s?\])"
    r"\s?(?:\[?(?i:read more|continue reading|more)\]?)?\s?[»>→]?$"
)
_MARKED = re.compile(r"\S{1,40}\s?\[\s?(?:…|\.\.\.)\s?\]$")
_EXCERPT = 8
"""Words of the shortest excerpt: under it a line is a label or a note in brackets."""
_COLON = re.compile(r"\S+:$")
_CUT = re.compile(
    r"\b(?:the|a|an|of|to|and|in|for|with|that|by|from|on|at|or|as|is|was|were|his|her|their|its|who|which|but)$"
)
_COMMA = re.compile(r"\w+[,;]$")
_TAIL = re.compile(r"(?:(?<=[a-z][.!?]\s)|(?<=[.!?][\"”]\s))(?:[^\s.!?]+\s){4,40}(?P<end>[a-z]{1,20})$")


def find(document: Document) -> Iterator[Hit]:
    """Yield the place where a paragraph, or the last one, stops."""
    furniture = {item.span for item in document.furniture if item.line}
    body = [line for line in document.lines if line.span not in furniture]
    if len(body) < 2:
        return
    for line in body[:-1]:
        if line.words < _EXCERPT or not line.text.endswith("]"):
            continue
        if cut := _MARKED.search(line.text, max(0, len(line.text) - 80)):
            yield Hit(Span(*cut.span()).shift(line.span.start), "This is an excerpt that breaks off", 0.85)
    yield from _ending(body)


def _ending(body: list[Line]) -> Iterator[Hit]:
    """Yield the place where the last line stops."""
    last = body[-1]
    if last.words < _LONG_ENOUGH and not any(line.is_prose for line in body[:-1]):
        return
    if last.words < 8:
        return
    for pattern, sure, said in (
        (_DOTS, 0.85, "The text breaks off in an ellipsis"),
        (_COLON, 0.7, "The text ends where it announces something"),
        (_CUT, 0.85, "The text ends in the middle of a sentence"),
        (_COMMA, 0.8, "The text ends in the middle of a sentence"),
    ):
        match = pattern.search(last.text, max(0, len(last.text) - 80))
        if match:
            yield Hit(Span(*match.span()).shift(last.span.start), said, sure)
            return
    tail = _TAIL.search(last.text, max(0, len(last.text) - 400))
    if tail:
        span = Span(*tail.span("end")).shift(last.span.start)
        yield Hit(span, "The text ends in the middle of a sentence", 0.75)
