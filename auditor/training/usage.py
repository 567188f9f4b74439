"""What edited news prints: spellings by the number of their sources, and runs of two and three words by how often.

Reads every `corpus.jsonl.gz`, `raw.jsonl.gz` and `dev_clean.jsonl.gz` below the folder of the data: articles, rows of
`text` and `source`. An article that stands in several files counts once.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import log2
from pathlib import Path
from typing import Any

from auditor.article import Article
from auditor.document import Document
from auditor.reading.hash_table import HashTable, word_hash, write_tables
from auditor.reading.language_model import CLOSE, OPEN
from auditor.reading.name_forms import bare
from auditor.reading.usage import STEPS, Usage
from auditor.training import Say, TrainingError, json_rows

FOLDS = 5
FILES = ("corpus.jsonl.gz", "raw.jsonl.gz", "dev_clean.jsonl.gz")

LEAST_RUN, LEAST_SOURCES = 5, 2
"""How often a run of words, and in how many sources a spelling, has to stand to be kept."""


def fold_of(source: str) -> int:
    """Return the group of a source; all articles of one source share it."""
    return zlib.crc32(source.encode()) % FOLDS


@dataclass(slots=True)
class Counts:
    """Counts by group of sources: runs of words by hash, sources of each spelling."""

    runs: list[Counter[int]] = field(default_factory=lambda: [Counter() for _ in range(FOLDS)])
    sources: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    words: int = 0
    articles: int = 0

    def usage(self, without: int | None = None) -> Usage:
        """Return the tables as the auditor reads them, the sources of one group left out."""
        total: Counter[int] = Counter()
        for fold, runs in enumerate(self.runs):
            if fold != without:
                total.update(runs)
        kept = {run: _size(count) for run, count in total.items() if count >= LEAST_RUN}
        spellings = {}
        for spelling, sources in self.sources.items():
            count = sum(fold_of(source) != without for source in sources)
            if count >= LEAST_SOURCES:
                spellings[word_hash(spelling)] = min(count, 255)
        return Usage(HashTable.of(kept), HashTable.of(spellings))


def _size(count: int) -> int:
    return min(255, round(STEPS * log2(count)))


def mark(text: str) -> int:
    """Return a number that tells a text from others, whatever its blanks."""
    middle = len(text) // 2
    return zlib.crc32("".join(text[middle : middle + 400].split()).encode())


def articles(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of the archives below `data`, each once."""
    files = sorted(file for name in FILES for file in data.rglob(name))
    if not files:
        raise TrainingError(f"{data}: none of {', '.join(FILES)} below it; name the folder of the archives by --data")
    seen: set[int] = set()
    for file in files:
        for row in json_rows(file):
            found = mark(row["text"])
            if found not in seen:
                seen.add(found)
                yield row


def count(data: Path) -> Counts:
    """Count what the archives print."""
    counts = Counts()
    for row in articles(data):
        document = Document(Article(text=row["text"]))
        fold, source = fold_of(row["source"]), row["source"]
        words = document.word_stream.words
        runs = counts.runs[fold]
        for at in range(1, len(words)):
            if words[at] == OPEN:
                continue
            runs[word_hash(f"{words[at - 1]} {words[at]}")] += 1
            if words[at - 1] != OPEN and at > 1:
                runs[word_hash(f"{words[at - 2]} {words[at - 1]} {words[at]}")] += 1
        counts.words += sum(word not in (OPEN, CLOSE) for word in words)
        counts.articles += 1
        for form in {bare(token.text) for token in document.words}:
            counts.sources[form].add(source)
    return counts


def write(counts: Counts, into: Path, say: Say) -> None:
    """Write `spelling/usage.bin`."""
    table = counts.usage()
    file = into / "spelling" / "usage.bin"
    file.parent.mkdir(parents=True, exist_ok=True)
    write_tables(file, table.runs, table.spellings)
    say(
        f"usage: {counts.articles} articles, {counts.words} words, {len(table.runs.hashes)} runs, "
        f"{len(table.spellings.hashes)} spellings, {file.stat().st_size} bytes"
    )
