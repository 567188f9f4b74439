"""What edited news prints: how often two or three words follow each other, and how many outlets print a spelling.

Tables of hashes and sizes, no words. How they were counted, and their licence: `knowledge/spelling/MODEL_CARD.md`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from auditor.knowledge import path
from auditor.reading.hash_table import HashTable, map_tables

STEPS = 4
"""Steps in which a count is kept, to each doubling."""


@dataclass(frozen=True, slots=True)
class Usage:
    """`runs`: `STEPS` times the binary log of the count of two or three words; `spellings`: numbers of sources."""

    runs: HashTable
    spellings: HashTable

    def run(self, *words: str) -> float:
        """Return the binary log of how often `words` (lower case) follow each other, 0 under the least count kept."""
        return self.runs.get(" ".join(words)) / STEPS

    def sources(self, spelling: str) -> int:
        """Return how many sources print `spelling` as it stands (without possessive), 0 under two, 255 at most."""
        return self.spellings.get(spelling)


@functools.cache
def usage() -> Usage:
    """Return the tables, mapped into memory once per process."""
    return Usage(*map_tables(path("spelling/usage.bin")))


@functools.cache
def seen_on_the_web() -> HashTable:
    """Return how often spellings that no dictionary has are met at all: ten times the log of uses in a billion words.

    The web prints slips, too: a high number says that a spelling is met, not that it is right.
    """
    return map_tables(path("spelling/seen.bin"))[0]
