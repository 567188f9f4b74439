"""Spellings that no dictionary has and several independent sources of the run print: names and new words, no slips.

"Manafort" is in no dictionary; in a run where four outlets print it, it is a name. Each article brings its unknown
spellings with the words around the first use of each: copies of one report, which share a slip, have the same words
around it and count once, whatever their source.

What the checks make of it: a spelling with enough sources is not flagged, unless the spelling it is taken for has many
times as many (see `auditor/reading/vocabulary.py`).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from auditor.corpus_check import Row
from auditor.document import Document
from auditor.reading.vocabulary import FEWEST_FOR_NAMES, MOST_KEPT, unknown_spellings

stage = "gather"
readers = (
    "machine-translation/two-transliterations",
    "typos/joined-words",
    "typos/misspelling",
    "typos/misspelt-name",
    "typos/name-variant",
)


def keys(document: Document) -> Iterator[str]:
    """Yield each unknown spelling; nothing without a source."""
    if (document.article.source or "").strip():
        yield from _spellings(document)


def row(document: Document) -> Mapping[str, Any]:
    """Return the source, and for each unknown spelling a hash of the words around its first use."""
    source = (document.article.source or "").strip()
    return {"source": zlib.crc32(source.encode("utf-8", "surrogatepass")), "around": _spellings(document)}


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield every article that has the spelling, with the number of independent sources that print it."""
    sources = {item.data["source"] for item in rows}
    uses = {item.data["around"][key] for item in rows}
    independent = min(len(sources), len(uses))
    if independent >= FEWEST_FOR_NAMES:
        for item in rows:
            yield item.ordinal, {"spelling": key, "sources": independent}


@lru_cache(maxsize=1)
def _spellings(document: Document) -> Mapping[str, int]:
    """Return each unknown spelling with the hash of its surroundings; `keys` and `row` ask for it in turn."""
    tokens = document.tokens
    found = {}
    for spelling, at in unknown_spellings(tokens):
        around = " ".join(token.text for token in tokens[max(0, at - 3) : at + 4])
        found[spelling] = zlib.crc32(around.encode("utf-8", "surrogatepass"))
        if len(found) >= MOST_KEPT:
            break
    return found
