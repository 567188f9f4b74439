"""What is known of a printed word wherever it stands, looked up once: words come again in every article."""

from __future__ import annotations

import functools

from auditor.reading.language_model import language_model
from auditor.reading.lexicon import common_words, lexicon
from auditor.reading.name_forms import bare
from auditor.reading.ngrams import UNSEEN

MOST_LETTERS = 40
"""Longer runs of letters are no words: addresses, cries, encoded data."""

_KEPT = 1 << 16
"""Words that are remembered, some 15 MB; a thousand articles of news have half of them."""


class WordFacts(dict[str, tuple[str, int, str]]):
    """A printed word to how the language model reads it, its number there, and its form if that is unknown, else ""."""

    def __missing__(self, printed: str) -> tuple[str, int, str]:
        if len(self) >= _KEPT:  # memory stays flat however many articles pass
            self.clear()
        model = language_model()
        word = printed.lower().replace("’", "'")
        if word.endswith("'s") and not model.knows(word):
            word = word[:-2]
        form = bare(printed)
        facts = word, model.index.get(word, UNSEEN), form if is_unknown(form) else ""
        if len(printed) <= MOST_LETTERS:
            self[printed] = facts
        return facts


@functools.cache
def word_facts() -> WordFacts:
    """Return the table of this process."""
    return WordFacts()


def is_unknown(word: str) -> bool:
    """Whether `word` is a plain word of three letters or more that is in no dictionary, or in the largest alone."""
    if not (2 < len(word) <= MOST_LETTERS) or not word.isascii() or not word.isalpha() or word.isupper():
        return False
    if lexicon().knows(word):
        return word.islower() and len(word) > 3 and word not in common_words()
    return True
