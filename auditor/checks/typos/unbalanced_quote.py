"""A quotation mark is opened and never closed, or closed and never opened.

What is quoted and what is told can no longer be told apart. Only curly double marks are called, as straight ones are
the same at both ends; a straight one may be the partner of a curly one. Silent where a quotation opens a paragraph, as
it may be closed in a later one, where the next paragraph opens it again, on inches, and in paragraphs with quotation
marks of other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors(*"“”")

off = "of 26 findings read in raw news five were quotations that a writer ended without a mark on purpose"

examples = (
    Bad("The mayor said: [[“]]We will wait until the report is published on Friday.\n\nThe vote is in May."),
    Bad("We will wait until Friday,[[”]] the mayor said at the end of the meeting.\n\nThe vote is in May."),
    Good("“We will wait until the report is out.\n\n“Then we will act,” the mayor said.\n\nThe vote is in May."),
    Good("“We will wait until the report is out.\n\nThen we will act and nobody will stop us,” she said at noon."),
    Good("The mayor said “we will wait”, and the 6’2” guard said “no”."),
)


_OPENING = ("“", "‘“", '"', "’“")
_MARK = re.compile(r"[“”„«»\"]|''|’’|‘‘|``")
_MOST = 1
"""More marks than this without a partner in one paragraph are a style of its own."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the mark of a paragraph that has no partner there nor in the paragraphs around it."""
    if "“" not in document.text and "”" not in document.text:
        return
    code = {line.span.start for line in document.code_lines}
    waiting = False  # a quotation that opened a paragraph and may be closed in a later one
    paragraphs = document.paragraphs
    for number, paragraph in enumerate(paragraphs):
        text, start = paragraph.text, paragraph.span.start
        if ("“" not in text and "”" not in text) or start in code:
            continue
        alone = _alone(text)
        closes = [at for at in alone if text[at] == "”"]
        if waiting and closes:
            alone.remove(closes[0])
        goes_on = number + 1 < len(paragraphs) and paragraphs[number + 1].text.startswith(_OPENING)
        if alone and goes_on and text[alone[-1]] == "“":
            alone.pop()
        if alone and text[alone[0]] == "“" and not text[: alone[0]].strip("‘’([ "):
            alone.pop(0)
            waiting = True
        elif closes:
            waiting = False
        if len(alone) <= _MOST:
            for at in alone:
                what = "closed" if text[at] == "“" else "opened"
                yield Hit(Span(start + at, start + at + 1), f"“{text[at]}” is never {what}", confidence=0.6)


def _alone(text: str) -> list[int]:
    """Return where the curly marks without a partner stand; none where other marks than curly and straight are used."""
    alone: list[int] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark in "„«»":
            return []
        if mark not in "“”":
            # Straight or made of two single marks: the same at both ends.
            mark = "”" if opened is not None else "“"
        if mark == "“":
            if opened is not None:
                alone.append(opened)
            opened = at
        else:
            if opened is None and not text[at - 1 : at].isdigit():
                alone.append(at)
            opened = None
    if opened is not None:
        alone.append(opened)
    return [at for at in alone if text[at] in "“”"]
