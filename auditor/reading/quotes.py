"""Quotations: stretches between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.span import Span

_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’"}
_MARK = re.compile(r"[“”«»„\"‘’]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `span` with its marks, `inner` without. `closed` is False when its paragraph ends before it does."""

    span: Span
    inner: Span
    closed: bool


def read_quotes(text: str, blocks: tuple[Span, ...]) -> tuple[Quote, ...]:
    """Return the outermost quotations, block by block (a block is a paragraph; quotes never run over its end)."""
    found: list[Quote] = []
    for block in blocks:
        opening: re.Match[str] | None = None
        for match in _MARK.finditer(text, block.start, block.end):
            mark = match.group()
            if mark in "‘’" and not _parts(text, match.start(), mark):
                continue
            if opening is None:
                if mark in _PAIRS:
                    opening = match
            elif mark == _PAIRS[opening.group()] or (opening.group() == "„" and mark == "”"):
                found.append(Quote(Span(opening.start(), match.end()), Span(opening.end(), match.start()), True))
                opening = None
        if opening is not None and opening.group() != "‘":
            found.append(Quote(Span(opening.start(), block.end), Span(opening.end(), block.end), False))
    return tuple(found)


def _parts(text: str, at: int, mark: str) -> bool:
    """Return whether a single mark opens or closes a quotation, and is no apostrophe."""
    before = text[at - 1 : at] if at else ""
    if mark == "‘":
        return not _is_word(before)
    return (_is_word(before) or before in tuple(".,!?…")) and not _is_word(text[at + 1 : at + 2])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
