"""Word stems, and how rare they are in news: what two passages must share to speak of the same thing."""

from __future__ import annotations

import functools
import math
import re

from auditor.knowledge import path

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}")
_COMMON = frozenset(
    "the and for with that this from have has had been were will would are was not but his her their its who what when"
    " how why after before over into about more than said says say out off you your they them new can could may also"
    " amid"
    " all which while there other some only just one two three four five six seven eight nine ten percent million"
    " billion trillion hundred thousand nearly least around roughly approximately".split()
)
_ARTICLES = 3000
"""Articles that `knowledge/facts/stem_counts.txt` was counted over."""
_RARE = math.log(_ARTICLES / 8)


@functools.lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return the first five letters without a plural, which is what words of one family share."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    return (word.removesuffix("s") if len(word) > 3 else word)[:5]


def content_stems(text: str) -> list[str]:
    """Return the stems of the content words in order."""
    return [found for found in map(_content_stem, _WORD.findall(text)) if found]


@functools.lru_cache(maxsize=1 << 15)
def _content_stem(word: str) -> str:
    return "" if word.lower() in _COMMON else stem(word)


@functools.cache
def _rarities() -> dict[str, float]:
    rows = (line.split() for line in path("facts/stem_counts.txt").read_text(encoding="utf-8").splitlines())
    return {row[0]: math.log(_ARTICLES / (int(row[1]) + 1)) for row in rows if row and row[0] != "#"}


def rarity(one: str) -> float:
    """Return how rare a stem is: the natural log of one in how many articles has it, at most 5.9."""
    return _rarities().get(one, _RARE)
