"""The text breaks off.

The last line ends in "...", "[…]", "Read more" glued to a half sentence, an announced list or quotation that never
comes, or in the middle of a sentence. Whatever is built on such a text misses its end. Furniture below the last
paragraph is passed over; headings, by-lines and lists are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

_START = "The council met on Tuesday and spoke for three hours about the bridge that it wants to close.\n\n"
examples = (
    Bad(_START + "The mayor, who had asked for a delay, said that the work could not wait any [[longer...]]"),
    Bad(_START + "The mayor said that the work could not wait any longer because of [[the ... Read more]]"),
    Bad(_START + "She read out the names of the five firms that had asked for the [[contract:]]"),
    Bad(_START + "The mayor, who had asked for a delay, said that the work could not wait until the [[of]]"),
    Good(_START + "The mayor said that the work could not wait."),
    Good(_START + "“And then what?” she asked. “We wait ...”"),
    Good(_START + "Reporting by Jane Doe in Split; editing by John Roe"),
)

_DOTS = re.compile(
    r"\S*\s?(?:\.\.\.|…|\[\s?(?:\.\.\.|…|\+\d+ chars?)\s?\])"
    r"\s?(?:\[?(?i:read more|continue reading|more)\]?)?\s?[»>→]?$"
)
_COLON = re.compile(r"\S+:$")
_CUT = re.compile(
    r"\b(?:the|a|an|of|to|and|in|for|with|that|by|from|on|at|or|as|is|was|were|his|her|their|its|who|which|but)$"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the place where the last paragraph stops."""
    furniture = {item.span for item in document.furniture if item.line}
    body = [line for line in document.lines if line.span not in furniture]
    if len(body) < 2 or not any(line.is_prose for line in body[:-1]):
        return
    last = body[-1]
    if last.words < 8:
        return
    for pattern, sure, said in (
        (_DOTS, 0.85, "The text breaks off in an ellipsis"),
        (_COLON, 0.7, "The text ends where it announces something"),
        (_CUT, 0.85, "The text ends in the middle of a sentence"),
    ):
        match = pattern.search(last.text, max(0, len(last.text) - 80))
        if match:
            yield Hit(Span(*match.span()).shift(last.span.start), said, sure)
            return
