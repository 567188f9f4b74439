"""Whether two figures of two articles tell of the same thing, and whether they can both be right."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.reading.figures import Figure
from auditor.reading.stems import rarity

_PLAIN = 20.0
"""Score from which two figures are of one thing beyond doubt: an equal small one elsewhere must share words."""
_TWICE = 1.9
"""From this ratio on two figures are of two things unless the words behind them agree."""
_PARTNERS = frozenset(["natio", "count"])
"""Of partners one may count all and the other those besides its own: "11 nations", "the 12-nation deal"."""
_CLOSE = 0.03
"""Figures this near are one figure, rounded."""
_MANY = 1000
"""Below this, near figures that are not equal are one only where they count one thing, not 59 seats and 60 votes."""


@dataclass(frozen=True, slots=True)
class Match:
    """How much speaks for one thing.

    `score` weighs the shared words by rarity, `share` is their part of the smaller surroundings, `nouns` how many of
    the two words behind both figures agree.
    """

    score: float
    share: float
    nouns: int


def close(one: Figure, other: Figure) -> bool:
    """Whether the values are one value, rounded."""
    return abs(one.value - other.value) <= _CLOSE * abs(one.value)


def stands_among(one: Figure, figures: tuple[Figure, ...], *, of: Figure | None = None) -> bool:
    """Whether one of `figures` may be the same figure: value and unit.

    `of`: a figure of the other article for the same thing; where two words behind it agree with `one`, a small bare
    number counts as the same only with such a word behind it, as "three" stands in every article.
    """
    sure = of is not None and len({*one.nouns[:2]} & {*of.nouns[:2]}) > 1
    plain = of is not None and (found := match(one, of)) is not None and found.score >= _PLAIN and found.share >= 0.6
    return any(
        close(one, other)
        and one.unit == other.unit
        and (one.value == other.value or one.value >= _MANY or bool({*one.nouns} & {*other.nouns}))
        and (not plain or one.value > 20 or match(one, other) is not None)
        and (not sure or bool(one.unit) or one.value > 20 or bool({*one.nouns} & {*other.nouns}))
        for other in figures
    )


def agree(one: Figure, other: Figure) -> bool:
    """Whether both can be right, as "more than 1,700" and "1,750", or "about 20" and "21"."""
    gap = abs(one.value - other.value)
    if gap == 1 and {*one.nouns[:3]} & {*other.nouns[:3]} & _PARTNERS:
        return True
    for a, b in ((one, other), (other, one)) if one.bound != other.bound else ():
        if a.bound == "at least" and a.value <= b.value < 1.3 * a.value:
            return True
        if a.bound == "at most" and 0.9 * a.value < b.value <= a.value:
            return True
        if a.bound == "about" and gap <= max(0.06 * a.value, min(0.51 * a.grain, 0.1 * a.value)):
            return True
    return close(one, other) or (one.value > 20 and gap <= min(0.51 * max(one.grain, other.grain), 0.05 * one.value))


def match(one: Figure, other: Figure) -> Match | None:
    """Return what the two have in common; None where they cannot tell of the same thing."""
    low, high = sorted((abs(one.value), abs(other.value)))
    if one.unit != other.unit or low <= 0 or high > 3 * low:
        return None
    nouns = len({*one.nouns[:2]} & {*other.nouns[:2]})
    if not one.unit and not nouns:
        return None
    shared = one.near & other.near
    if not shared:
        return None
    wider = ((one.near | one.around) & (other.near | other.around)) - shared
    score = sum(map(rarity, shared)) + 0.3 * sum(map(rarity, wider))
    return Match(score, len(shared) / max(1, min(len(one.near), len(other.near))), nouns)


def one_statement(one: Figure, other: Figure) -> bool:
    """Whether the surroundings are the same words: both print one statement, not one each of two days."""
    found = match(one, other)
    return found is not None and found.score >= 14 and found.share >= 0.8


def same_thing(one: Figure, other: Figure) -> float:
    """Return the score of two figures that tell of the same thing, 0 where they may not."""
    found = match(one, other)
    if found is None:
        return 0.0
    score, share = found.score, found.share
    ratio = max(one.value, other.value) / min(one.value, other.value)
    alike = ratio < _TWICE or found.nouns > 0
    told = (
        (found.nouns >= 2 and score >= 4 and share >= 0.3)
        or (score >= 13 and share >= 0.5 and alike)
        or (found.nouns >= 1 and score >= 10 and share >= 0.3 and ratio < 1.12)
        or (one.unit not in ("", "%") and score >= 12 and share >= 0.3 and ratio < 1.12)
        or (one.unit in ("USD", "EUR", "GBP") and score >= 11 and share >= 0.4 and alike)
    )
    return score if told else 0.0
