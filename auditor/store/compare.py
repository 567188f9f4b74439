"""Which findings of an article are new, still there and fixed.

The fingerprint decides: rule, words of the span, three words on either side. A re-scrape can change a word beside a
finding or inside it, and with it the fingerprint; so what is left over on both sides is paired by rule and words, each
finding once, in the order of the text:

1. the same fingerprint;
2. the same rule, field and words;
3. the same rule and field, and words or message that are alike by at least `ALIKE`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz

ALIKE = 80.0
"""Indel similarity, 0 to 100, from which two findings of one rule count as one that was edited."""
_AT_MOST = 64
"""Findings of one rule that are compared with each other; beyond it, only equal ones are paired."""
_WORD = re.compile(r"\w+")


class Known(Protocol):
    """What is needed of a finding, from a run or from a store."""

    @property
    def rule(self) -> str: ...  # noqa: D102  (as of Finding)
    @property
    def field(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102
    @property
    def fingerprint(self) -> str: ...  # noqa: D102
    @property
    def preview(self) -> bool: ...  # noqa: D102


Old = TypeVar("Old", bound=Known)
New = TypeVar("New", bound=Known)


@dataclass(frozen=True, slots=True)
class Compared(Generic[Old, New]):
    """`still`: pairs of an old finding and the new one it has become. `new`, `fixed`: what is left over."""

    still: list[tuple[Old, New]]
    new: list[New]
    fixed: list[Old]


def compare(old: Sequence[Old], new: Sequence[New]) -> Compared[Old, New]:
    """Compare the findings of one article then and now, each in the order of the text."""
    still: list[tuple[Old, New]] = []
    olds, news = list(old), list(new)
    for key in (_fingerprint, _words):
        olds, news = _pair(olds, news, key, still)
        if not olds or not news:
            break
    if olds and news:
        olds, news = _pair_alike(olds, news, still)
    return Compared(still, news, olds)


def _fingerprint(item: Known) -> Hashable:
    return item.fingerprint


def _words(item: Known) -> Hashable:
    return item.rule, item.field, _folded(item.text)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()


def _pair(
    olds: list[Old], news: list[New], key: Callable[[Known], Hashable], still: list[tuple[Old, New]]
) -> tuple[list[Old], list[New]]:
    waiting: defaultdict[Hashable, list[Old]] = defaultdict(list)
    for old in reversed(olds):
        waiting[key(old)].append(old)
    left = []
    taken = set()
    for item in news:
        same = waiting.get(key(item))
        if same:
            met = same.pop()
            taken.add(id(met))
            still.append((met, item))
        else:
            left.append(item)
    return [old for old in olds if id(old) not in taken], left


def _pair_alike(olds: list[Old], news: list[New], still: list[tuple[Old, New]]) -> tuple[list[Old], list[New]]:
    rules: defaultdict[tuple[str, str], list[Old]] = defaultdict(list)
    for old in olds:
        rules[old.rule, old.field].append(old)
    left, taken = [], set()
    for item in news:
        candidates = [other for other in rules.get((item.rule, item.field), ())[:_AT_MOST] if id(other) not in taken]
        best = max(candidates, key=lambda other: _likeness(other, item), default=None)
        if best is not None and _likeness(best, item) >= ALIKE:
            taken.add(id(best))
            still.append((best, item))
        else:
            left.append(item)
    return [old for old in olds if id(old) not in taken], left


def _likeness(one: Known, other: Known) -> float:
    return max(fuzz.ratio(one.text, other.text), fuzz.ratio(one.message, other.message))
