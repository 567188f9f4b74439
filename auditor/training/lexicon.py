"""Builds the word lists under `auditor/knowledge/spelling` from SCOWL and the language model.

    python -m auditor.training.lexicon SCOWL_FOLDER SLIPS

SCOWL_FOLDER holds SCOWL's `final` lists ("english-words.10" and so on; Debian's package `scowl`, 2020.12.07, puts them
in /usr/share/dict/scowl). SLIPS is the "dictionary.txt" of the package `codespell` (2.4.3).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from math import log10
from pathlib import Path

from auditor.knowledge import path
from auditor.reading.edits import one_slip_away
from auditor.reading.hash_table import HashTable, word_hash, write_tables
from auditor.reading.language_model import language_model, model_path

SIZE = 80
"""The largest SCOWL list taken: 95 loses .036 of real non-words to its obscure entries, 80 only .012."""

LOOK_ALIKE_FLOOR = -13.1
"""ln p below which a word is too rare to be what a writer meant by another real word (log10 p of -5.7)."""

MOST_RARER = 3.5
"""How much rarer (natural log) than the printed word the meant one may be: slips make rare words of common ones, and
the rest, half of all pairs, hold few of the slips. Pairs often confused are kept either way."""

SELDOM = 1.4
"""Log of uses in a billion words under which a spelling counts as not met."""

_LISTS = re.compile(r"(?:english|american|british|british_z|canadian|australian|special)(?:_?variant_[12])?-.+\.(\d+)")
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def scowl(folder: Path) -> set[str]:
    """Return the spellings of all lists up to `SIZE`, possessives left out."""
    words: set[str] = set()
    for file in sorted(folder.iterdir()):
        match = _LISTS.fullmatch(file.name)
        if match and int(match[1]) <= SIZE:
            words |= set(file.read_text(encoding="iso-8859-1").split())
    return {word for word in words if _LETTERS.fullmatch(word) and not word.endswith("'s")}


def plain_list(name: str) -> list[list[str]]:
    """Return the lines of a list under `knowledge/spelling`, comments left out, each split at blanks."""
    lines = path(f"spelling/{name}").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def homophones() -> dict[str, set[str]]:
    """Return words by their sound in the CMU dictionary that lies beside the language model."""
    by_sound: dict[str, set[str]] = defaultdict(set)
    dictionary = model_path().with_name("cmudict-en-us.dict")
    for row in dictionary.read_text(encoding="utf-8").splitlines():
        word, sound = row.split(" ", 1)
        by_sound[sound].add(word.split("(")[0])
    return by_sound


def look_alikes(common: Iterable[str]) -> dict[str, list[str]]:
    """Return for each common word the frequent words it may stand for by a slip."""
    model = language_model()
    common = set(common)
    frequent = {word for word in common if model.word(word) > LOOK_ALIKE_FLOOR and (len(word) > 1 or word in "ai")}
    pairs: dict[str, set[str]] = defaultdict(set)
    for word in common:
        if len(word) > 1 or word in "ai":
            pairs[word] |= set(one_slip_away(word, frequent))
    for group in homophones().values():
        for word in group & common:
            pairs[word] |= (group & frequent) - {word}
    for word, others in pairs.items():
        pairs[word] = {other for other in others if model.word(other) > model.word(word) - MOST_RARER}
    for group in map(set, plain_list("confusions.txt")):
        known = {word for word in group if model.knows(word)}  # "it's" is in no list of words
        for word in known:
            pairs[word] |= known - {word}
    return {word: sorted(others) for word, others in sorted(pairs.items()) if others}


def seen(words: set[str]) -> HashTable:
    """Return spellings outside `words` that the package `wordfreq` (3.1.1) has met, with ten times their Zipf value."""
    import wordfreq  # type: ignore[import-not-found]  # noqa: PLC0415  (a package of the builder alone)

    found = {}
    for spelling, share in wordfreq.get_frequency_dict("en", wordlist="large").items():
        zipf = 9 + log10(share)
        if zipf >= SELDOM and spelling not in words and re.fullmatch(r"[a-z]{3,30}", spelling):
            found[word_hash(spelling)] = round(10 * zipf)
    return HashTable.of(found)


def known_slips(file: Path) -> set[str]:
    """Return "printed, tabulator, meant" for the misspellings of a file of codespell, one or two words each."""
    found = set()
    for row in file.read_text(encoding="utf-8").splitlines():
        printed, _, meanings = row.partition("->")
        if re.fullmatch(r"[a-z]{3,30}", printed):
            for meant in meanings.split(","):
                if re.fullmatch(r"[a-z']+(?: [a-z']+)?", meant.strip()):
                    found.add(f"{printed}\t{meant.strip()}")
    return found


def main(folder: Path, slips: Path) -> None:
    """Write `words.marisa`, `common_words.txt`, `look_alikes.txt`, `known_slips.marisa` and `seen.bin`."""
    from marisa_trie import Trie  # noqa: PLC0415  (loads a compiled library)

    model = language_model()
    words = scowl(folder) | {word for line in plain_list("new_words.txt") for word in line}
    Trie(sorted(words)).save(str(path("spelling/words.marisa")))
    Trie(sorted(known_slips(slips))).save(str(path("spelling/known_slips.marisa")))
    common = sorted({word.lower() for word in words if word.isascii() and model.knows(word.lower())})
    path("spelling/common_words.txt").write_text("\n".join(common) + "\n", encoding="utf-8")
    pairs = look_alikes(word for word in common if word in words)
    rows = (f"{word} {' '.join(others)}\n" for word, others in pairs.items())
    write_tables(path("spelling/seen.bin"), seen(words))
    path("spelling/look_alikes.txt").write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
