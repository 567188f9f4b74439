"""Weights of one, two and three words in a row, from a file in the trie format of pocketsphinx, asked in batches.

A question about one word after two others takes a microsecond or two; asked word by word through a library, most of
that is the making of strings. Here words are numbers, the runs of two and three words are sorted arrays of numbers,
and all questions about an article are one search in each. The values are those of the library, to the last bit.

File: the title, the number of orders and of runs of each, all little-endian; tables of 65,536 values for quantised
weights (runs of two: probability and back-off; runs of three: probability); 12 bytes for each word (probability and
back-off as 32-bit floats, number of its first run of two); the runs of two and of three as fields of bits, sorted by
the words before within each word; the words themselves. A run is kept from its last word backwards.
"""

from __future__ import annotations

import math
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_TITLE = b"Trie Language Model\x03"
_BINS = 1 << 16
_BIN_BITS = 16
_PADDING = 8
"""Bytes behind each field of bits, so that its last entry can be read as a whole 64-bit word."""

UNSEEN = -1
"""The number of every word that the file does not have."""


@dataclass(frozen=True, slots=True)
class _Bits:
    """Entries of `width` bits one after the other; `words` starts a 64-bit word at each byte of them."""

    words: NDArray[np.uint64]
    width: int

    def column(self, count: int, skip: int, length: int) -> NDArray[np.uint32]:
        """Return the `length` bits behind the first `skip` of each of the first `count` entries."""
        found = np.empty(count, np.uint32)
        # Entries that begin at the same bit of a byte lie a fixed number of bytes apart: read with one stride each.
        period = 8 // math.gcd(self.width, 8)
        for first in range(min(period, count)):
            start = first * self.width + skip
            row = self.words[start >> 3 :: period * self.width // 8][: len(range(first, count, period))]
            found[first::period] = (row >> np.uint64(start & 7)) & np.uint64((1 << length) - 1)
        return found

    def at(self, entries: Numbers, skip: int) -> Numbers:
        """Return the sixteen bits behind the first `skip` of some entries."""
        start = entries * self.width + skip
        found: Numbers = (self.words[start >> 3].astype(np.int64) >> (start & 7)) & (_BINS - 1)
        return found

    def one(self, entry: int, skip: int) -> int:
        """Return the same of one entry."""
        start = entry * self.width + skip
        return (int(self.words[start >> 3]) >> (start & 7)) & (_BINS - 1)


def shifted(row: Numbers, by: int) -> Numbers:
    """Return the row moved to the right, its last ones first: `numpy.roll` for one or two places, in a fraction."""
    return np.concatenate((row[-by:], row[:-by]))


class Ngrams:
    """Weights of words and of runs of two and three words; a word is its number in `index`, `UNSEEN` if it has none.

    Weights come as whole steps of the file, natural logs of probabilities ten thousand to one.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        title = data[: len(_TITLE)]
        if title != _TITLE:
            raise ValueError(f"{path.name} begins with {title!r}; allowed: {_TITLE!r}; install pocketsphinx again")
        at = len(_TITLE)
        words, pairs, triples = struct.unpack_from("<3I", data, at)
        at += 12 + 4  # the kind of quantisation: there is one
        bins = np.frombuffer(data, "<f4", 3 * _BINS, at).reshape(3, _BINS)
        self._pair_weight, self._pair_back_off, self._triple_weight = bins.astype(np.float32)
        at += bins.nbytes
        row = np.dtype([("weight", "<f4"), ("back_off", "<f4"), ("first", "<u4")])
        single = np.frombuffer(data, row, words + 1, at)
        self._weight, self._back_off = (
            np.ascontiguousarray(single[name], np.float32) for name in ("weight", "back_off")
        )
        at += single.nbytes
        self._word_bits, first_bits = words.bit_length(), triples.bit_length()
        self._pairs, at = _bits(data, at, pairs, self._word_bits + 2 * _BIN_BITS + first_bits)
        self._triples, at = _bits(data, at, triples, self._word_bits + _BIN_BITS)
        self.index = {word: number for number, word in enumerate(data[at + 4 :].decode().split("\0")[:words])}
        # The counts at the head size the fields; the first word that is not there tells how many runs there are.
        firsts = single["first"].astype(np.int64)
        count = int(firsts[-1])
        before = self._pairs.column(count, 0, self._word_bits)
        self._pair_keys = _Keys(firsts, before, self._word_bits)
        firsts = self._pairs.column(count + 1, self._word_bits + 2 * _BIN_BITS, first_bits).astype(np.int64)
        before = self._triples.column(int(firsts[-1]), 0, self._word_bits)
        # Two in 1.67 million stand out of order in the model of the wheel and may not be found.
        self._triple_keys = _Keys(firsts, before, self._word_bits)

    def numbers(self, words: Iterable[str]) -> Numbers:
        """Return the numbers of `words`."""
        get = self.index.get
        return np.array([get(word, UNSEEN) for word in words], np.int64)

    def alone(self) -> Numbers:
        """Return the weight of each word whatever stands before it, by its number."""
        found: Numbers = self._weight[: len(self.index)].astype(np.int64)
        return found

    def step(self, word: int, one: int = UNSEEN, two: int = UNSEEN) -> int:
        """Return the weight of one seen word after two others."""
        pair = self._find_pair(word, one)
        if pair >= 0:
            if two >= 0 and (triple := self._triple_keys.find_one(pair << self._word_bits | two)) >= 0:
                return int(self._triple_weight[self._triples.one(triple, self._word_bits)])
            weight = self._pair_weight[self._pairs.one(pair, self._word_bits + _BIN_BITS)]
        else:
            weight = self._weight[word]
            if one >= 0:
                weight += self._back_off[one]
        if two >= 0 and (back := self._find_pair(one, two)) >= 0:
            weight += self._pair_back_off[self._pairs.one(back, self._word_bits)]
        return int(weight)

    def pairs(self, words: Numbers, before: Numbers) -> Numbers:
        """Return the place of each run of two words, -1 where there is none."""
        keys = words << self._word_bits | before
        keys[(words < 0) | (before < 0)] = -1
        return self._pair_keys.find(keys)

    def steps(self, words: Numbers, one: Numbers, two: Numbers, pairs: Numbers, back: Numbers) -> Numbers:
        """Return the weights of `words` after the words `one` before and `two` before them.

        All of one length. `pairs`, `back`: the places of the runs of two that end in `words` and in `one`. The weight
        of an unseen word means nothing.
        """
        bits = self._word_bits
        weight = self._weight[words]
        longer = pairs >= 0
        seen = longer.nonzero()[0]
        weight[seen] = self._pair_weight[self._pairs.at(pairs[seen], bits + _BIN_BITS)]
        shorter = (~longer & (one >= 0)).nonzero()[0]
        weight[shorter] += self._back_off[one[shorter]]
        backed = (back >= 0).nonzero()[0]
        weight[backed] += self._pair_back_off[self._pairs.at(back[backed], bits)]
        asked = (longer & (two >= 0)).nonzero()[0]
        triples = self._triple_keys.find(pairs[asked] << bits | two[asked])
        known = (triples >= 0).nonzero()[0]
        weight[asked[known]] = self._triple_weight[self._triples.at(triples[known], bits)]
        return weight.astype(np.int64)

    def _find_pair(self, word: int, before: int) -> int:
        return self._pair_keys.find_one(word << self._word_bits | before) if word >= 0 and before >= 0 else -1


def _bits(data: mmap.mmap, start: int, entries: int, width: int) -> tuple[_Bits, int]:
    """Return a field of bits and where it ends: one entry more than it has, whole bytes and padding."""
    size = ((entries + 1) * width + 7) // 8 + _PADDING
    return _Bits(np.ndarray((size - 7,), "<u8", data, start, (1,)), width), start + size


class _Keys:
    """Numbers in rising order, by which runs are found: `place` is where a number stands, -1 if nowhere."""

    _BLOCK = 32

    def __init__(self, firsts: NDArray[np.int64], before: NDArray[np.uint32], bits: int) -> None:
        """Make one number of each run, of what it ends in (`firsts` tells its first runs) and of the word before."""
        size = len(before) + -len(before) % self._BLOCK
        keys = np.full(size, np.iinfo(np.int64).max)
        keys[: len(before)] = np.repeat(np.arange(len(firsts) - 1, dtype=np.int64) << bits, np.diff(firsts))
        keys[: len(before)] |= before
        self._blocks = keys.reshape(-1, self._BLOCK)
        self._heads = self._blocks[:, 0].copy()
        self._all = keys.data

    def find(self, asked: Numbers) -> Numbers:
        """Return the place of each number.

        The array is far larger than the cache: what is searched is a small one of each block's first number, and of
        the large one only the block.
        """
        order = asked.argsort()  # in rising order neighbours meet in the cache
        rising = asked[order]
        block = self._heads.searchsorted(rising, "right") - 1
        same = self._blocks[block] == rising[:, None]
        inside = same.argmax(1)
        places = block * self._BLOCK + inside
        places[~same[np.arange(len(inside)), inside]] = -1
        found: Numbers = np.empty_like(places)
        found[order] = places
        return found

    def find_one(self, asked: int) -> int:
        """Return the place of one number."""
        place = bisect_left(self._all, asked)
        return place if place < len(self._all) and self._all[place] == asked else -1
