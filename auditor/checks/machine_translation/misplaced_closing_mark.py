"""The blank stands on the wrong side of a closing quotation mark: `the dam is safe, ”he wrote`.

Systems that set the marks after translating the words put the mark to the attribution instead of the quotation.

Silent for straight marks, where nobody can tell a closing mark from an opening one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("“The dam is safe[[, ”]]he wrote on Monday.", fix=",” "),
    Bad("“Nobody came[[. ”]]she added.", fix=".” "),
    Good("“The dam is safe,” he wrote on Monday."),
    Good("“The dam is safe” , ”he wrote, 5 ” pipes."),
)

_MISPLACED = re.compile(r"(?<=\w)[,.!?] ”(?=[a-z]{2})")


def find(document: Document) -> Iterator[Hit]:
    """Yield punctuation and mark."""
    text = document.text
    if " ”" not in text:
        return
    for match in _MISPLACED.finditer(text):
        fix = match.group()[0] + "” "
        yield Hit(Span(*match.span()), "The blank stands before the closing mark, not behind it", 0.85, fix=fix)
