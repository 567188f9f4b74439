"""Results of votes: "by a vote of 216-212", "passed 52 to 48"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Tally:
    """The two sides of a vote as printed, with the words of its sentence that tell what was voted on."""

    span: Span
    sides: tuple[int, int]
    words: frozenset[str]


_PAIR = re.compile(
    r"(?<![\d.,/-])(\d{1,3})(?:\s?[-–—]\s?|\sto\s)(\d{1,3})(?![\d%/]|[-–—]\d|[.,]\d|\s(?:percent|per cent|point))"
)
_VOTE = re.compile(
    r"\b(?:vot(?:e[ds]?|ing)|pass(?:ed|es)?|approv\w+|confirm\w+|tally|ballot|cleared|fail(?:s|ed)|rejected)\b"
)
_WORDS = re.compile(r"[A-Za-z][a-z’']{3,}")
_COMMON = frozenset(
    "vote voted votes voting passed passes pass approved approve with that this from have been were will would senate"
    " house result tally senators members lawmakers republicans democrats republican democratic which their after"
    " before".split()
)


def read_votes(text: str) -> tuple[Tally, ...]:
    """Return the tallies with a word of voting within 90 characters."""
    found: list[Tally] = []
    if "vote" not in text:
        return ()
    for match in _PAIR.finditer(text):
        left = max(text.rfind("\n", 0, match.start()), match.start() - 160, 0)
        right = text.find("\n", match.end())
        right = min(right if right >= 0 else len(text), match.end() + 90)
        window = text[left:right]
        at = match.start() - left
        if not _VOTE.search(window[max(0, at - 90) : at + 60]):
            continue
        words = frozenset(w.lower() for w in _WORDS.findall(window)) - _COMMON
        found.append(Tally(Span(match.start(), match.end()), (int(match[1]), int(match[2])), words))
    return tuple(found)
