"""How alike two quotations are, and whether one is only a shorter version of the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from auditor.reading.stems import content_stems, rarity

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*|\d+(?:[.,]\d+)*")
_BRACKET = re.compile(r"\[[^\]]{0,40}\]|\([^)]{0,40}\)")
_SAME = 0.75
"""Share of the shorter quotation that stands in the other, in one order."""
_EXCHANGED = 3
"""Words that may stand for each other."""
_SPELLING = 0.6
"""Share of letters from which two words are taken for two spellings of one."""
_CUT = re.compile(r"\.\s?\.\s?\.|…")


def words_of(quote: str) -> tuple[str, ...]:
    """Return the words of a quotation in lower case, what an editor put into brackets left out."""
    return tuple(_WORD.findall(_BRACKET.sub(" ", quote).lower().replace("’", "'")))


def reworded(one: str, other: str, *, least: int = 8) -> tuple[str, str] | None:
    """Return the words that were exchanged, as they stand in each, if both quote one saying in different words.

    None where they are two sayings, where no word of weight was exchanged in their midst, and where one only leaves
    words out that the other has.
    """
    first, second = words_of(one), words_of(other)
    shorter = min(len(first), len(second))
    if shorter < least or len({*first} & {*second}) < 0.6 * shorter or _CUT.search(one) or _CUT.search(other):
        return None
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < _SAME * shorter:
        return None
    start, stop = blocks[0], blocks[-1]
    exchanged = [
        (first[a:b], second[c:d])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag == "replace" and start.a < a < stop.a and b - a <= _EXCHANGED and d - c <= _EXCHANGED
    ]
    weighty = [pair for pair in exchanged if _weighty(*pair)]
    if not weighty:
        return None
    left, right = weighty[0]
    return " ".join(left), " ".join(right)


def _weighty(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both have words that carry meaning, and are not forms or spellings of each other (Gaddafi, Qadhafi)."""
    mine, theirs = (
        frozenset(stem for stem in content_stems(" ".join(words)) if rarity(stem) > 1.5) for words in (one, other)
    )
    if not (mine and theirs) or any(a[:4] == b[:4] for a in mine for b in theirs):
        return False
    return Indel.normalized_similarity("".join(one), "".join(other)) < _SPELLING
