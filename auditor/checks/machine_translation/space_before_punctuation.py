"""Blanks stand before commas and full stops, time and again.

Translation systems take text apart into tokens and do not always put it together again: "in the fall , as orders".
French sets a blank before ! ? : and ; by rule. One such blank is a slip of the keyboard; many are a method.

One finding an article, at the first place. Silent under six in an article and where under a fifth of all commas and
stops stand so: pages leave a blank behind a link. Silent too before the dots of an ellipsis and before figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

needs = anchors(" ,", " ;", " .", "\u00a0,", "\u00a0;", "\u00a0.")

examples = (
    Bad("Profits fell[[ ,]] orders too , and the plant closed . Nobody was told , it seems , of this ."),
    Bad("He left[[ ,]] she stayed , the dog slept ; it rained , it hailed , and the cat was gone ."),
    Good("Profits fell , and the plant closed. Nobody was told , it seems."),
    Good("A .45 pistol, a .38 and a .22 lay there . . . and nobody spoke, ever ."),
)

LEAST, LEAST_SHARE = 6, 0.2
_BLANK = re.compile(r"[ \u00a0](?:[,;](?=\s|$)|\.(?=\s*$|\s[A-Z“\"]))", re.MULTILINE)


def find(document: Document, *, least: int = LEAST) -> Iterator[Hit]:
    """Yield the first blank. `least`: how many there must be in an article."""
    text = document.text
    found = [
        Span(*match.span()) for match in _BLANK.finditer(text) if match.start() and _closes(text[match.start() - 1])
    ]
    marks = text.count(",") + text.count(".") + text.count(";")
    if len(found) < least or len(found) < LEAST_SHARE * marks:
        return
    mark = text[found[0].end - 1]
    message = f"A blank stands before “{mark}”; {len(found)} of {marks} commas and stops of this article stand so"
    yield Hit(found[0], message, 0.85, fix=mark)


def _closes(char: str) -> bool:
    return char.isalnum() or char in ")]”\"%'’"
