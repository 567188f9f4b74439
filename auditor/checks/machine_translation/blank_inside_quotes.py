"""Blanks stand inside the quotation marks: `the " small step " of the mayor`.

Translation systems take text apart into tokens, quotation marks too, and do not always put it together again. It is no
longer clear which mark opens and which closes.

One finding an article, at the first opening mark. Silent where one side alone has a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors, here
from auditor.document import Document
from auditor.span import Span

needs = anchors(' " ', "“ ")

examples = (
    Bad('He spoke of the [[" ]]small step " of the mayor.'),
    Bad("They call it [[“ ]]the long road ” and “ the deep well ” of the valley."),
    Good('He spoke of the "small step" of the mayor and of "its" cost.'),
    Good('The 5 " pipe is " not " for sale; he said " no.'),
)

_QUOTED = re.compile(
    r"(?<=\D\s)(?:\" (?=\w)[^\"\n]{3,200}(?<=[\w.,!?]) \"(?=[\s.,;:!?]|$)|“ (?=\w)[^“”\n]{3,200}(?<=[\w.,!?]) ”)"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the first such quotation."""
    text = document.text
    match = _QUOTED.search(text)
    if match and _straight_pair(text, match):
        closing = Span(match.end() - 2, match.end())
        message = f"Blanks stand inside the quotation marks of {match.group()[:60]}"
        yield Hit(Span(match.start(), match.start() + 2), message, 0.7, related=(here(closing, match.group()[-2:]),))


def _straight_pair(text: str, match: re.Match[str]) -> bool:
    """Return whether a straight mark can open a quotation: an even number of marks stands before it on its line."""
    line = text.rfind("\n", 0, match.start()) + 1
    return match.group()[0] != '"' or text.count('"', line, match.start()) % 2 == 0
