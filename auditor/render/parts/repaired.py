"""The text as it would read with its sure fixes applied, line by line beside the original.

Only lines that change are shown. The fixes are those that `auditor clean --only "*"` applies in its first round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.edits import Edit, chosen
from auditor.finding import SURE, Finding
from auditor.render.parts.plain import lines

_ALL = ("*",)
_LINES = 40
_CONTEXT = 120
"""Code points of unchanged text that are shown on either side of a fix."""

Words = tuple[tuple[str, bool], ...]
"""A line in stretches: (characters, whether they differ from the other side)."""


@dataclass(frozen=True, slots=True)
class Change:
    """Some lines of the original and what they become; an empty side is a line that is not there."""

    before: Words
    after: Words

    @property
    def gone(self) -> bool:
        """Whether nothing is left of the lines."""
        return not any(text.strip() for text, _ in self.after)


@dataclass(frozen=True, slots=True)
class Repaired:
    """What sure fixes make of a text. `fixes`: how many were applied; `unshown`: changes that are not shown."""

    fixes: int
    changes: tuple[Change, ...]
    unshown: int


def repaired(text: str, findings: Sequence[Finding]) -> Repaired | None:
    """Return what the sure fixes of `findings` make of `text`; None if there are none."""
    fixes = chosen(text, findings, _ALL, SURE)
    if not fixes:
        return None
    changes: list[Change] = []
    at = 0
    groups = 0
    while at < len(fixes):
        start = text.rfind("\n", 0, fixes[at].start) + 1
        end = _line_end(text, fixes[at].end)
        group = [fixes[at]]
        at += 1
        while at < len(fixes) and fixes[at].start <= end:
            group.append(fixes[at])
            end = max(end, _line_end(text, fixes[at].end))
            at += 1
        groups += 1
        if groups <= _LINES:
            changes.append(_change(text, start, end, group))
    return Repaired(len(fixes), tuple(changes), groups - len(changes))


def _line_end(text: str, place: int) -> int:
    """Return the end of the line that the character before `place` is in."""
    found = text.find("\n", max(0, place - 1))
    return len(text) if found < 0 else max(found, place)


def _change(text: str, start: int, end: int, edits: Sequence[Edit]) -> Change:
    before: list[tuple[str, bool]] = []
    after: list[tuple[str, bool]] = []
    reached = start
    for edit in edits:
        kept = _around(text[reached : edit.start], left=reached != start, right=True)
        before += [(kept, False), (_around(edit.removed), True)]
        after += [(kept, False), (_around(edit.inserted), True)]
        reached = edit.end
    rest = _around(text[reached:end], right=False)
    return Change(_words([*before, (rest, False)]), _words([*after, (rest, False)]))


def _around(text: str, *, left: bool = True, right: bool = True) -> str:
    """Return the beginning of a long stretch (`left`), its end (`right`), or both."""
    if len(text) <= _CONTEXT * (left + right) + 20:
        return text
    return (text[:_CONTEXT] if left else "") + " … " + (text[-_CONTEXT:] if right else "")


def _words(parts: Sequence[tuple[str, bool]]) -> Words:
    return tuple((lines(part), differs) for part, differs in parts if part)
