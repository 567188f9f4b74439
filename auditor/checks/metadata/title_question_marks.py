"""Question marks stand in the title where apostrophes or quotation marks were lost.

"Mayor?s plan", "harbour has ?serious flaws?": a step of the pipeline could not encode the curly marks. Silent for
questions, whose mark is followed by a space or the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The harbour opened.", title="The mayor?s plan fails", fields=("title",)),
    Bad("The harbour opened.", title="Mayor: harbour has ?serious flaws?", fields=("title",)),
    Bad("The harbour opened.", title="Why we can?t have a harbour", fields=("title",)),
    Good("The harbour opened.", title="Who gains? Ships, mostly"),
    Good("The harbour opened.", title="Harbour open at last? Not yet"),
    Good("The harbour opened.", title="Read it at example.com/a?s=1"),
)

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?<!/\w)\?(?=(?:s|t|re|ve|ll|d|m)(?:\s|[,.:;!]|$))")
_QUOTED = re.compile(r"(?<!\S)\?(?=[^\W\d_][^?\n]{1,80}[^\W_][.,!]?\?(?:\s|[,.:;!]|$))")


def find(document: Document) -> Iterator[Hit]:
    """Yield each mark, with the apostrophe as its fix where it stands inside a word."""
    title = document.title[:1000]
    if "?" not in title or "/" in title:
        return
    for match in _APOSTROPHE.finditer(title):
        said = "A question mark stands for the apostrophe of a word"
        yield Hit(Span(*match.span()), said, 0.93, fix="’", field="title")
    for match in _QUOTED.finditer(title):
        yield Hit(Span(*match.span()), "A question mark stands for an opening quotation mark", 0.85, field="title")
