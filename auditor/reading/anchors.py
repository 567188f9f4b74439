"""Which of some short texts stand in an article: one scan for all checks that declare what they need.

A check that looks for a sign seen in few articles names it (`needs` in its module, see `auditor.check`); where none of
its anchors stands in the text, the engine does not start it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

BEYOND_ASCII = "beyond ASCII"
"""The anchor that every text with a character beyond ASCII has."""


@dataclass(frozen=True, slots=True)
class AnchorTable:
    """Anchors made ready for the scan; `signs` are those of one character."""

    signs: frozenset[str]
    longer: tuple[str, ...]
    automaton: Any

    def standing_in(self, text: str) -> frozenset[str]:
        """Return the anchors that stand in `text`, letter for letter; all of them where it is no valid Unicode."""
        found = {sign for sign in self.signs if sign in text}
        if not text.isascii():
            found.add(BEYOND_ASCII)
        if self.automaton is not None:
            try:
                found.update([self.longer[at] for at, _, _ in self.automaton.find_matches_as_indexes(text, True)])
            except UnicodeEncodeError:  # half of a surrogate pair, which the library does not take
                found |= {BEYOND_ASCII, *self.signs, *self.longer}
        return frozenset(found)


def make_anchor_table(anchors: Iterable[str]) -> AnchorTable:
    """Return a table of anchors, each once."""
    rows = sorted({*anchors} - {BEYOND_ASCII})
    longer = tuple(row for row in rows if len(row) > 1)
    automaton = None
    if longer:
        from ahocorasick_rs import AhoCorasick  # noqa: PLC0415  (compiled code, loaded when first needed)

        automaton = AhoCorasick(longer)
    return AnchorTable(frozenset(row for row in rows if len(row) == 1), longer, automaton)
