"""Cleaning one article: choose edits from findings, apply them, audit again, until nothing is left to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from auditor.article import Article
from auditor.edits import DEFAULT_ONLY, Edit, chosen
from auditor.finding import SURE, Finding
from auditor.repair.patch import Patch, digest


@dataclass(frozen=True)
class Cleaned:
    """The cleaned article, and the patch that undoes it."""

    article: Article
    patch: Patch


def clean(
    article: Article,
    audit: Callable[[Article], Sequence[Finding]],
    *,
    only: Sequence[str] = DEFAULT_ONLY,
    min_confidence: float = SURE,
) -> Cleaned:
    """Return `article` without what its findings ask to be taken out or mended.

    `audit`: the findings of an article. `only`: families, rules or globs whose fixes are applied. `min_confidence`:
    findings under it are left alone. An article that would be left without a letter stays as it is.
    """
    text = article.text
    pieces = Pieces(text)
    seen = {text: pieces}
    while True:
        findings = audit(replace(article, text=text))
        edits = chosen(text, findings, only, min_confidence)
        changed = pieces.edited(edits)
        after = changed.text
        if not edits or not any(char.isalnum() for char in after):
            break
        if after in seen:
            # Two repairs undo one another: the least of the texts they lead through is the end of every such circle.
            at = list(seen)
            text = min(at[at.index(after) :], key=lambda item: (len(item), item))
            pieces = seen[text]
            break
        seen[after] = pieces = changed
        text = after
    edits = pieces.edits()
    patch = Patch(article.id, digest(article.text), digest(text), edits)
    return Cleaned(replace(article, text=text), patch)


class Pieces:
    """A text as pieces of an original: (start, end, inserted text or None, rules), so that rounds of edits add up."""

    def __init__(self, original: str, pieces: list[tuple[int, int, str | None, tuple[str, ...]]] | None = None) -> None:
        self.original = original
        self.pieces = [(0, len(original), None, ())] if pieces is None else pieces

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(self.original[start:end] if new is None else new for start, end, new, _ in self.pieces)

    def edited(self, edits: Sequence[Edit]) -> Pieces:
        """Return the pieces after edits in places of the present text."""
        found: list[tuple[int, int, str | None, tuple[str, ...]]] = []
        queue = list(edits)
        at = 0
        for start, end, new, rules in self.pieces:
            width = end - start if new is None else len(new)
            if not width:
                found.append((start, end, new, rules))
                continue
            low = at
            while queue and queue[0].start < at + width:
                edit = queue[0]
                if edit.start > low:
                    found.append(_cut((start, end, new, rules), low - at, edit.start - at))
                stop = min(edit.end, at + width)
                part = _cut((start, end, new, rules), max(low, edit.start) - at, stop - at)
                text = edit.inserted if edit.start >= at else ""
                found.append((part[0], part[1], text, tuple(sorted({*rules, *edit.rules}))))
                low = stop
                if edit.end > at + width:
                    break
                queue.pop(0)
            if low < at + width:
                found.append(_cut((start, end, new, rules), low - at, width))
            at += width
        return Pieces(self.original, found)

    def edits(self) -> tuple[Edit, ...]:
        """Return what differs from the original, neighbouring changes as one edit."""
        found: list[Edit] = []
        for start, end, new, rules in self.pieces:
            if new is None:
                continue
            removed = self.original[start:end]
            if found and found[-1].end == start:
                last = found.pop()
                found.append(
                    Edit(last.start, last.removed + removed, last.inserted + new, tuple(sorted({*last.rules, *rules})))
                )
            else:
                found.append(Edit(start, removed, new, rules))
        assert all(before.end <= after.start for before, after in pairwise(found))
        return tuple(edit for edit in found if edit.removed != edit.inserted)


def _cut(
    piece: tuple[int, int, str | None, tuple[str, ...]], low: int, high: int
) -> tuple[int, int, str | None, tuple[str, ...]]:
    """Return characters `low` to `high` of a piece; the first part of an insertion stands for all it replaced."""
    start, end, new, rules = piece
    if new is None:
        return start + low, start + high, None, rules
    return (start if low == 0 else end), end, new[low:high], rules
