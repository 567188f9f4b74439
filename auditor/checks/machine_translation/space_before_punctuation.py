"""A blank stands before a comma, a full stop or inside brackets, time and again.

Translation systems take text apart into tokens and do not always put it together again: "in the fall , as orders".
French sets a blank before ! ? : and ; by rule. One such blank is a slip of the keyboard; several are a method.

Silent under three in an article, before dots of an ellipsis and before figures (" .45").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("Profits fell[[ ,]] orders too[[ ,]] and the plant closed[[ .]] Nobody was told."),
    Bad("He left[[ ,]] she stayed[[ ,]] the dog slept[[ ;]] it rained."),
    Good("Profits fell , and the plant closed. Nobody was told, it seems."),
    Good("A .45 pistol, a .38 and a .22 lay there . . . and nobody spoke, ever ."),
)

LEAST = 3
_BLANK = re.compile(r"(?<=[\w)\]”\"%'’])[ \u00a0][,;](?=\s|$)|(?<=[a-z)\]”\"%'’])[ \u00a0]\.(?=\s*$|\s+[A-Z“\"])(?! \.)", re.M)


def find(document: Document, *, least: int = LEAST) -> Iterator[Hit]:
    """Yield the blanks. `least`: how many there must be in an article before any is reported."""
    found = [Span(*match.span()) for match in _BLANK.finditer(document.text)]
    if len(found) < least:
        return
    for span in found:
        mark = document.text[span.end - 1]
        yield Hit(span, f"A blank stands before “{mark}”, as {len(found)} times in this article", 0.85, fix=mark)
