"""An article as arrays: code points, classes of characters and hashed words, from which the line model counts.

Everything about all lines is counted in one sweep of numpy, so that a line costs microseconds and a hostile text no
more than its length. Words are runs of letters and digits; a hash of 64 bits stands for a word from here on.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from auditor.reading.lines import Line

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

MARK, LETTER, CAPITAL, DIGIT, SPACE = range(5)
"""Classes of characters; LETTER is every letter that is not a capital."""

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_PAIR = np.uint64(0xA0761D6478BD642F)
_SHIFT = np.uint64(32)
_LONGEST_WORD = 32
"""Characters of a word that count for its hash."""


def mix(values: Hashes) -> Hashes:
    """Return the hashes with every bit of the input spread over all bits."""
    values = (values ^ (values >> _SHIFT)) * _MIX
    return values ^ (values >> _SHIFT)


@functools.cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return class and lower case of every code point of the basic plane."""
    kinds, lower = np.zeros(0x10000, np.uint8), np.arange(0x10000, dtype=np.uint32)
    for code in range(0x10000):
        char = chr(code)
        if char.isalpha():
            kinds[code] = CAPITAL if char.isupper() else LETTER
            small = char.lower()
            lower[code] = ord(small) if len(small) == 1 else code
        elif char.isdigit():
            kinds[code] = DIGIT
            lower[code] = ord("0")
        elif char.isspace():
            kinds[code] = SPACE
    return kinds, lower


@functools.cache
def _powers() -> Hashes:
    with np.errstate(over="ignore"):
        return np.multiply.accumulate(np.full(_LONGEST_WORD, _BASE, np.uint64))


def pairs(first: Hashes, second: Hashes) -> Hashes:
    """Return the hash of each two words that follow one another."""
    return mix(first * _PAIR + second)


@dataclass(frozen=True)
class Codes:
    """The text with one line feed put before and behind it, and round every line.

    `points`: lower-cased code points, digits as 0. `kinds`: classes, of the text as delivered. `starts`, `ends`: the
    lines, as offsets into these arrays (one more than in the text).
    """

    points: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    starts: Ints
    ends: Ints

    @cached_property
    def _words(self) -> tuple[Ints, Ints]:
        inside = (self.kinds >= LETTER) & (self.kinds <= DIGIT)
        edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        return edges[0::2], edges[1::2]

    @property
    def word_starts(self) -> Ints:
        """Offset of the first character of each word."""
        return self._words[0]

    @property
    def word_ends(self) -> Ints:
        """Offset behind the last character of each word."""
        return self._words[1]

    @cached_property
    def word_lines(self) -> Ints:
        """The line in which each word stands, from 0."""
        return np.searchsorted(self.starts, self.word_starts, "right") - 1

    @cached_property
    def words(self) -> Hashes:
        """The hash of each word; case does not count, nor which digits it has."""
        starts, ends = self._words
        if not len(starts):
            return np.zeros(0, np.uint64)
        widths = np.minimum(ends - starts, _LONGEST_WORD)
        stops = np.cumsum(widths)
        within = np.arange(stops[-1]) - np.repeat(stops - widths, widths)
        values = self.points[np.repeat(starts, widths) + within].astype(np.uint64) * _powers()[within]
        return mix(np.add.reduceat(values, stops - widths))

    @cached_property
    def word_counts(self) -> Ints:
        """Number of words of each line."""
        return np.bincount(self.word_lines, minlength=len(self.starts))

    @cached_property
    def first_words(self) -> Ints:
        """Index of the first word of each line (where it has words)."""
        return np.cumsum(self.word_counts) - self.word_counts

    @cached_property
    def bigrams(self) -> Hashes:
        """The hash of each word with the word behind it; 0 where that stands in another line."""
        words = self.words
        found = np.zeros(len(words), np.uint64)
        if len(words) > 1:
            same = self.word_lines[1:] == self.word_lines[:-1]
            found[:-1] = np.where(same, pairs(words[:-1], words[1:]), 0)
        return found


def read_codes(text: str, lines: tuple[Line, ...]) -> Codes:
    """Return the arrays of `text`; `lines` are its lines that are not blank."""
    starts = np.array([line.span.start for line in lines], np.int64)
    ends = np.array([line.span.end for line in lines], np.int64)
    return _codes(text, starts, ends)


def word_codes(line: str) -> Codes:
    """Return the arrays of a single line of text."""
    return _codes(line, np.array([0]), np.array([len(line)]))


def hashed(phrase: str) -> int:
    """Return the hash under which a word, or two words that follow one another, stand in `words` and `bigrams`."""
    codes = word_codes(phrase)
    return int(codes.words[0]) if len(codes.words) == 1 else int(codes.bigrams[0])


def _codes(text: str, starts: Ints, ends: Ints) -> Codes:
    raw = np.frombuffer(f"\n{text}\n".encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds_of, lower_of = _tables()
    clipped = np.minimum(raw, 0xFFFF)
    points = np.where(raw > 0xFFFF, raw, lower_of[clipped]).astype(np.uint32)
    points[starts] = 10
    points[ends + 1] = 10
    return Codes(points, kinds_of[clipped], starts + 1, ends + 1)
