"""No blank stands between the end of a sentence, or a comma, and the next word.

"ended.The" and "however,the": the edge of a paragraph or of a link got lost. It fires only between two words of the
dictionary, so file names, addresses, initials and abbreviations pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lexicon import lexicon
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The talks [[ended.The]] two sides will meet again in May.", fix="ended. The"),
    Bad("It was late [[however,the]] plan was dropped.", fix="however, the"),
    Good("The talks ended. The U.S.A. and the U.K. will meet again at 10.30 a.m. on example.com."),
    Good("The Ph.D. student wrote node.js and read.me files, and paid $1,000,000."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the two words and the mark between them."""
    tokens, known = document.tokens, lexicon()
    for at in range(1, len(tokens) - 1):
        mark = tokens[at]
        if mark.kind != "mark" or mark.text not in ".!?,;":
            continue
        one, other = tokens[at - 1], tokens[at + 1]
        if one.end != mark.start or other.start != mark.end or one.kind != "word" or other.kind != "word":
            continue
        if len(one.text) < 3 or not one.text.islower() or one.text not in known:
            continue
        if mark.text in ".!?":
            if not other.text[0].isupper() or not (other.text in "AI" or other.text[1:].islower()):
                continue
            if len(other.text) > 1 and not known.knows(other.text):
                continue
        elif len(other.text) < 2 or not known.knows(other.text) or not other.text[1:].islower():
            continue
        after = tokens[at + 2] if at + 2 < len(tokens) else None
        if after is not None and after.text == "." and after.start == other.end and len(other.text) < 3:
            continue
        yield Hit(
            Span(one.start, other.end),
            f"no blank stands after the “{mark.text}” between “{one.text}” and “{other.text}”",
            confidence=0.9,
            fix=f"{one.text}{mark.text} {other.text}",
        )
