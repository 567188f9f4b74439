"""What a line shares with the rest of its article: the words that carry its topic."""

from __future__ import annotations

import functools
import re

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
STOP = frozenset(
    """
    a about above after again against all also an and any are as at back be because been before being between both
    but by can could day did do does down during each even every few first for from get had has have he her here him
    his how i if in into is it its just last like made make many may me might more most much must my new no not now
    of off on one only or other our out over own said say says she should so some such take than that the their them
    then there these they this those three through time to too two under until up us use very was we week were what
    when where which while who why will with would year years you your
    """.split()
)
"""Words that say nothing of the topic of a text."""


@functools.lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return the first five letters of a word without its commonest endings.

    So crude that "Serbia" meets "Serbian" and "approve" meets "approval"; that it also joins words that only begin
    alike is wanted, since a check that says "nothing in common" must rather be silent than wrong.
    """
    word = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending in ("ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    return word[:5]


def topic_words(text: str) -> frozenset[str]:
    """Return the stems of the words that say what a text is about; hyphenated words count in parts."""
    words = (part for word in _WORD.findall(text) for part in word.split("-"))
    return frozenset(stem(word) for word in words if len(word) > 2 and word.casefold() not in STOP)


def touches(text: str, topic: frozenset[str]) -> bool:
    """Whether `text` has a word of `topic` (see `topic_words`); stops at the first, since most texts have one."""
    words = (part for match in _WORD.finditer(text) for part in match.group().split("-"))
    return any(stem(word) in topic and word.casefold() not in STOP for word in words if len(word) > 2)
