"""Words of other languages than English that their word list does not have, one slip away from a frequent word.

The lists come from `wordfreq` (see `knowledge/languages/README.md`). They hold the slips that people make most, too, so
about a third of all slips is found; what is found is nearly always one. Only words in lower case are judged: names are
not, and German nouns neither. Endings are left alone: a rare form of a verb or noun differs from a frequent one there.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from auditor.knowledge import path, toml
from auditor.reading.edits import one_slip_away, shared_start, slip_between
from auditor.reading.tokens import Token

LANGUAGES = frozenset("cs de es fr it nl pl pt ru sv uk".split())
"""ISO 639-1 codes of the languages with a word list."""

LEAST_LETTERS = 5
MOST_USES = 2
"""A spelling that the article prints more often is meant."""

_MOST_JUDGED = 200
"""Unknown spellings judged in one article: with more it is no prose of that language."""
_MOST_LETTERS = 30
_PART = 4
"""Letters of the shortest part of a compound."""
_ENDING = 2


@dataclass(frozen=True, slots=True)
class WordList:
    """`known`: spellings met thirty times and more in a billion words; `frequent`: those met 3,000 times, by rank."""

    known: Container[str]
    frequent: Mapping[str, int]
    letters: str


@dataclass(frozen=True, slots=True)
class ForeignSlip:
    """A word that is probably a slip of `meant`, in lower case.

    `exact`: whether `meant` is spelt out: the lists do not tell the German sharp s from a double s.
    """

    token: Token
    meant: str
    exact: bool


@functools.cache
def word_list(code: str) -> WordList:
    """Return the list of one of `LANGUAGES`, mapped into memory once per process."""
    from marisa_trie import Trie  # noqa: PLC0415  (used by the spelling checks alone)

    known = Trie()
    known.mmap(str(path(f"languages/{code}.marisa")))
    words = path(f"languages/{code}.txt").read_text(encoding="utf-8").split()
    frequent = {word: rank for rank, word in enumerate(words)}
    letters = Counter(letter for word in frequent for letter in word)
    return WordList(known, frequent, "".join(sorted(letter for letter, count in letters.items() if count > 4)))


def read_foreign_slips(
    text: str, tokens: Sequence[Token], code: str | None, allowed: frozenset[str]
) -> tuple[ForeignSlip, ...]:
    """Return the slips of an article in the language `code`; none where that has no word list."""
    if code not in LANGUAGES:
        return ()
    known = word_list(code).known
    uses = Counter(token.text for token in tokens if token.kind == "word")
    verdicts: dict[str, str | None] = {}
    found: list[ForeignSlip] = []
    judged = 0
    for token in tokens:
        word = token.text
        if token.kind != "word" or not (LEAST_LETTERS <= len(word) <= _MOST_LETTERS) or not word.islower():
            continue
        if word not in verdicts:
            verdicts[word] = None
            if word.isalpha() and word.casefold() not in known and word not in allowed and uses[word] <= MOST_USES:
                judged += 1
                if judged > _MOST_JUDGED:
                    return ()
                verdicts[word] = _meant(word, code)
        meant = verdicts[word]
        if meant and not _hyphenated(text, token):
            found.append(ForeignSlip(token, meant, not (code == "de" and "ss" in meant)))
    return tuple(found)


@functools.lru_cache(maxsize=20_000)
def _meant(word: str, code: str) -> str | None:
    """Return the most frequent word that `word` may be a slip of, None where there is none or it is a compound."""
    words = word_list(code)
    folded = word.casefold()  # the lists write "ss" for the German sharp s
    if any(folded[:at] in words.known and folded[at:] in words.known for at in range(_PART, len(folded) - _PART + 1)):
        return None
    found = [
        other
        for other in one_slip_away(folded, words.frequent, words.letters)
        if other[0] == folded[0] and (slip_between(folded, other) == "swap" or not _only_ending(folded, other))
    ]
    return min(found, key=words.frequent.__getitem__, default=None)


def doubled_on_purpose(code: str) -> frozenset[str]:
    """Return the words that writers of the language `code` double on purpose, in lower case."""
    return frozenset(toml("languages/doubled.toml").get(code, "").split())


def _only_ending(one: str, other: str) -> bool:
    return shared_start(one, other) >= max(len(one), len(other)) - _ENDING


def _hyphenated(text: str, token: Token) -> bool:
    """Whether the word is a part of one: a hyphen, a soft hyphen or an apostrophe touches it, or one ends its line."""
    before, behind = text[max(0, token.start - 2) : token.start], text[token.end : token.end + 1]
    return (
        before[-1:] in tuple("-–\u00ad\u200b'’_@#/.")
        or before[:1] in tuple("-\u00ad")
        or behind in tuple("-–\u00ad\u200b'’_@/")
    )
