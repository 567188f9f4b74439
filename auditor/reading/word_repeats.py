"""Words that stand again shortly after themselves: what every check on repetition starts from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from auditor.reading.tokens import Token

FARTHEST = 9


class WordRepeat(NamedTuple):
    """A word and its last mention before it, as numbers of tokens; at most nine tokens, marks counted, lie between."""

    first: int
    second: int

    @property
    def distance(self) -> int:
        """How many tokens on the second mention stands; 1 for neighbours."""
        return self.second - self.first


def read_word_repeats(tokens: Sequence[Token], lowered: Sequence[str]) -> tuple[WordRepeat, ...]:
    """Return the repeats in the order of their second mention; `lowered`: the tokens in lower case, which counts."""
    found = []
    last: dict[str, int] = {}
    for at, (token, low) in enumerate(zip(tokens, lowered, strict=True)):
        if token[3] == "word":
            before = last.get(low, -FARTHEST - 1)
            if at - before <= FARTHEST:
                found.append(WordRepeat(before, at))
            last[low] = at
    return tuple(found)
