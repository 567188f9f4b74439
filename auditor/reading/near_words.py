"""What a spelling that is no word may stand for: words one slip away, words that look or sound like it, two words."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping

from auditor.reading.edits import cost, one_slip_away
from auditor.reading.known_names import well_known_names
from auditor.reading.language_model import language_model
from auditor.reading.lexicon import common_words, contractions, known_slips, lexicon
from auditor.reading.slip_prices import price

SPLIT_COST, SHORT_SPLIT_COST, CAMEL_COST = 3.5, 5.0, 2.0
"""How unlikely a lost blank is: between two words, beside a word of one or two letters, before a capital."""

_APOSTROPHE_COST = 1.5
LISTED_COST = 1.8
"""What a slip costs that many people make."""

_LEAST_FAR, _MOST_PRICED, _MOST_FAR = 4, 12, 8
"""Letters of a word that is looked for two slips away; of the frequent words there, how many are priced, and kept."""
_VOWELS = frozenset("aeiouy")
_STRETCHED = re.compile(r"(.)\1\1")
"""Letters are printed three times for the sound of it ("looong"), or one of them slipped in."""


@functools.cache
def _by_start() -> Mapping[str, tuple[str, ...]]:
    """Return the common words of three letters and more by first letter and length, for slips of two letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in common_words():
        if len(word) > 2:
            found[f"{word[0]}{len(word)}"].append(word)
    return {key: tuple(words) for key, words in found.items()}


@functools.cache
def _by_consonants() -> Mapping[str, tuple[str, ...]]:
    """Return the common words of seven letters and more by their consonants in alphabetical order."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in common_words():
        if len(word) >= 7:
            found[_consonants(word)].append(word)
    return {key: tuple(words) for key, words in found.items()}


def _consonants(word: str) -> str:
    """Return the first letter and, sorted, the consonants: what a speller by ear gets right ("definelty")."""
    return word[0] + "".join(sorted({*word} - _VOWELS))


@functools.lru_cache(maxsize=50_000)
def near_words(word: str, *, far: bool = True) -> tuple[tuple[str, float], ...]:
    """Return the common words that `word` (lower case) may stand for, with the cost of the slip.

    `far`: whether words more than one slip away are looked for, where none is nearer.
    """
    near = [(other, price(word, other)) for other in one_slip_away(word, common_words()) if len(other) > 1]
    spoken = contractions().get(word)
    if spoken:
        near += [(other, _APOSTROPHE_COST) for other in spoken]
    listed = [other for other in known_slips().meant_by(word) if other in common_words()]
    if listed:
        near = [item for item in near if item[0] not in listed] + [(other, LISTED_COST) for other in listed]
    elif far and len(word) >= _LEAST_FAR and not _STRETCHED.search(word):
        near += _far_words(word, {other for other, _ in near})
    return tuple(near)


def _far_words(word: str, seen: set[str]) -> list[tuple[str, float]]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (needed for few words)
    from rapidfuzz.process import extract  # noqa: PLC0415  (likewise)

    starts, likely = _by_start(), language_model().word
    pool = [other for length in range(len(word) - 2, len(word) + 3) for other in starts.get(f"{word[0]}{length}", ())]
    near = (other for other, _, _ in extract(word, pool, scorer=OSA.distance, score_cutoff=2, limit=None))
    found = sorted((other for other in near if other not in seen), key=lambda other: (-likely(other), other))
    found = found[:_MOST_PRICED]
    if len(word) >= 7:
        found += [
            other
            for other in _by_consonants().get(_consonants(word), ())
            if abs(len(word) - len(other)) < 3 and 2 < OSA.distance(word, other, score_cutoff=4) <= 4
        ]
    priced = [(other, price(word, other)) for other in found]
    return sorted(priced, key=lambda item: (item[1] - likely(item[0]), item[0]))[:_MOST_FAR]


@functools.lru_cache(maxsize=20_000)
def near_names(word: str) -> tuple[tuple[str, float], ...]:
    """Return the well-known names one slip away from `word` (lower case), with a capital, and the cost of the slip."""
    names = well_known_names()
    return tuple((names[other], cost(word, other)) for other in one_slip_away(word, names))


@functools.lru_cache(maxsize=50_000)
def splits(word: str) -> tuple[tuple[str, str, float], ...]:
    """Return the ways to read `word` as two words, with the cost of a lost blank."""
    listed = frozenset(known_slips().meant_by(word.lower()))
    common, model, known = common_words(), language_model(), lexicon()
    found = []
    for at in range(1, len(word)):
        left, right = word[:at], word[at:]
        camel = left[-1].islower() and right[0].isupper()
        if not camel and not (right.islower() and (left.islower() or left[1:].islower() or left in "AI")):
            continue
        a, b = left.lower(), right.lower()
        if (len(a) == 1 and a not in "ai") or (len(b) == 1 and b not in "ai"):
            continue
        frequent = a in common and b in common
        rare = len(a) > 2 and len(b) > 2 and known.knows(left) and known.knows(right)
        easy = max(model.word(a), model.word(b)) > -11 or len(word) >= 12
        if frequent or (rare and easy):
            price = CAMEL_COST if camel else SHORT_SPLIT_COST if min(len(a), len(b)) < 3 else SPLIT_COST
            if f"{a} {b}" in listed:
                price = LISTED_COST
            found.append((left, right, price))
    return tuple(found)
