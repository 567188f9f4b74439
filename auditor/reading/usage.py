"""What edited news prints: how often two or three words follow each other, and how many outlets print a spelling.

The tables hold hashes and sizes, no words. How they were counted, and under which licence: the model card in
`knowledge/spelling`.
"""

from __future__ import annotations

import functools
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.knowledge import path

_HEAD = struct.Struct("<8sII")
_MAGIC = b"usage-1\n"


def key(*words: str) -> int:
    """Return the hash of a run of words."""
    return zlib.crc32(" ".join(words).encode())


def spelling_key(spelling: str) -> int:
    """Return the hash of a spelling, capitals kept."""
    return zlib.crc32(spelling.encode())


@dataclass(frozen=True, slots=True)
class Usage:
    """Sorted hashes (32 bits, so one look-up in ten thousand finds what is not there) with a size for each."""

    runs: Sequence[int]
    run_sizes: bytes
    spellings: Sequence[int]
    sources_of: bytes

    def run(self, *words: str) -> float:
        """Return the binary log of how often `words` (lower case) follow each other, 0 under the least count kept."""
        number = key(*words)
        at = bisect_left(self.runs, number)
        return self.run_sizes[at] / 4 if at < len(self.runs) and self.runs[at] == number else 0.0

    def sources(self, spelling: str) -> int:
        """Return how many sources print `spelling` as it stands (without possessive), 0 under two."""
        number = spelling_key(spelling)
        at = bisect_left(self.spellings, number)
        return self.sources_of[at] if at < len(self.spellings) and self.spellings[at] == number else 0

    def to_bytes(self) -> bytes:
        """Return the content of the file: a head with both lengths, hashes (little endian), sizes."""
        head = _HEAD.pack(_MAGIC, len(self.runs), len(self.spellings))
        return head + array("I", self.runs).tobytes() + array("I", self.spellings).tobytes() + self.run_sizes + self.sources_of


@functools.cache
def usage() -> Usage:
    """Return the tables, mapped into memory once per process."""
    import mmap  # noqa: PLC0415  (used with this file alone)

    with path("spelling/usage.bin").open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    magic, runs, spellings = _HEAD.unpack_from(view)
    if magic != _MAGIC:
        raise ValueError(f"spelling/usage.bin begins with {bytes(magic)!r}; allowed: {_MAGIC!r}; build it again")
    first = _HEAD.size
    second = first + 4 * runs
    third = second + 4 * spellings
    fourth = third + runs
    return Usage(view[first:second].cast("I"), bytes(view[third:fourth]), view[second:third].cast("I"), bytes(view[fourth:]))
