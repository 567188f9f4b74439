"""When a figure of the headline and one of the body can be of one thing, and when they are one figure, rounded."""

from __future__ import annotations

from auditor.reading.headline import HeadlineFigure
from auditor.reading.numbers import Number

_COUNTED = 1000
"""Below this a figure that is not round was counted, so a neighbour of it is another figure."""
_LENGTHS = ("h", "day", "min", "km", "mi", "m", "ft", "acre", "ha", "kg", "t")
_PEOPLE = frozenset(
    "peopl ameri perso men women worke emplo victi civil soldi troop chil child stude voter migra immig refug prote"
    " resid"
    " passe patie membe lawma jobs job kille dead death died".split()
)


def same_thing(one: HeadlineFigure, other: HeadlineFigure, shared: int) -> bool:
    """Whether both can be of one thing; `shared`: content words that headline and sentence have in common."""
    if one.unit in ("USD", "EUR", "GBP"):
        return shared >= 3
    if one.unit in _LENGTHS and not (one.noun and other.noun):
        return shared >= 3  # "after 15 hours": the unit says what is counted
    if one.unit == "%":
        return bool(set(one.noun) & set(other.noun)) or shared >= 4
    if set(one.noun) & set(other.noun):
        return "addit" not in other.noun
    if min(one.number.value, other.number.value) >= 1e6:
        return shared >= 4
    return bool(set(one.noun[:1]) & _PEOPLE and set(other.noun[:1]) & _PEOPLE)


def stands_for(body: Number, headline: Number) -> bool:
    """Whether the body's number is the headline's, rounding and "nearly", "more than" understood."""
    low, high = sorted((body.value, headline.value))
    if low <= 0:
        return False
    if body.bound == headline.bound == "exact" and max(body.grain, headline.grain) == 1 and high < _COUNTED:
        return low == high
    if body.bound == headline.bound != "exact":
        return high / low < 1.025  # "nearly 13 hours", "nearly 15 hours"
    if high / low < 1.025 or (abs(high - low) <= 0.51 * headline.grain and high / low < 1.2):
        return True
    if headline.bound == "at least" and body.value >= headline.value and high / low < 1.5:
        return True
    if headline.bound == "at most" and body.value <= headline.value and high / low < 1.1:
        return True
    return headline.bound == "about" and high / low < 1.25


def led_away(body: HeadlineFigure, headline: HeadlineFigure) -> bool:
    """Whether the words beside the body's figure make it another one: "three others", "from 12", "at least two more".

    A word that stands before the headline's figure too ("first 100 days") leads nowhere.
    """
    return body.more or body.led not in ("", headline.led)
