"""Pairs of words that writers take for each other, told apart by the words around: "its" and "it's", "then" and "than".

For each pair a logistic model over hashed features was taught on news which of the two stands between which words (see
`auditor/training/word_pairs.py`). The trigram model errs on these pairs: the text it was made from has the slips too.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.knowledge import path
from auditor.reading.hash_table import HashTable, map_tables
from auditor.reading.language_model import CLOSE, OPEN

STEP = 0.03
"""What one step of a weight is worth: the natural logarithm of an odds."""

NONE = 128
"""The number that stands for a weight of nothing; those over it speak for the second word of the pair."""


LEAST_SURPLUS = 5.0
"""What the log odds of a pair and half the gain by the language model have to sum up to, unless the list says else."""


@dataclass(frozen=True, slots=True)
class WordPairs:
    """`weights`: by hash of pair and feature; `others`: what each word is taken for, and how sure it takes."""

    weights: HashTable
    others: Mapping[str, tuple[tuple[str, float], ...]]

    def odds(self, words: Sequence[str], at: int, meant: str) -> float:
        """Return the log odds that `meant` and not the word number `at` belongs there, by the words around it."""
        word = words[at]
        one, other = (word, meant) if word < meant else (meant, word)
        pair, get = f"{one}/{other}", self.weights.get
        steps = sum([(get(f"{pair} {feature}") or NONE) - NONE for feature in (*features(words, at), "")])
        return STEP * (steps if meant == other else -steps)


def features(words: Sequence[str], at: int) -> Iterator[str]:
    """Yield what stands around a place: the words, and their endings in place of their kind."""
    left, right = words[at - 1], words[at + 1]
    left2 = words[at - 2] if left != OPEN and at >= 2 else ""
    right2 = words[at + 2] if right != CLOSE and at + 2 < len(words) else ""
    left3 = words[at - 3] if left2 and left2 != OPEN and at >= 3 else ""
    right3 = words[at + 3] if right2 and right2 != CLOSE and at + 3 < len(words) else ""
    kind, kind2, behind, behind2 = _ending(left), _ending(left2), _ending(right), _ending(right2)
    yield f"a {left}"
    yield f"b {right}"
    yield f"c {left2}"
    yield f"d {right2}"
    yield f"e {left} {right}"
    yield f"f {left2} {left}"
    yield f"g {right} {right2}"
    yield f"h {kind}"
    yield f"i {behind}"
    yield f"j {kind} {behind}"
    yield f"k {kind2} {kind}"
    yield f"l {behind} {behind2}"
    yield f"m {kind} {behind} {behind2}"
    yield f"n {kind2} {kind} {behind}"
    yield f"o {right3}"
    yield f"p {left3}"


def _ending(word: str) -> str:
    return word[-3:] if len(word) > 4 else word


def listed_pairs() -> Iterator[tuple[str, str, float]]:
    """Yield the pairs, each in alphabetical order, with the surplus from which a word is called."""
    for row in path("spelling/word_pairs.txt").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            one, other, *least = row.split()
            yield min(one, other), max(one, other), float(least[0]) if least else LEAST_SURPLUS


@functools.cache
def word_pairs() -> WordPairs:
    """Return the models, mapped into memory once per process."""
    others: dict[str, list[tuple[str, float]]] = {}
    for one, other, least in listed_pairs():
        others.setdefault(one, []).append((other, least))
        others.setdefault(other, []).append((one, least))
    (weights,) = map_tables(path("spelling/word_pairs.bin"))
    return WordPairs(weights, {word: tuple(row) for word, row in others.items()})
