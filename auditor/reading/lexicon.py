"""Which spellings are words: the SCOWL lists up to size 80, British and American, with newer words added.

`knowledge/spelling/README.md` tells how the files are made.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from auditor.knowledge import path


class Lexicon:
    """Spellings of English; a capitalised one ("London") is no word in lower case."""

    def __init__(self) -> None:
        from marisa_trie import Trie  # noqa: PLC0415  (used by the spelling checks alone)

        self._trie = Trie()
        self._trie.mmap(str(path("spelling/words.marisa")))

    def __contains__(self, word: str) -> bool:
        """Whether `word` is spelt right as it stands, capitals included."""
        return word in self._trie

    def knows(self, word: str) -> bool:
        """Whether `word` is spelt right in some capitalisation that its own allows."""
        return word in self._trie or (not word.islower() and (word.lower() in self._trie or word.title() in self._trie))

    def is_name(self, word: str) -> bool:
        """Whether `word` is listed only with a capital."""
        low = word.lower()
        return low not in self._trie and low[:1].upper() + low[1:] in self._trie


@functools.cache
def lexicon() -> Lexicon:
    """Return the lexicon, mapped into memory once per process."""
    return Lexicon()


@functools.cache
def common_words() -> Mapping[str, None]:
    """Return the words of the lexicon that the language model knows, in lower case: what a slip may have meant."""
    return dict.fromkeys(path("spelling/common_words.txt").read_text(encoding="utf-8").split())


@functools.cache
def look_alikes() -> Mapping[str, tuple[str, ...]]:
    """Return for each common word the words it may stand for by a slip: one edit away, same sound, often confused."""
    rows = path("spelling/look_alikes.txt").read_text(encoding="utf-8").splitlines()
    return {row[: row.index(" ")]: tuple(row[row.index(" ") + 1 :].split()) for row in rows if row}


@functools.cache
def never_apart() -> frozenset[tuple[str, str]]:
    """Return the pairs of words that are nearly always one word with a blank inside ("my self")."""
    rows = path("spelling/never_apart.txt").read_text(encoding="utf-8").splitlines()
    return frozenset((row.split()[0], row.split()[1]) for row in rows if row and not row.startswith("#"))


class KnownSlips:
    """Misspellings that people make often, each with what they mean by it."""

    def __init__(self) -> None:
        from marisa_trie import Trie  # noqa: PLC0415  (used by the spelling checks alone)

        self._trie = Trie()
        self._trie.mmap(str(path("spelling/known_slips.marisa")))

    def meant_by(self, printed: str) -> tuple[str, ...]:
        """Return what `printed` (lower case) may stand for, one or two words each, in alphabetical order."""
        start = printed + "\t"
        return tuple(sorted(key[len(start) :] for key in self._trie.keys(start)))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield every misspelling with what it means, one or two words."""
        for key in self._trie.keys():  # noqa: SIM118  (a trie is no mapping: iterating over it is slower)
            printed, _, meant = key.partition("\t")
            yield printed, meant


@functools.cache
def known_slips() -> KnownSlips:
    """Return the list, mapped into memory once per process."""
    return KnownSlips()


_SPOKEN = ("n't", "'ve", "'re", "'ll", "'d", "'m")
_WITH_IS = ("that's", "what's", "there's", "here's", "he's", "she's", "who's", "where's", "how's", "everyone's")


@functools.cache
def contractions() -> Mapping[str, tuple[str, ...]]:
    """Return for each spelling without its apostrophe what it stands for ("dont": "don't"), where it is no word."""
    found: dict[str, tuple[str, ...]] = {}
    for word in (*(word for word in common_words() if word.endswith(_SPOKEN)), *_WITH_IS):
        plain = word.replace("'", "")
        if plain not in lexicon():
            found[plain] = (*found.get(plain, ()), word)
    return found
