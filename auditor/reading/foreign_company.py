"""Whether a word stands among words of another language: a quotation left in Spanish, the title of a French book.

English dictionaries have none of its words, and some of them lie one letter from an English one ("poder", "todas").
A word counts as foreign there if it is frequent in one language, whose word list has at least `LEAST` of the words in
lower case round it that English dictionaries do not have.
"""

from __future__ import annotations

from auditor.reading.foreign_words import word_list
from auditor.reading.lexicon import lexicon
from auditor.reading.word_stream import WordStream

LANGUAGES = ("es", "fr", "de", "it", "pt", "nl", "pl", "sv", "cs")
"""ISO 639-1 codes of the languages asked: those with a word list and Latin letters."""

REACH = 5
"""Words on either side that are looked at."""
LEAST = 2


def in_foreign_company(stream: WordStream, at: int) -> bool:
    """Return whether the word at place `at` of the stream belongs to a passage in another language."""
    beside = [*stream.tokens[max(0, at - REACH) : at], *stream.tokens[at + 1 : at + 1 + REACH]]
    words = [token.text for token in beside if token is not None and token.kind == "word" and token.text.islower()]
    strange = [word for word in words if len(word) > 1 and not lexicon().knows(word)]
    if len(strange) < LEAST:
        return False
    return any(
        sum(word in foreign.known for word in strange) >= LEAST and stream.words[at] in foreign.frequent
        for foreign in map(word_list, LANGUAGES)
    )
