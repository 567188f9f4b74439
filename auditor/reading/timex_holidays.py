"""Holidays with a day of their own: Christmas, Thanksgiving, Election Day, the Fourth of July."""

from __future__ import annotations

import datetime
import re

from auditor.reading.timex_days import YEAR
from auditor.reading.timex_setting import Reading, Rule, Setting

HEADS = ("thanksgiving", "christmas", "election", "halloween", "labor", "memorial", "veterans", "independence",
         "fourth", "valentine", "new", "easter")  # fmt: skip
"""The first words of their names, in lower case."""
_FIXED = {"christmas": (12, 25), "christmas eve": (12, 24), "new year's": (1, 1), "new year's eve": (12, 31),
          "halloween": (10, 31), "independence": (7, 4), "fourth of july": (7, 4), "veterans": (11, 11),
          "valentine's": (2, 14)}  # fmt: skip
_MOVING = {"thanksgiving": (11, 3, 4), "labor": (9, 0, 1), "memorial": (5, 0, -1), "election": (11, 1, 1)}
"""Month, weekday (0 = Monday) and which one of the month, -1 the last; Election Day follows the first Monday."""
_OTHER = re.compile(
    r"[\s-](?:tree|party|part|gift|present|season|card|shopping|carol|song|dinner|holiday|break|movie|market|week|sales"
    r"|light|decoration|lunch|speech|[A-Z])"
)
"""What makes the name a mere description."""


def _holiday(match: re.Match[str], setting: Setting) -> Reading | None:
    if _OTHER.match(match.string, match.end()):
        return None
    name = match["name"].lower().replace("’", "'").removesuffix(" day").removesuffix(" sunday").removeprefix("the ")
    if match["year"]:
        day = _day(name, int(match["year"]))
        return Reading("DATE", day.isoformat())
    if setting.anchor is None:
        return Reading("DATE", None)
    anchor = setting.anchor
    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= year <= 9999]
    days = [_day(name, year) for year in years]
    if setting.future(match.start()):
        days = [day for day in days if day >= anchor] or days
    return Reading("DATE", min(days, key=lambda day: abs((day - anchor).days)).isoformat())


def _day(name: str, year: int) -> datetime.date:
    if name in _FIXED:
        return datetime.date(year, *_FIXED[name])
    if name == "easter":
        return _easter(year)
    month, weekday, which = _MOVING[name]
    if which < 0:
        last = datetime.date(year, month, 31)
        return last - datetime.timedelta((last.weekday() - weekday) % 7)
    first = datetime.date(year, month, 2 if name == "election" else 1)
    return first + datetime.timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))


def _easter(year: int) -> datetime.date:
    """Return Easter Sunday (Gregorian; the anonymous algorithm, Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + n - 7 * ((a + 11 * h + 22 * n) // 451) + 114, 31)
    return datetime.date(year, month, day + 1)


_NAMES = (
    r"Thanksgiving(?: Day)?|Christmas(?: Day| Eve)?|Easter(?: Sunday)?|Election Day|Halloween|Labor Day|Memorial Day"
    r"|Veterans Day|Independence Day|(?:the )?Fourth of July|Valentine['’]s Day|New Year['’]s (?:Day|Eve)"
)
RULES = (Rule("holiday", _holiday, rf"(?P<name>(?-i:{_NAMES}))(?:,?\s(?P<year>{YEAR}))?"),)
