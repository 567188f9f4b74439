"""What an edit changes, as lines to be read: removed, inserted, and kept ones beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from auditor.edits import Edit
from auditor.repair.patch import Patch

Sign = Literal["-", "+", " ", "@"]
_LINE_ENDS = "\n\r\u2028\u2029\x0b\x0c\x85"


def difference(text: str, patch: Patch) -> Iterator[tuple[Sign, str]]:
    """Yield signed stretches: "@" a heading, " " kept, "-" removed, "+" inserted. `text`: the original.

    Each edit is shown with the rest of the lines that it touches. The stretches are article text: a face must make
    them safe before it prints them.
    """
    for edit in patch.edits:
        yield "@", f"character {edit.start:,}: {', '.join(edit.rules)}"
        before, after = _round(text, edit)
        if before.strip():
            yield " ", before
        for line in edit.removed.splitlines():
            if line.strip():
                yield "-", line
        if edit.inserted.strip():
            yield "+", edit.inserted
        if after.strip():
            yield " ", after


def _round(text: str, edit: Edit, reach: int = 60) -> tuple[str, str]:
    """Return what stands on the same line before and after an edit, at most `reach` characters of each."""
    start, end = edit.start, edit.end
    while start and edit.start - start < reach and text[start - 1] not in _LINE_ENDS:
        start -= 1
    while end < len(text) and end - edit.end < reach and text[end] not in _LINE_ENDS:
        end += 1
    return text[start : edit.start], text[edit.end : end]
