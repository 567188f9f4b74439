"""What the translation model looks at: words, patterns of grammar and letters of a text, counted by hash.

Line breaks, the style of quotation marks and dashes and the digits of numbers are houses' habits, so they are made
uniform first. Three kinds of n-grams are then hashed into buckets:

    words     one or two words in lower case, numbers as 0
    patterns  one to three places, where only words of grammar and marks stay ("the …tion of"): topic drops out
    letters   three to five characters, in lower case

The hash is CRC-32 of the word, mixed by multiplication: the same in every process and on every machine.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from auditor import knowledge
from auditor.reading.lexicon import lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Buckets = NDArray[np.uint32]

BITS: Mapping[str, int] = {"words": 18, "patterns": 17, "letters": 17}
"""Kind of n-gram to the binary logarithm of the number of its buckets."""
LONGEST: Mapping[str, int] = {"words": 2, "patterns": 3}
"""Kind of n-gram to the most places it spans."""

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_UNIFORM = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛`´′‹›", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
_MOST_KNOWN = 100_000


@dataclass(frozen=True, slots=True)
class Patterns:
    """The buckets of one text, a row of bucket numbers for each kind of n-gram, in the order of the text.

    `tokens`: words, runs of digits and marks of the normalised text. `characters`: its length in code points.
    """

    tokens: tuple[str, ...]
    characters: int
    buckets: Mapping[str, Buckets]

    @property
    def words(self) -> int:
        """How many of the tokens are words."""
        return sum(token[0].isalpha() for token in self.tokens)


def normalised(text: str) -> str:
    """Return `text` with uniform quotation marks, dashes and blanks."""
    if not text.isascii():
        for mark, uniform in _UNIFORM.items():
            text = text.replace(mark, uniform)
    return " ".join(text.split())


def read_word_patterns(text: str) -> Patterns:
    """Return the buckets of `text`."""
    plain = normalised(text)
    tokens = _TOKEN.findall(plain)
    known = _known()
    # Both numbers of a token in one look-up: its word in the low half, its class in the high one.
    pairs = np.fromiter(map(known.__getitem__, tokens), np.uint64, len(tokens))
    words, classes = pairs.astype(np.uint32), (pairs >> np.uint64(32)).astype(np.uint32)
    buckets = {
        "words": _hashed(_runs(words, LONGEST["words"]), BITS["words"]),
        "patterns": _hashed(_runs(classes, LONGEST["patterns"]), BITS["patterns"]),
        "letters": _hashed(_letter_runs(plain), BITS["letters"]),
    }
    return Patterns(tuple(tokens), len(plain), buckets)


def spelt(tokens: tuple[str, ...], kind: str, place: int) -> str:
    """Return the n-gram at `place` of `Patterns.buckets[kind]` in words."""
    length, first = 1, place
    while first > len(tokens) - length:
        first -= len(tokens) - length + 1
        length += 1
    part = class_of if kind == "patterns" else _folded
    return " ".join(part(token) for token in tokens[first : first + length])


def class_of(token: str) -> str:
    """Return what a token counts as in a pattern: itself if it is grammar or a mark, else its kind or its ending."""
    kept, endings = _lists()
    low = token.lower()
    if low in kept:
        return low
    first = token[0]
    if not first.isalpha():
        return "0" if first.isdigit() else "¶"
    if not first.islower():
        return "NAME" if len(token) > 1 and token.isupper() else "Name" if token.isascii() else "Ñame"
    if not token.isascii():
        return "wörd"
    if low not in lexicon():
        return "(unknown)"
    return next((f"…{ending}" for ending in endings if low.endswith(ending)), "…")


class _Known(dict[str, int]):
    """Tokens met so far; a token's numbers depend on it alone, so forgetting them changes nothing."""

    def __missing__(self, token: str) -> int:
        if len(self) > _MOST_KNOWN:  # memory stays flat however many articles pass
            self.clear()
        value = self[token] = zlib.crc32(_folded(token).encode("utf-8", "surrogatepass")) | (
            zlib.crc32(class_of(token).encode("utf-8", "surrogatepass")) << 32
        )
        return value


def _folded(token: str) -> str:
    return "0" if token[0].isdigit() else token.lower()


@functools.cache
def _known() -> _Known:
    return _Known()


def is_grammar(word: str) -> bool:
    """Return whether a pattern keeps `word` (in lower case) as it is."""
    return word in _lists()[0]


@functools.cache
def _lists() -> tuple[frozenset[str], tuple[str, ...]]:
    lists = knowledge.toml("translation/grammar.toml")
    return frozenset([*lists["words"], *lists["marks"]]), tuple(lists["endings"])


def _runs(numbers: Buckets, longest: int) -> Buckets:
    """Return a number for every run of one to `longest` neighbours, the short ones first."""
    found = [numbers]
    for length in range(1, longest):
        shorter = found[-1]
        found.append(
            (shorter[:-1] * np.uint32(0x9E3779B1)) ^ (numbers[length:] + np.uint32(0x85EBCA77 * length & _ALL))
        )
    return np.concatenate(found)


_ALL = 0xFFFFFFFF


def _letter_runs(text: str) -> Buckets:
    """Return a number for every run of three to five characters; six bits a character, so none are confused."""
    letters = np.frombuffer(text.encode("latin-1", "replace").translate(_SIX_BITS), np.uint8).astype(np.uint32)
    six = np.uint32(6)
    two = (letters[:-1] << six) | letters[1:]
    three = (two[:-1] << six) | letters[2:]
    four = (three[:-1] << six) | letters[3:]
    five = (four[:-1] << six) | letters[4:]
    return np.concatenate((three, four | np.uint32(1 << 30), five | np.uint32(1 << 31)))


def _hashed(numbers: Buckets, bits: int) -> Buckets:
    """Return numbers spread over `2 ** bits` buckets."""
    mixed = (numbers ^ (numbers >> np.uint32(15))) * np.uint32(2654435761)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0x85EBCA6B)
    mixed >>= np.uint32(32 - bits)
    return mixed


def _six_bits() -> bytes:
    """Return the class of each Latin-1 character: 0 blank, letters by their lower case, 27 digits, marks, the rest."""
    marks = ".,'\"-:;!?()$%&/[]#@*+=_<>|~^{}\\"
    table = bytearray()
    for code in range(256):
        char = chr(code).lower()
        if "a" <= char <= "z":
            table.append(ord(char) - ord("a") + 1)
        elif char in marks:
            table.append(28 + marks.index(char))
        else:
            table.append(0 if char == " " else 27 if char in "0123456789" else 61 if char.isalpha() else 62)
    return bytes(table)


_SIX_BITS = _six_bits()
