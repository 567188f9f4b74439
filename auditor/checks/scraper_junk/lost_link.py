"""The words of a link are missing from their sentence.

An extractor that drops links leaves a hole: "his base ()", "according to , the port", "as reported by ." The source of
a claim is gone. Silent for a blank before a mark of punctuation behind any other word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

needs = anchors(" ,", " .", " ;", "()", "( )")

examples = (
    Bad("The port will open in May, [[according to ,]] which runs a ferry."),
    Bad("The plan pleased the sailors [[()]] and nobody else."),
    Bad("The vote was first [[reported by .]] The mayor denied it."),
    Good("The port will open in May, according to Jane Doe, who runs a ferry."),
    Good("Call main() and then stop()."),
    Good("What was it made of , he asked."),
)

_HOLE = re.compile(
    r"\b(?:according to|as (?:told|seen) (?:to|by|in|on)|reported (?:by|in)|published (?:by|in|on)|citing"
    r"|interview with|courtesy of|as reported by)\s{1,3}[,.;](?=\s|$)"
    r"|(?<=\s)\(\s?\)(?=[\s,.;])"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield each hole with the words before it that need what is missing."""
    for match in _HOLE.finditer(document.text):
        yield Hit(Span(*match.span()), "The words of a link are missing here", 0.8)
