"""Another article of the run has mostly the same words.

The share of five-word shingles of one article that stand in the other is exact (up to 32-bit hash collisions); it is
computed only for pairs that share a shingle of a FracMinHash sketch, which keeps one hash in sixteen and at least
the eight smallest. A copy of half an article is found even when the other article is far longer, which plain
MinHash, an estimate of the Jaccard index, would miss.

What it is for: an undated article takes the date of its near-copy, and sister articles can be compared.

Source of the sketch: Irber et al. 2022, "Lightweight compositional analysis of metagenomes with FracMinHash".
"""

from __future__ import annotations

import base64
import itertools
import re
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.corpus_check import Row
from auditor.document import Document

stage = "gather"

WORDS = 5
ONE_IN = 16
AT_LEAST = 8
COPY = 0.5
"""Share of the shingles of either article from which the two count as near-copies."""
_WORD = re.compile(r"\w+")
_MIX = np.uint32(0x9E3779B1)
"""Odd, so that multiplying by it loses nothing; of two equal words in another order it makes another hash."""
CROWD = 64
"""More articles than this under one key are compared with the first of them only: all copies of one text."""


def keys(document: Document) -> Iterator[str]:
    """Yield the sketch."""
    yield from map(str, _sketch(_shingles(document)))


def row(document: Document) -> Mapping[str, Any]:
    """Return the shingles (base64 of sorted 32-bit hashes) and the article's own date."""
    own = document.own_date
    return {
        "shingles": base64.b64encode(_shingles(document).tobytes()).decode("ascii"),
        "date": own.date.isoformat() if own else None,
    }


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield each article of a pair with what it shares with the other."""
    pairs = ((rows[0], other) for other in rows[1:]) if len(rows) > CROWD else itertools.combinations(rows, 2)
    for one, other in pairs:
        in_other, in_one = _containment(one.data["shingles"], other.data["shingles"])
        if max(in_other, in_one) >= COPY:
            yield one.ordinal, _verdict(other, in_other, in_one)
            yield other.ordinal, _verdict(one, in_one, in_other)


@lru_cache(maxsize=4096)
def _containment(one: str, other: str) -> tuple[float, float]:
    """Return the share of the first article's shingles that stand in the second, and the other way round."""
    left, right = _unpack(one), _unpack(other)
    common = len(left & right)
    return common / len(left), common / len(right)


def _verdict(other: Row, contained: float, contains: float) -> Mapping[str, Any]:
    return {
        "article_id": other.article_id,
        "contained": round(contained, 3),
        "contains": round(contains, 3),
        "date": other.data["date"],
    }


@lru_cache(maxsize=1)
def _shingles(document: Document) -> NDArray[np.uint32]:
    """Return the hashes of all runs of words, sorted; `keys` and `row` ask for the same article in turn."""
    words = " ".join(_WORD.findall(document.text.casefold())).encode("utf-8", "surrogatepass").split()
    hashes = np.fromiter(map(zlib.crc32, words), np.uint32, len(words))
    if len(words) < WORDS:
        return hashes[:0]
    rolled = hashes[: len(words) - WORDS + 1].copy()
    for shift in range(1, WORDS):
        rolled *= _MIX
        rolled += hashes[shift : len(words) - WORDS + 1 + shift]
    return np.unique(rolled)


def _sketch(shingles: NDArray[np.uint32]) -> list[int]:
    kept: list[int] = shingles[shingles % ONE_IN == 0].tolist()
    return kept if len(kept) >= AT_LEAST else sorted({*kept, *shingles[:AT_LEAST].tolist()})


@lru_cache(maxsize=1024)
def _unpack(shingles: str) -> frozenset[int]:
    hashes = array("I")
    hashes.frombytes(base64.b64decode(shingles))
    return frozenset(hashes)
