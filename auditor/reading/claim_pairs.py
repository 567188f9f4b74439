"""Pairs of sentences of one article that may speak of the same thing: what a language-inference model is asked about.

Retrieval by shared rare words: a model that is shown every pair of sentences would take minutes for an article.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from auditor.reading.sentences import Sentence
from auditor.reading.stems import content_stems, rarity

_SHARED = 3
_COMMON = 8
"""A stem in more sentences than this is the subject of the article and tells no two of them apart."""


def read_claim_pairs(sentences: tuple[Sentence, ...], most: int = 40) -> tuple[tuple[Sentence, Sentence], ...]:
    """Return the pairs with the most rare words in common, at most `most`, the most telling first."""
    stems = [frozenset(content_stems(sentence.text)) for sentence in sentences]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(stems):
        if 4 <= len(found) <= 60:
            for one in found:
                holders[one].append(number)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one, numbers in holders.items():
        if 1 < len(numbers) <= _COMMON:
            for pair in combinations(numbers, 2):
                shared[pair].append(one)
    ranked = sorted(
        (-sum(map(rarity, words)) / max(1, min(len(stems[a]), len(stems[b]))), a, b)
        for (a, b), words in shared.items()
        if len(words) >= _SHARED and sentences[a].text != sentences[b].text
    )
    return tuple((sentences[a], sentences[b]) for _, a, b in ranked[:most])
