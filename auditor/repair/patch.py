"""Patches: edits in places of the original text, with what is needed to go back and to carry places over."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from auditor.edits import Edit
from auditor.errors import AuditorError
from auditor.span import Span


class PatchError(AuditorError):
    """A patch does not fit; the message says which, and what to do."""


def digest(text: str) -> str:
    """Return 16 hexadecimal digits by which a text is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Patch:
    """The edits between an original and its cleaned text, in order and apart from one another.

    `original`, `cleaned`: digests of the two texts, so that a patch is never applied to another one.
    """

    article_id: str
    original: str
    cleaned: str
    edits: tuple[Edit, ...]

    def apply(self, text: str) -> str:
        """Return the cleaned text of the original `text`."""
        self._check(text, self.original, "the original")
        parts, at = [], 0
        for edit in self.edits:
            parts += [text[at : edit.start], edit.inserted]
            at = edit.end
        return "".join((*parts, text[at:]))

    def undo(self, text: str) -> str:
        """Return the original of the cleaned `text`; raises `PatchError` if it was changed since."""
        self._check(text, self.cleaned, "what was cleaned")
        parts, at, shift = [], 0, 0
        for edit in self.edits:
            start = edit.start + shift
            parts += [text[at:start], edit.removed]
            at = start + len(edit.inserted)
            shift += len(edit.inserted) - len(edit.removed)
        return "".join((*parts, text[at:]))

    def _check(self, text: str, wanted: str, what: str) -> None:
        if digest(text) != wanted:
            raise PatchError(
                f"article {self.article_id[:100]!r}: this is not {what}: its digest is {digest(text)}, not {wanted}; "
                "take the text that this patch was written with"
            )

    @cached_property
    def places(self) -> Places:
        """The map between places of the two texts."""
        return Places(self.edits)

    def to_json(self) -> dict[str, Any]:
        """Return the patch as plain data."""
        return {
            "id": self.article_id,
            "original": self.original,
            "cleaned": self.cleaned,
            "edits": [
                {"start": edit.start, "removed": edit.removed, "inserted": edit.inserted, "rules": list(edit.rules)}
                for edit in self.edits
            ],
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Patch:
        """Read back what `to_json` wrote; raises `PatchError` for anything else."""
        try:
            edits = tuple(
                Edit(int(edit["start"]), str(edit["removed"]), str(edit["inserted"]), tuple(map(str, edit["rules"])))
                for edit in row["edits"]
            )
            return cls(str(row["id"]), str(row["original"]), str(row["cleaned"]), edits)
        except (KeyError, TypeError, ValueError) as error:
            what = f"{error} is missing" if isinstance(error, KeyError) else str(error)[:80]
            raise PatchError(f"not a patch: {what}; a line has id, original, cleaned and edits") from None


class Places:
    """Carries places from the original to the cleaned text and back."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._old: list[tuple[int, int]] = []
        self._new: list[tuple[int, int]] = []
        shift = 0
        for edit in edits:
            start = edit.start + shift
            self._old.append((edit.start, edit.end))
            self._new.append((start, start + len(edit.inserted)))
            shift += len(edit.inserted) - len(edit.removed)

    def to_cleaned(self, span: Span) -> Span | None:
        """Return where `span` of the original stands in the cleaned text; None if an edit touches it."""
        return _carry(span, self._old, self._new)

    def to_original(self, span: Span) -> Span | None:
        """Return where `span` of the cleaned text stood in the original; None if an edit lies in it."""
        return _carry(span, self._new, self._old)


def _carry(span: Span, source: list[tuple[int, int]], target: list[tuple[int, int]]) -> Span | None:
    at = bisect.bisect_right(source, (span.start, span.start))
    if at and (source[at - 1][1] > span.start):
        return None
    if at < len(source) and source[at][0] < span.end:
        return None
    return span.shift(target[at - 1][1] - source[at - 1][1]) if at else span
