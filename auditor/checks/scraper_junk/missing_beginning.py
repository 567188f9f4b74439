"""The text begins in the middle of the story: its first paragraphs are missing.

The first words lean on something that was never said: "But there was relief", "He also said". Without a title to name
the subject a text cannot begin so; with one it seldom does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

preview = "of its five hits in 7,400 news articles only about half began in the middle"

examples = (
    Bad("[[He also said]] that the bridge would stay closed until spring."),
    Bad("[[Meanwhile, the other]] bidders have asked for their money back, the ministry said."),
    Good("He was born in a small town and never left it."),
    Good("But for the rain, it was a perfect day."),
)

_OPENING = re.compile(
    r"(?:(?:He|She|They|It)\s(?:also|further|then|later|added|continued|went on)\b(?:\s\w+)?"
    r"|(?:Meanwhile|However|Moreover|Furthermore|In addition|Similarly|Nevertheless),\s\w+\s\w+"
    r"|The (?:latter|former)\b)"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the first words of a text that leans on what is missing."""
    furniture = {item.span for item in document.furniture if item.line}
    first = next((line for line in document.lines if line.span not in furniture), None)
    if first is None or not first.is_prose:
        return
    match = _OPENING.match(first.text)
    if match:
        yield Hit(Span(*match.span()).shift(first.span.start), "The text begins in the middle of its story", 0.6)
