"""One-letter slips: which spellings lie one slip away, and what kind of slip parts two spellings."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal

Slip = Literal["swap", "double", "undouble", "missing", "extra", "vowel", "key", "other", "far"]

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = frozenset(
    pair
    for number, row in enumerate(_ROWS)
    for at, key in enumerate(row)
    for other in (
        *row[max(0, at - 1) : at + 2],
        *(_ROWS[number + 1][max(0, at - 1) : at + 1] if number < 2 else ""),
    )
    if other != key
    for pair in (key + other, other + key)
)

COSTS: dict[Slip, float] = {
    "swap": 2.2,
    "double": 2.0,
    "undouble": 2.2,
    "missing": 3.2,
    "extra": 3.2,
    "vowel": 3.0,
    "key": 3.2,
    "other": 4.2,
    "far": 8.0,
}
"""How unlikely each slip is, as a natural log; set by hand from slips of published news."""


def one_slip_away(word: str, known: Container[str], alphabet: str = ALPHABET) -> Iterator[str]:
    """Yield the spellings in `known` that one letter added, lost, replaced or two letters swapped make of `word`."""
    spellings: list[str] = []
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        spellings += [head + letter + tail for letter in alphabet]
        if tail:
            rest = tail[1:]
            spellings.append(head + rest)
            spellings += [head + letter + rest for letter in alphabet]
        if len(tail) > 1:
            spellings.append(head + tail[1] + tail[0] + tail[2:])
    for spelling in dict.fromkeys(filter(known.__contains__, spellings)):
        if spelling != word:
            yield spelling


def shared_start(one: str, other: str) -> int:
    """Return how many letters two spellings share before they begin to differ."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def unlike(printed: str, meant: str) -> tuple[int, str, str]:
    """Return where two spellings begin to differ, and what is left of each without the start and the end they share."""
    start = shared_start(printed, meant)
    a, b = printed[start:], meant[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return start, a, b


def slip_between(printed: str, meant: str) -> Slip:
    """Return the slip that makes `printed` of `meant`, "far" if one slip does not."""
    start, a, b = unlike(printed, meant)
    match len(a), len(b):
        case 0, 1:
            return "undouble" if start and meant[start - 1] == b else "missing"
        case 1, 0:
            return "double" if start and printed[start - 1] == a else "extra"
        case 1, 1:
            if a in "aeiou" and b in "aeiou":
                return "vowel"
            return "key" if a + b in _KEYS else "other"
        case 2, 2 if a == b[::-1]:
            return "swap"
    return "far"


def cost(printed: str, meant: str) -> float:
    """Return how unlikely the slip from `meant` to `printed` is: dearer at the first letter and for a final s."""
    return COSTS[slip_between(printed, meant)] + cost_of_place(printed, meant)


def cost_of_place(printed: str, meant: str) -> float:
    """Return what a slip at the first letter costs more, and one that adds or drops a final s."""
    dear = 0.0
    if printed[:1] != meant[:1]:
        dear += 2.0
    if printed == meant + "s" or meant == printed + "s":
        dear += 2.5
    return dear
