"""Seven readability values, exactly as textstat computes them.

Flesch reading ease runs from about 0 (hard) to 100 (easy); the other six are American school grades. They describe
length of words and sentences and say nothing about truth. Machine translation often reads harder than its original.

textstat counts the syllables of every word anew for each formula. Here each word is judged once, by textstat's own
functions, and remembered, so the values are textstat's to the last digit at a fraction of the time.
"""

from __future__ import annotations

import functools
import re
import sys
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor import knowledge
from auditor.document import Document
from auditor.measure import Value

LEAST_WORDS = 100
"""The formulas were fitted on samples of 100 words; on less they swing by grades with one sentence."""

names = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
)

_LANGUAGE = "en_US"
_DICTIONARY = "readability/nltk_data/corpora/cmudict/cmudict"
_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas are made of."""

    words: int
    chunks: int
    """Runs between white space, punctuation alone included."""
    sentences: int
    syllables: int
    polysyllables: int
    """Words of three syllables or more."""
    unlisted: int
    """Words that are not on the Dale-Chall list."""
    hard: int
    """Unlisted words of three syllables or more."""
    letters: int
    characters: int


def measures(document: Document) -> Mapping[str, Value]:
    """Return the seven values; None each for a text under 100 words or not in English."""
    if not document.english or len(document.words) < LEAST_WORDS:
        return dict.fromkeys(names)
    return readability(document.text)


def readability(text: str) -> dict[str, Value]:
    """Return the seven values of any text; 0.0 where a formula would divide by zero, as in textstat."""
    n = count(text)
    if not n.sentences or not n.words:
        return {name: 3.1291 if name == "smog_index" and n.sentences else 0.0 for name in names}
    length, syllables = n.words / n.sentences, n.syllables / n.words
    characters = n.characters / n.chunks
    letters, sentences = n.letters / n.words * 100, n.sentences / n.words * 100
    unlisted = 100 * n.unlisted / n.words
    return {
        "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * syllables if syllables else 0.0,
        "flesch_kincaid_grade": (0.39 * length) + (11.8 * syllables) - 15.59 if syllables else 0.0,
        "gunning_fog": 0.4 * (length + 100 * n.hard / n.words),
        "smog_index": (1.043 * (30 * (n.polysyllables / n.sentences)) ** 0.5) + 3.1291,
        "coleman_liau_index": (0.058 * letters) - (0.296 * sentences) - 15.8 if letters else 0.0,
        "automated_readability_index": (4.71 * characters) + (0.5 * length) - 21.43,
        "dale_chall_readability_score": (0.1579 * unlisted) + (0.0496 * length) + (3.6365 if unlisted > 5 else 0),
    }


def count(text: str) -> Counts:
    """Count what the formulas need, in one pass over the runs between white space."""
    chunks = text.split()
    known = _chunks()
    total = sum(map(known.__getitem__, chunks))
    known.forget()
    found = _SENTENCE.findall(text)
    short = sum(_is_short(sentence) for sentence in found)
    words, syllables, polysyllables, unlisted, hard, letters, characters = (
        total >> place & _MASK for place in range(0, 7 * _BITS, _BITS)
    )
    return Counts(
        words=words,
        chunks=len(chunks),
        sentences=max(1, len(found) - short) if text else 0,
        syllables=syllables,
        polysyllables=polysyllables,
        unlisted=unlisted,
        hard=hard,
        letters=letters,
        characters=characters,
    )


_BITS = 40
"""Of each count in the number that stands for a run between white space; no text has so many letters."""
_MASK = (1 << _BITS) - 1
_KEPT = 1 << 15
_MARKS = '.,;:!?()[]"“”…–—'
"""Marks that textstat takes out wherever they stand."""


class _Chunks(dict[str, int]):
    """Runs between white space to what they add to the counts: seven counts in one number, so that one sum adds all.

    What textstat makes of such a run does not depend on those beside it: it takes out punctuation, which leaves one
    word or none.
    """

    def __missing__(self, chunk: str) -> int:
        plain = chunk.strip(_MARKS)
        if plain.isascii() and plain.isalpha():
            words, letters = [plain], len(plain)
        else:
            words, letters = _backend().selections.list_words(chunk), sum(map(len, _LETTERS.findall(chunk)))
        syllables, unlisted, hard = _word(words[0]) if words else (0, False, False)
        total = len(words) + (syllables << _BITS) + ((syllables >= 3) << 2 * _BITS) + (unlisted << 3 * _BITS)
        total += (hard << 4 * _BITS) + (letters << 5 * _BITS) + (len(chunk) << 6 * _BITS)
        self[chunk] = total
        return total

    def forget(self) -> None:
        """Begin anew when there are too many."""
        if len(self) > _KEPT:
            self.clear()


@functools.cache
def _chunks() -> _Chunks:
    return _Chunks()


def _is_short(sentence: str) -> bool:
    """Return whether textstat leaves the sentence out: two words or fewer."""
    chunks = sentence.split(None, 3)[:3]
    if len(chunks) == 3 and all(chunk[0].isalnum() for chunk in chunks):
        return False
    short: bool = _backend().counts.count_words(sentence) <= 2
    return short


@functools.lru_cache(maxsize=_KEPT >> 4)
def _word(word: str) -> tuple[int, bool, bool]:
    """Return the syllables of a word, whether it is off the Dale-Chall list, and whether it is long besides."""
    backend = _backend()
    syllables: int
    if word.isascii() and word.isalpha():
        # What textstat does with such a word, without its layers, which take five times as long.
        small = word.lower()
        spoken = backend.utils.get_cmudict(_LANGUAGE).get(small)
        syllables = len(spoken[0]) if spoken else _breaks(small) + 1
        unlisted = small not in backend.utils.get_lang_easy_words(_LANGUAGE)
        return syllables, unlisted, unlisted and syllables >= 3
    syllables = backend.counts.count_syllables(word, _LANGUAGE)
    if word.isascii():
        unlisted = word.lower() not in backend.utils.get_lang_easy_words(_LANGUAGE)
        return syllables, unlisted, unlisted and syllables >= 3
    # Lower-casing some other letters yields two, which textstat splits again: "İ" has syllables of its own.
    is_difficult = backend.validations.is_difficult_word
    return syllables, is_difficult(word, 0, _LANGUAGE), is_difficult(word, 3, _LANGUAGE)


def _breaks(word: str) -> int:
    """Return in how many places pyphen would part a word, `len(pyphen.positions(word))`.

    pyphen looks up every stretch of the word, and keeps every word for ever. This ends a stretch where no pattern
    begins like it, in half the time, and keeps nothing.
    """
    patterns, beginnings, left, right = _hyphenation()
    row = f".{word}."
    weights = [0] * (len(row) + 1)
    for first in range(len(row) - 1):
        for last in range(first + 1, len(row) + 1):
            stretch = row[first:last]
            if stretch not in beginnings:
                break
            if stretch in patterns:
                offset, values = patterns[stretch]
                for place, value in enumerate(values, first + offset):
                    weights[place] = max(weights[place], value)
    return sum(weight % 2 for weight in weights[left + 1 : len(word) - right + 2])


@functools.cache
def _hyphenation() -> tuple[Mapping[str, tuple[int, tuple[int, ...]]], frozenset[str], int, int]:
    """Return pyphen's patterns, all their beginnings, and how many letters stay before and behind a break at least."""
    pyphen = _backend().utils.get_pyphen(_LANGUAGE)
    patterns: dict[str, tuple[int, tuple[int, ...]]] = pyphen.hd.patterns
    beginnings = frozenset(pattern[:length] for pattern in patterns for length in range(1, len(pattern) + 1))
    return patterns, beginnings, pyphen.left, pyphen.right


@functools.cache
def _backend() -> Any:
    """Return textstat's own functions, over the shipped dictionary.

    textstat imports all of NLTK, which takes more than a second and 100 MB, to read one dictionary, and would download
    that dictionary if it were missing. While it is imported it is handed a stand-in that reads the shipped file.
    """
    others = {name: module for name, module in sys.modules.items() if name == "nltk" or name.startswith("nltk.")}
    for name in others:
        del sys.modules[name]
    stand_in = types.ModuleType("nltk")
    vars(stand_in).update(
        data=types.SimpleNamespace(find=lambda name: name),
        corpus=types.SimpleNamespace(cmudict=types.SimpleNamespace(dict=Syllables)),
    )
    sys.modules["nltk"] = stand_in
    try:
        import textstat.backend  # noqa: PLC0415  (only for those who measure readability)
    finally:
        del sys.modules["nltk"]
        sys.modules.update(others)
    # Whoever imported textstat before brought the real NLTK; it is not asked either.
    vars(sys.modules["textstat.backend.utils._get_cmudict"])["nltk"] = stand_in
    return textstat.backend


class Syllables(Mapping[str, list[list[str]]]):
    """The shipped dictionary as textstat reads it: a word, in lower case, to its first pronunciation.

    textstat counts the phones that end in a figure, one for each syllable; only those are given.
    """

    def __init__(self) -> None:
        lines = knowledge.path(_DICTIONARY).read_text(encoding="utf-8").splitlines()
        self._counts: dict[str, int] = {}
        for line in lines:
            word, phones = line.split(" ", 1)
            # Stress is written as a figure on each vowel; the number of the pronunciation comes first.
            self._counts.setdefault(word.lower(), phones.count("0") + phones.count("1", 1) + phones.count("2", 1))
        self._phones = [[["0"] * number] for number in range(max(self._counts.values()) + 1)]

    def __getitem__(self, word: str) -> list[list[str]]:
        return self._phones[self._counts[word]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)
