"""*Although* opens the sentence and *but* goes on with it.

Chinese, Vietnamese, Persian and others set both; English sets one: "Although it rained, but they played".

Silent in quotations and where another clause stands between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("[[Although it rained all day, but]] they played to the end."),
    Bad("[[Even though the dam was new, but]] it leaked in May."),
    Good("Although it rained all day, they played, but nobody scored."),
    Good("Although not new, but not old either, as he put it, the dam held."),
)

_CLAUSE = re.compile(
    r"\b(?:Although|(?:Even t|T)hough) [^,.;:!?\n“”\"()]{8,120}, but (?!(?:also|not|rather|still|yet)\b)"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the clause from *although* to *but*."""
    text = document.text
    if ", but " not in text or "hough " not in text:
        return
    for match in _CLAUSE.finditer(text):
        span = Span(match.start(), match.end() - 1)
        clause = match.group()
        if match.start() in document.sentence_starts and clause.count(" ") > 4 and not document.in_quote(span):
            yield Hit(span, "“although” and “but” join the same two clauses; English sets one of them", 0.75)
