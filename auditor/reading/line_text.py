"""How much the wording of a line, by itself, looks like page furniture: a hashed bag of characters and words.

Character runs of 3 to 6 over the first 80 and last 40 characters, single words and pairs of the first and last words,
and words that open or close the line, each hashed into one of `BUCKETS`. The score of a line is the sum of the weights
of its buckets, divided by the root of their number. Method: Wang and Manning 2012 (log-count ratios as features).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from auditor.reading.line_codes import Codes, Hashes, Ints, mix

BITS = 18
BUCKETS = 1 << BITS

_HEAD, _TAIL = 80, 40
_FIRST, _LAST = 14, 8
_GRAMS = range(3, 7)
_BASE = np.uint64(0x100000001B3)
_SALTS = mix(np.arange(1, 40, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def _positions(codes: Codes) -> tuple[Ints, Ints, Ints]:
    """Return the offsets that are read, the end of the stretch that each lies in, and its line."""
    # A line feed stands on either side of a line: runs may take it in, which tells openings and endings apart.
    starts, ends = codes.starts - 1, codes.ends + 1
    long = ends - starts > _HEAD + _TAIL
    lines = np.arange(len(starts))
    froms = np.concatenate((starts, ends[long] - _TAIL))
    tos = np.concatenate((np.where(long, starts + _HEAD, ends), ends[long]))
    of = np.concatenate((lines, lines[long]))
    widths = tos - froms
    stops = np.cumsum(widths)
    offsets = np.arange(stops[-1]) - np.repeat(stops - widths, widths) + np.repeat(froms, widths)
    return offsets, np.repeat(tos, widths), np.repeat(of, widths)


def buckets(codes: Codes) -> tuple[NDArray[np.int32], Ints]:
    """Return the buckets of all lines and, for each, the line it belongs to. At least one line is needed."""
    offsets, stops, of = _positions(codes)
    points = codes.points[offsets].astype(np.uint64)
    left = stops - offsets
    found: list[Hashes] = []
    lines: list[Ints] = []
    # Runs may cross from one stretch into the next here; they are sorted out by what is left of theirs.
    hashes = np.zeros(len(offsets), np.uint64)
    for width in range(1, _GRAMS.stop):
        hashes = hashes[: len(offsets) - width + 1] * _BASE + points[width - 1 :]
        if width in _GRAMS:
            whole = left[: len(hashes)] >= width
            found.append(hashes[whole] ^ _SALTS[width])
            lines.append(of[: len(hashes)][whole])
    words, bigrams, word_lines, counts = codes.words, codes.bigrams, codes.word_lines, codes.word_counts
    if len(words):
        rank = np.arange(len(words)) - codes.first_words[word_lines]
        back = counts[word_lines] - 1 - rank
        near = (rank < _FIRST) | (back < _LAST)
        paired = near & (bigrams != 0)
        for values, salt, where in (
            (words, 10, near),
            (bigrams, 11, paired),
            (words, 12, rank == 0),
            (bigrams, 13, paired & (rank == 0)),
            (words, 14, back == 0),
            (bigrams, 15, paired & (back == 1)),
        ):
            found.append(values[where] ^ _SALTS[salt])
            lines.append(word_lines[where])
    return (mix(np.concatenate(found)) >> np.uint64(64 - BITS)).astype(np.int32), np.concatenate(lines)


def text_scores(codes: Codes, weights: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the score of each line: log-odds of furniture, by its wording alone. `weights`: one for each bucket."""
    at, lines = buckets(codes)
    return sums(at, lines, len(codes.starts), weights)


def sums(at: NDArray[np.int32], lines: Ints, count: int, weights: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the scores of `count` lines from what `buckets` returned."""
    total = np.bincount(lines, weights=weights[at], minlength=count)
    size = np.bincount(lines, minlength=count)
    return total / np.sqrt(np.maximum(size, 1))
