"""Amounts of time in figures and words, as TIMEX3 durations."""

from __future__ import annotations

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = (
    {word: float(number) for number, word in enumerate(_ONES, 1)}
    | {word: float(number) for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {"a": 1.0, "an": 1.0, "hundred": 100.0, "thousand": 1000.0}
)

_DIGIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_SMALL = (
    rf"(?:{_DIGIT}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ]{_DIGIT})?)"
)
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})?(?:\.\d{{1,2}}|\s1/2)?|(?:(?:a|{_DIGIT})\s)?hundred|{_SMALL}\sthousand|{_SMALL})"
"""A count of units, in figures or words, up to the thousands."""
UNIT = r"(?P<unit>years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies))"
SPELLED_YEAR = (
    rf"(?:(?:nineteen|eighteen)\s(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-{_DIGIT})?|\w{{3,6}}teen))"
)

LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S",
           "decade": "E", "century": "C", "quarter": "Q"}  # fmt: skip
"""The letter of a unit in a TIMEX3 value."""
_CLOCK_UNITS = ("hour", "minute", "second")


def number(words: str) -> float | None:
    """Read a count such as "2 1/2", "twenty-four", "a hundred" or "two thousand"; None if it is none."""
    words = words.lower().replace(",", "")
    half = words.endswith(" 1/2")
    try:
        return float(words.removesuffix(" 1/2")) + 0.5 * half
    except ValueError:
        total = 0.0
    for word in words.replace("-", " ").split():
        if word not in _WORDS:
            return None
        scale = _WORDS[word] >= 100
        total = max(total, 1.0) * _WORDS[word] if scale else total + _WORDS[word]
    return total or None


def spelled_year(words: str) -> int | None:
    """Read a year as it is spoken, "nineteen ninety-four", "two thousand and one"; None if it is none."""
    if "thousand" in words.lower():
        return int(number(" ".join(word for word in words.split() if word.lower() != "and")) or 0) or None
    century, _, rest = words.lower().partition(" ")
    first, last = number(century), number(rest)
    return None if first is None or last is None else int(100 * first + last)


def singular(unit: str) -> str:
    """Return a unit of time without its plural ending, in lower case."""
    unit = unit.lower()
    return "century" if unit == "centuries" else unit.removesuffix("s")


def duration(count: float, unit: str) -> str:
    """Return `count` units as a TIMEX3 duration: P10Y, P20M, PT5H30M."""
    letter, time = LETTERS[unit], "T" if unit in _CLOCK_UNITS else ""
    if unit in ("decade", "century"):
        count, letter = count * (10 if unit == "decade" else 100), "Y"
    if unit == "quarter":
        count, letter = count * 3, "M"
    half = {"year": "6M", "hour": "30M", "minute": "30S"}.get(unit)
    if half and count % 1 == 0.5:
        whole = f"{int(count)}{letter}" if count > 1 else ""
        return f"P{time}{whole}{half}"
    return f"P{time}{count:.10g}{letter}"


def vague(unit: str) -> str:
    """Return an unstated number of units as a TIMEX3 duration: PXY, PTXM."""
    return f"P{'T' if unit in _CLOCK_UNITS else ''}X{LETTERS[unit]}"
