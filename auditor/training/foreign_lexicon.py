"""Builds the word lists of other languages under `auditor/knowledge/languages` from the package `wordfreq` (3.1.1).

python -m auditor.training.foreign_lexicon
"""

from __future__ import annotations

import re
from math import log10

from auditor.knowledge import path
from auditor.reading.foreign_words import LANGUAGES

LEAST_KNOWN, LEAST_FREQUENT = 1.5, 3.5
"""Logs of uses in a billion words. A lower first one lets in misspellings, a higher one casts out rare forms: of the
spellings of German pages .07, .13 and .19 per 1,000 words were called slips with 1, 1.5 and 2, half of them rightly."""

_WORD = re.compile(r"[^\W\d_]{2,30}")


def main() -> None:
    """Write a trie of the known and a list of the frequent words, the most frequent first, for each language."""
    import wordfreq  # type: ignore[import-not-found]  # noqa: PLC0415  (a package of the builder alone)
    from marisa_trie import Trie  # noqa: PLC0415  (loads a compiled library)

    for code in sorted(LANGUAGES):
        shares = wordfreq.get_frequency_dict(code, wordlist="large")
        words = {word: 9 + log10(share) for word, share in shares.items() if _WORD.fullmatch(word)}
        Trie(sorted(word for word, zipf in words.items() if zipf >= LEAST_KNOWN)).save(
            str(path(f"languages/{code}.marisa"))
        )
        frequent = [word for word in words if words[word] >= LEAST_FREQUENT and len(word) > 3]
        frequent.sort(key=lambda word: (-words[word], word))
        path(f"languages/{code}.txt").write_text("\n".join(frequent) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
