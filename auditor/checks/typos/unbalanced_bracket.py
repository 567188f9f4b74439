"""A bracket is opened and never closed in its paragraph, or closed and never opened.

An edit, a cut or a scraper that dropped a link took the other one with it. List marks such as "a)" and "1)" and smileys
pass, and so do paragraphs with more than two of them, which are code, verse or a table, and a bracket round several
paragraphs. Of eight findings in 1.4 million words of news all were slips or torn captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors(*"()[]")

examples = (
    Bad("The plan [[(]]which was late, was dropped on Friday after a long debate in the house."),
    Bad("The plan, which was late[[)]] was dropped on Friday after a long debate in the house."),
    Good("The plan (which was late [again]) was dropped on Friday after a long debate."),
    Good("//<![CDATA[\nThe plan, which was late, was dropped on Friday after a long debate in the house."),
    Good("(This is a note on the plan.\n\nIt runs over two paragraphs of the page and ends here.)"),
    Good("There are two ways: a) to wait, or 2) to go on. :-) That is all that can be said; it is late ;)"),
)

_MARKS = re.compile(r"[()\[\]]")
_LIST_MARK = re.compile(r"(?:^|[\s(\[])(?:\w|\d{1,3}|[ivxIVX]{1,5})$")
_PAIRS = {")": "(", "]": "["}
_MOST = 2
"""More unbalanced brackets than this in one paragraph are code, verse or a table."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the brackets of each paragraph that have no partner there nor in the paragraphs around it."""
    code = {line.span.start for line in document.code_lines}
    waiting: list[Hit] = []  # brackets opened at the start of a paragraph, which a later paragraph may close
    for paragraph in document.paragraphs:
        text, start = paragraph.text, paragraph.span.start
        if not _MARKS.search(text) or start in code:
            continue
        alone = _alone(text)
        if len(alone) > _MOST:
            continue
        for match in alone:
            mark, span = match.group(), Span(start + match.start(), start + match.end())
            if mark in _PAIRS:
                opened = next((hit for hit in reversed(waiting) if hit.span.of(document.text) == _PAIRS[mark]), None)
                if opened is not None and match.end() == len(text.rstrip(".,;:")):
                    waiting.remove(opened)
                    continue
            hit = Hit(span, f"“{mark}” is never {'opened' if mark in _PAIRS else 'closed'}", confidence=0.75)
            if mark not in _PAIRS and match.start() == 0:
                waiting.append(hit)
            else:
                yield hit
    yield from waiting


def _alone(text: str) -> list[re.Match[str]]:
    """Return the brackets of a paragraph that have no partner in it."""
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
    return alone + [match for match in open_marks if text[max(0, match.start() - 1) : match.start()] not in (*":;-",)]
