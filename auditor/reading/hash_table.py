"""A table from words to small numbers that keeps hashes in place of the words: mapped from a file, nothing to load.

File: 8 bytes of magic, the number of tables and of entries in each (little-endian, 32 bits), then for each table its
hashes in rising order (32 bits each) and a byte for each. Hashes are CRC-32, so about one look-up in thirty thousand
(entries over 2^32) finds what is not there; nothing that matters may hang on a single look-up.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"hashes1\n"


def word_hash(words: str) -> int:
    """Return the hash under which `words` (one, or several with a blank between) are kept."""
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class HashTable:
    """Sorted hashes with a number from 1 to 255 for each."""

    hashes: Sequence[int]
    numbers: Sequence[int]

    def get(self, words: str) -> int:
        """Return the number kept for `words`, 0 if there is none."""
        number = word_hash(words)
        at = bisect_left(self.hashes, number)
        return self.numbers[at] if at < len(self.hashes) and self.hashes[at] == number else 0

    @classmethod
    def of(cls, numbers: Mapping[int, int]) -> HashTable:
        """Return a table of hashes and their numbers."""
        hashes = sorted(numbers)
        return cls(array("I", hashes), bytes(numbers[key] for key in hashes))


def write_tables(file: Path, *tables: HashTable) -> None:
    """Write tables to `file`, which `map_tables` reads."""
    sizes = [len(table.hashes) for table in tables]
    with file.open("wb") as out:
        out.write(_MAGIC + struct.pack(f"<{1 + len(sizes)}I", len(sizes), *sizes))
        for table in tables:
            out.write(struct.pack(f"<{len(table.hashes)}I", *table.hashes))
            # A multiple of four, so that the next table is aligned.
            out.write(bytes(table.numbers) + bytes(-len(table.numbers) % 4))


def map_tables(file: Path) -> tuple[HashTable, ...]:
    """Return the tables of `file`, mapped into memory; ValueError where it is no such file."""
    import mmap  # noqa: PLC0415  (the spelling checks alone use it)

    with file.open("rb") as source:
        view = memoryview(mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ))
    if bytes(view[:8]) != _MAGIC:
        raise ValueError(f"{file.name} begins with {bytes(view[:8])!r}; allowed: {_MAGIC!r}; build it again")
    (count,) = struct.unpack_from("<I", view, 8)
    sizes = struct.unpack_from(f"<{count}I", view, 12)
    at = 12 + 4 * count
    tables = []
    for size in sizes:
        hashes: Sequence[int] = view[at : at + 4 * size].cast("I")
        if sys.byteorder == "big":
            hashes = array("I", hashes)
            hashes.byteswap()
        numbers = view[at + 4 * size : at + 5 * size]
        tables.append(HashTable(hashes, numbers))
        at += 5 * size + -size % 4
    return tuple(tables)
