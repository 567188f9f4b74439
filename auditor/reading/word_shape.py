"""What the letters of an unknown word tell: a known word with a prefix or suffix, or runs that English hardly has."""

from __future__ import annotations

import functools
import re
from collections import Counter

from auditor.reading.lexicon import common_words, lexicon

PREFIXES = re.compile(
    r"(?:anti|auto|bio|co|counter|cross|cyber|de|dis|eco|ex|geo|hyper|inter|mega|meta|micro|mid|mini|mis|multi|nano|neo|"
    r"non|out|over|para|petro|post|pre|pro|pseudo|psycho|re|self|semi|sub|super|techno|tele|trans|ultra|un|under|up)$"
)
_SUFFIXES = re.compile(
    r"(?:able|ably|ation|back|based|dom|down|ed|er|ers|ery|esque|est|fest|free|friendly|ful|gate|goer|goers|hood|holic|ian|ians|ibly|"
    r"ic|ically|ify|ing|ings|ish|ism|isms|ist|ists|ity|ization|ize|ized|izing|less|like|long|ly|maker|making|man|men|ness|nomics|"
    r"off|ology|out|person|phobe|phobia|phobic|proof|s|ship|side|style|up|ville|ward|wards|wide|wise|woman|women|y)$"
)


@functools.lru_cache(maxsize=50_000)
def affixed(word: str) -> bool:
    """Whether `word` is a known word of four letters or more with a prefix or suffix of English."""
    known = lexicon()
    for at in range(2, len(word)):
        head, tail = word[:at], word[at:]
        if len(tail) >= 4 and PREFIXES.match(head) and tail in known:
            return True
        if len(head) >= 4 and _SUFFIXES.match(tail) and (head in known or head + "e" in known or known.is_name(head)):
            return True
    return False


@functools.cache
def _triples() -> Counter[str]:
    return Counter(word[at : at + 3] for word in common_words() for at in range(len(word) - 2))


def odd_triples(word: str) -> float:
    """Return the share of its runs of three letters that stand in fewer than five common words."""
    triples = _triples()
    runs = [word[at : at + 3] for at in range(len(word) - 2)]
    return sum(triples[run] < 5 for run in runs) / len(runs) if runs else 0.0
