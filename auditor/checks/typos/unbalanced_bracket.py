"""A bracket is opened and never closed in its paragraph, or closed and never opened.

An edit, a cut or a scraper that dropped a link took the other one with it. List marks such as "a)" and "1)" and smileys
pass, and so do paragraphs with more than two of them, which are code, verse or a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

preview = "its precision on raw news is not measured yet"

examples = (
    Bad("The plan [[(]]which was late, was dropped on Friday after a long debate in the house."),
    Bad("The plan, which was late[[)]] was dropped on Friday after a long debate in the house."),
    Good("The plan (which was late [again]) was dropped on Friday after a long debate."),
    Good("There are two ways: a) to wait, or 2) to go on. :-) That is all that can be said; it is late ;)"),
)

_MARKS = re.compile(r"[()\[\]]")
_LIST_MARK = re.compile(r"(?:^|[\s(\[])(?:\w|\d{1,3}|[ivxIVX]{1,5})$")
_PAIRS = {")": "(", "]": "["}
_MOST = 2
"""More unbalanced brackets than this in one paragraph are code, verse or a table."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the brackets of each paragraph that have no partner."""
    for paragraph in document.paragraphs:
        text, start = paragraph.text, paragraph.span.start
        open_marks: list[re.Match[str]] = []
        alone: list[re.Match[str]] = []
        for match in _MARKS.finditer(text):
            mark, at = match.group(), match.start()
            if mark not in _PAIRS:
                open_marks.append(match)
            elif open_marks and open_marks[-1].group() == _PAIRS[mark]:
                open_marks.pop()
            elif not _LIST_MARK.search(text[max(0, at - 6) : at]) and text[max(0, at - 1) : at] not in (*":;-", ""):
                alone.append(match)
        alone += [match for match in open_marks if text[max(0, match.start() - 1) : match.start()] not in (*":;-",)]
        if len(alone) <= _MOST:
            for match in alone:
                word = "closed" if match.group() in "([" else "opened"
                yield Hit(
                    Span(start + match.start(), start + match.end()),
                    f"“{match.group()}” is never {word} in its paragraph",
                    confidence=0.5,
                )
