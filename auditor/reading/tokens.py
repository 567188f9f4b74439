"""Tokens: words, numbers, addresses and punctuation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from auditor.span import Span

Kind = Literal["word", "number", "mixed", "address", "mark"]

# The ends of host names that are met in news; of those of countries none that is an English word ("is", "so", "by").
_ENDS = (
    "com|org|net|info|gov|edu|news|online|press|media|tv|io|eu|co|uk|us|ae|az|ba|bd|bg|br|cat|cn|cz|de|dk|ee|eg|fi|fr|ge|gh|gr"
    "|hk|hr|hu|ie|il|iq|ir|jo|jp|ke|kr|kz|lb|lk|lt|lv|md|mk|mx|ng|nl|np|nz|ph|pk|pl|pt|qa|ro|rs|ru|se|sg|si|sk|th|tn|tr|tw|ua"
    "|uz|vn|xk|za"
)

# A name before a dot has at most 63 characters; without that bound a long chain of hyphens took quadratic time.
_ADDRESS = (
    r"(?P<address>https?://[^\s<>\"”]+|www\.[^\s<>\"”]+|[\w.+-]{1,64}@[\w-]{1,255}\.[\w.-]*\w|[@#]\w+|"
    rf"\b[a-zA-Z][\w-]{{0,62}}\.(?:{_ENDS})\b(?:/[^\s<>\"”]*)?)"
)
_PLAIN = (
    r"(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*(?!\w))"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?!\w))"
    r"|(?P<mixed>\w+)"
    r"|(?P<mark>\S)"
)
_TOKEN = re.compile(rf"{_ADDRESS}|{_PLAIN}")
_SIMPLE = re.compile(_PLAIN)
# What every address has in it. Addresses are costly to look for, and no token goes beyond white space: only the
# stretches between blanks that have one of these are read with the full pattern.
_SIGN = re.compile(rf"[@#]|://|www\.|\.(?:{_ENDS})\b")
_TO_BLANK = re.compile(r"\S*")


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


def read_lowered(tokens: Sequence[Token]) -> list[str]:
    """Return the texts of `tokens` in lower case."""
    # All at once, which is several times as fast as one by one; no token has a line feed in it.
    return "\n".join([token[2] for token in tokens]).lower().split("\n") if tokens else []


def read_tokens(text: str) -> tuple[Token, ...]:
    """Return all tokens of `text` in order."""
    found: list[Token] = []
    at = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < at:
            continue
        start = sign.start()
        while start > at and not text[start - 1].isspace():
            start -= 1
        end = _TO_BLANK.match(text, sign.end()).end()  # type: ignore[union-attr]  # it matches the empty string too
        found += _between(_SIMPLE, text, at, start)
        found += _between(_TOKEN, text, start, end)
        at = end
    found += _between(_SIMPLE, text, at, len(text))
    return tuple(found)


def _between(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Token]:
    make = tuple.__new__  # half the time of Token(...), which does the same
    return [make(Token, (*m.span(), m.group(), m.lastgroup)) for m in pattern.finditer(text, start, end)]
