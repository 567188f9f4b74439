"""Time expressions that name a length of time or a rhythm: ten years, a two-week trip, every Friday."""

from __future__ import annotations

import re

from auditor.reading.calendar import WEEKDAYS
from auditor.reading.timex_days import WEEKDAY_NAME
from auditor.reading.timex_numbers import LETTERS, NUMBER, UNIT, duration, number, singular, vague
from auditor.reading.timex_setting import Reading, Rule, Setting

_PRICED = re.compile(
    r"(?:\d[\d.,]*%?|(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten)\s[a-z]{3,12}s|million|billion|once|twice|times|cents|dollars|percent|hours|days|people)\s$",
    re.IGNORECASE,
)
_AGED = re.compile(r"\bage[sd]?\s$", re.IGNORECASE)
_OLD = re.compile(r"[\s-](?:old|of age)\b", re.IGNORECASE)
_QUOTES = ('"', "'", "‘", "“")
_RHYTHMS = {"daily": "P1D", "hourly": "PT1H", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y"}

_PARTS = {"morning": "MO", "evening": "EV", "night": "NI", "afternoon": "AF"}


def _duration(match: re.Match[str], setting: Setting) -> Reading | None:
    count, unit, text = number(match["n"]), singular(match["unit"]), match.string
    if (
        count is None
        or _OLD.match(text, match.end())
        or text.startswith(("-earlier", "-ago"), match.end())
        or _AGED.search(text, max(0, match.start() - 6), match.start())
    ):
        return None
    if match["unit"][0].isupper() and text[match.start() - 1 : match.start()] in _QUOTES:
        return None  # the name of a programme: "60 Minutes"
    if match["n"].lower() in ("a", "an") and not match["half"]:
        if unit in ("second", "minute") or _PRICED.search(text, max(0, match.start() - 16), match.start()):
            return None  # wait a second; $5 a week, twice a day
        if unit == "day" and match.end() - match.start() <= 5:
            return None  # what a day
    return Reading("DURATION", duration(count + (0.5 if match["half"] else 0), unit))


def _several(match: re.Match[str], setting: Setting) -> Reading:
    unit = singular(match["unit"])
    couple = "couple" in match.group().lower()
    return Reading("DURATION", duration(2, unit) if couple else vague(unit))


def _one(match: re.Match[str], setting: Setting) -> Reading:
    return Reading("DURATION", duration(1, singular(match["unit"])))


def _hyphened(match: re.Match[str], setting: Setting) -> Reading | None:
    count = number(match["n"])
    if count is None or match.string.startswith(("-old", "s-old"), match.end()):
        return None
    return Reading("DURATION", duration(count, singular(match["unit"])))


def _long(match: re.Match[str], setting: Setting) -> Reading:
    unit = match["unit"].lower()
    return Reading("DURATION", vague(singular(unit)) if unit.endswith("s") else duration(1, unit))


def _each(match: re.Match[str], setting: Setting) -> Reading:
    word = match["word"].lower()
    if word.endswith("day") and word != "day":
        return Reading("SET", f"XXXX-WXX-{WEEKDAYS.index(word) + 1}")
    if word in ("morning", "evening", "night", "afternoon"):
        return Reading("SET", f"XXXX-XX-XXT{_PARTS[word]}")
    return Reading("SET", f"P{'T' if word in ('hour', 'minute', 'second') else ''}1{LETTERS[word]}")


def _weekdays(match: re.Match[str], setting: Setting) -> Reading:
    """Read "Mondays" and "Tuesday nights"."""
    number = WEEKDAYS.index(match["word"].lower()) + 1
    part = (match["part"] or "").lower()
    return Reading("SET", f"XXXX-WXX-{number}" + (f"T{_PARTS[part]}" if part else ""))


def _rhythm(match: re.Match[str], setting: Setting) -> Reading | None:
    if match.group()[0].isupper():
        return None  # a newspaper
    return Reading("SET", _RHYTHMS[match.group().lower()])


_ABOUT = r"(?:(?:at least|nearly|more than|almost|less than|up to|over)\s)?"
_AND_A_HALF = r"(?P<half>\sand\sa\shalf)"
_SPAN = r"(?:past|last|next|first|coming|final|latest)"
_SOME = r"(?:several|many|a\sfew|few|a\scouple\sof)"
_LASTING = r"(?:(?<=for )|(?<=over )|(?<=after )|(?<=in )|(?<=within ))(?:(?:years|months|weeks|days|hours)\sor\s)?"
RULES = (
    Rule(
        "unit",
        _several,
        rf"(?:the\s{_SPAN}\s|{_ABOUT})(?:{NUMBER}\s(?:to|or)\s{NUMBER}|\d{{1,3}}[-–]\d{{1,3}})\s{UNIT}",
    ),
    Rule(
        "unit",
        _several,
        r"the\s(?P<unit>years|months|weeks|days|hours)\s(?:ahead|to\scome)",
        needs=("ahead", "to come"),
    ),
    Rule(
        "unit",
        _duration,
        rf"(?:at\sleast\s)?(?:the\s)?{_SPAN}\s(?P<n>{NUMBER})\s(?:more\s)?{UNIT}(?P<half>\b)",
        needs=("past", "last", "next", "first", "coming", "final", "latest"),
    ),
    Rule(
        "unit",
        _duration,
        rf"{_ABOUT}(?:the\s(?={NUMBER}\s\w+s\b))?(?P<n>{NUMBER}|an?){_AND_A_HALF}?\s(?:more\s)?{UNIT}",
    ),
    Rule("unit", _duration, rf"(?P<n>an?|one)\s{UNIT}{_AND_A_HALF}", needs=("half",)),
    Rule("unit", _hyphened, rf"(?P<n>{NUMBER})-{UNIT}", needs=("-",)),
    Rule(
        "unit", _several, rf"(?:the\s{_SPAN}\s)?{_SOME}\s(?:more\s)?{UNIT}", needs=("several", "many", "few", "couple")
    ),
    Rule(
        "unit",
        _one,
        r"(?:another|an\sadditional)\s(?P<unit>year|month|week|decade|hour)",
        needs=("another", "additional"),
    ),
    Rule(
        "unit",
        _one,
        r"the\s(?:past|next|coming)\s(?P<unit>year|month|week|decade|century|hour)",
        needs=("the past", "the next", "the coming"),
    ),
    Rule("quarter", _duration, rf"(?:the\s)?{_SPAN}\s(?P<n>{NUMBER})\s(?P<unit>quarters)(?P<half>\b)"),
    Rule("unit", _several, rf"{_LASTING}{UNIT}(?<=s)", needs=("for ", "over ", "after ", "in ")),
    Rule("unit", _long, r"(?P<unit>years?|months?|weeks?|days?|hours?|decades?)-long", needs=("-long",)),
    Rule("unit", _each, r"(?:each|every)\s(?P<word>day|week|month|year|hour)", needs=("each", "every")),
    Rule("weekday", _each, rf"(?:each|every)\s(?P<word>{WEEKDAY_NAME})"),
    Rule("weekday", _weekdays, rf"(?P<word>{WEEKDAY_NAME})(?:s|\s(?P<part>morning|evening|night|afternoon)s)"),
    Rule("part", _each, r"(?:each|every)\s(?P<word>morning|evening|night|afternoon)"),
    Rule("rhythm", _rhythm, r"daily|weekly|monthly|yearly|hourly"),
)
