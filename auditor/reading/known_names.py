"""Words of names that are well known: people, towns, countries; `knowledge/names/README.md` tells where from."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from auditor.knowledge import path


class KnownNames:
    """Single words of names as they are printed, capitals and diacritics kept; a plain spelling of each as well."""

    def __init__(self) -> None:
        from marisa_trie import Trie  # noqa: PLC0415  (used by the spelling checks alone)

        self._trie = Trie()
        self._trie.mmap(str(path("names/names.marisa")))

    def __contains__(self, word: str) -> bool:
        return word in self._trie


@functools.cache
def known_names() -> KnownNames:
    """Return the names, mapped into memory once per process."""
    return KnownNames()


@functools.cache
def well_known_names() -> Mapping[str, str]:
    """Return the words of names that many outlets print, by their lower-case spelling."""
    rows = path("names/well_known.txt").read_text(encoding="utf-8").splitlines()
    return {row.lower(): row for row in rows if row and not row.startswith("#")}
