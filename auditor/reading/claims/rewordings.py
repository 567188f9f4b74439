"""Quotations of one saying in different words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from auditor.reading.claims.spoken import Spoken
from auditor.reading.quote_pairs import reworded
from auditor.reading.stems import content_stems, rarity


class Rewording(NamedTuple):
    """Two quotations that agree in most words, in one order; `kept` and `exchanged`: what differs in their midst."""

    first: Spoken
    second: Spoken
    kept: str
    exchanged: str


_LONG, _MOST = 800, 100
"""Characters of a quotation, and quotations of an article, that are compared: the cost grows with their squares."""
_COMMON = 5
"""Words that two wordings of one saying have in common at least."""
_SHORT = 40
"""Characters below which a quotation has no eight words."""
_WEIGHT = 6
"""Rarity, summed, of the content words that two wordings share."""


def read_rewordings(text: str, spoken: Sequence[Spoken]) -> tuple[Rewording, ...]:
    """Return the pairs among the first long quotations that are wordings of one saying, in text order."""
    told = [quote for quote in spoken if quote.closed and _SHORT <= quote.inner.width <= _LONG][:_MOST]
    return tuple(_pairs(text, told)) if len(told) > 1 else ()


def _pairs(text: str, told: list[Spoken]) -> Iterator[Rewording]:
    words = {quote: frozenset(quote.inner.of(text).lower().split()) for quote in told}
    for one, other in combinations(told, 2):
        if len(words[one] & words[other]) < _COMMON:
            continue
        shared = {*content_stems(one.inner.of(text))} & {*content_stems(other.inner.of(text))}
        if len(shared) < 3 or sum(map(rarity, shared)) < _WEIGHT:
            continue
        differ = reworded(one.inner.of(text), other.inner.of(text))
        if differ is not None:
            yield Rewording(one, other, *differ)
