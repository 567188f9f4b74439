"""Tokens: words, numbers, addresses and punctuation marks."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from auditor.span import Span

Kind = Literal["word", "number", "mixed", "address", "mark"]

# A name before a dot has at most 63 characters; without that bound a long chain of hyphens took quadratic time.
_TOKEN = re.compile(
    r"(?P<address>https?://[^\s<>\"”]+|www\.[^\s<>\"”]+|[\w.+-]{1,64}@[\w-]{1,255}\.[\w.-]*\w|[@#]\w+|"
    r"\b[a-zA-Z][\w-]{0,62}\.(?:com|org|net|info|gov|edu|co|uk|rs|eu|io|tv|ru|de|fr|us|news)\b(?:/[^\s<>\"”]*)?)"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*(?!\w))"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?!\w))"
    r"|(?P<mixed>\w+)"
    r"|(?P<mark>\S)"
)


class Token(NamedTuple):
    """One token. A word is a run of letters with apostrophes inside it; a hyphen is a mark between two words.

    A tuple and no data class: a text has more tokens than anything else, and tuples are made three times as fast.
    """

    start: int
    end: int
    text: str
    kind: Kind

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it is a run of letters."""
        return self.kind == "word"


def read_tokens(text: str) -> tuple[Token, ...]:
    """Return all tokens of `text` in order."""
    return tuple(
        Token(m.start(), m.end(), m.group(), m.lastgroup)  # type: ignore[arg-type]  # the group names are the kinds
        for m in _TOKEN.finditer(text)
    )
