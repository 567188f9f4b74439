"""Two words that lost the blank between them after an apostrophe: "China’sformer leader", "if you’dhelp"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.reading.language_model import language_model
from auditor.reading.lexicon import common_words, lexicon
from auditor.reading.tokens import Token
from auditor.reading.word_stream import WordStream

_JOINED = re.compile(r"(([A-Za-z]{2,}?|I)(?:['’](?:s|re|ve|ll|d)|n['’]t))([a-z]{2,})")
_SMALL = frozenset("to of in on by at as is it he we an or if so no my do be up".split())
_LEAST = -13.0
"""The least log probability of the second word: rarer ones are ends of foreign names sooner than words."""


def read_joined_clitics(stream: WordStream) -> Iterator[tuple[Token, str]]:
    """Yield words that go on behind a short form with a frequent word, each as it was meant."""
    for spoken, token in zip(stream.words, stream.tokens, strict=True):
        found = _JOINED.fullmatch(token.text) if token is not None and "'" in spoken else None
        if token is None or found is None:
            continue
        head, word, rest = found.groups()
        if rest not in _SMALL and (len(rest) < 3 or rest not in common_words() or language_model().word(rest) < _LEAST):
            continue
        # "Sa’dallah": what stands before the apostrophe has to be a word, or as long as most names that may have it.
        if lexicon().knows(word) or (word[0].isupper() and len(word) > 4):
            yield token, f"{head} {rest}"
