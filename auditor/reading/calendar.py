"""Calendar words, and the dates that a run of figures and month names can stand for."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sep(?:tember|t?\.?)"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
"""An English month, in full or abbreviated; a full stop belongs to it only after an abbreviation."""
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|IST|MSK|Z)"
CLOCK = rf"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?(?:\s?{_ZONE})?"

DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})
    | (?P<a>\d{{1,2}})(?P<s2>[-/.])(?P<b>\d{{1,2}})(?P=s2)(?P<y2>\d{{4}}|\d{{2}})\.?
    | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-](?:of\s)?(?P<m3>{MONTH}),?[\s-](?P<y3>\d{{4}})
    | (?P<m4>{MONTH})[\s-](?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?[\s-](?P<y4>\d{{4}})
    )(?!(?!T\d\d:)[\w/-]|\.\d)""",
    re.IGNORECASE | re.VERBOSE,
)


_WINDOW = 4


@dataclass(frozen=True, slots=True)
class Readings:
    """What a printed date can stand for: the likeliest day first; empty when the calendar has no such day."""

    days: tuple[datetime.date, ...]


def day(year: int, month: int, number: int) -> datetime.date | None:
    """Return the day, or None where the calendar has none."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def in_words(day: datetime.date) -> str:
    """Return a day as messages print it: 9 February 2022."""
    return f"{day.day} {day:%B %Y}"


def windows(day: datetime.date) -> tuple[str, str]:
    """Return the names of the two windows of four days that `day` falls into: days next to each other share one."""
    number = day.toordinal()
    return f"{number // _WINDOW}a", f"{(number + _WINDOW // 2) // _WINDOW}b"


def readings(match: re.Match[str]) -> Readings:
    """Read a match of `DATE`.

    With dots the day comes first (Europe prints it so); with slashes or dashes the month does, as most English-language
    pages print it. The other order is kept as the second reading where the calendar allows it.
    """
    part = match.groupdict()
    if part["y1"]:
        found = [day(int(part["y1"]), int(part["m1"]), int(part["d1"]))]
    elif part["y2"]:
        year = int(part["y2"])
        if year < 100:
            year += 1900 if year > 50 else 2000
        first, second = int(part["a"]), int(part["b"])
        orders = [(second, first), (first, second)] if part["s2"] == "." else [(first, second), (second, first)]
        found = [day(year, month, number) for month, number in dict.fromkeys(orders)]
    else:
        side = "3" if part["y3"] else "4"
        month = MONTHS[part[f"m{side}"].rstrip(".").lower()]
        found = [day(int(part[f"y{side}"]), month, int(part[f"d{side}"]))]
    return Readings(tuple(dict.fromkeys(one for one in found if one is not None)))
