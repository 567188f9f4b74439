"""Time expressions that name a day or a part of one: dates, months, weekdays, yesterday, clock times."""

from __future__ import annotations

import re

from auditor.reading.calendar import DATE, MONTH, MONTHS, day, readings
from auditor.reading.timex_numbers import SPELLED_YEAR, spelled_year
from auditor.reading.timex_setting import Reading, Rule, Setting, moved

YEAR = r"(?:1[5-9]|20)\d\d"
PHASE = r"(?:(?:early|late|mid)[ -])?"
WEEKDAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_ANY_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PART = r"(?:\s(?P<part>morning|afternoon|evening|night))?"
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_SHIFTS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_WHICH_YEAR = {"last": -1, "this": 0, "next": 1}
_CUE = re.compile(
    r"\b(?:in|since|by|until|till|through|from|of|early|late|mid|last|next|this|each|every|between|before|after|and|to)"
    r"[ -]$",
    re.IGNORECASE,
)
"""Words before "March" or "May" that make it the month, not the verb or a name."""
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]+")
_ALSO_NAMES = ("january", "march", "april", "may", "june", "august")


def _month_number(match: re.Match[str]) -> int:
    return MONTHS[match["month"].rstrip(".").lower()]


def _full_date(match: re.Match[str], setting: Setting) -> Reading:
    number = int(re.sub(r"\D", "", match["day"]))
    if match["year"]:
        return _exact(int(match["year"]), _month_number(match), number)
    return setting.day_of_month(match.start(), _month_number(match), number)


def _exact(year: int, month: int, number: int) -> Reading:
    found = day(year, month, number)
    return Reading("DATE", found.isoformat()) if found else Reading("DATE", None, impossible=True)


def _numeric(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read 2022-02-09 or 13.8.2022; a form with two readings has no value."""
    found = DATE.fullmatch(match.string, *match.span())
    if found is None:
        return None
    days = readings(found).days
    return Reading("DATE", days[0].isoformat() if len(days) == 1 else None, impossible=not days)


def _month_year(match: re.Match[str], setting: Setting) -> Reading:
    year = int(match["year"]) if match["year"][0].isdigit() else spelled_year(match["year"])
    return Reading("DATE", f"{year:04}-{_month_number(match):02}" if year else None)


def _month(match: re.Match[str], setting: Setting) -> Reading | None:
    name, text = match["month"], match.string
    left = text[max(0, match.start("month") - 10) : match.start("month")]
    cued = match["which"] or match["whose"] or _CUE.search(left)
    if name[-1] != "." and len(name) == 3 and name.lower() != "may":
        return None  # a bare abbreviation is more often a name or a code
    if name.lower() in ("march", "may") and not cued:
        return None
    if name.lower() in _ALSO_NAMES and _NAME_FOLLOWS.match(text, match.end()):
        return None
    if not name[0].isupper() and not cued:
        return None
    month = _month_number(match)
    if match["whose"]:
        year = setting.years(_WHICH_YEAR[match["whose"].lower()])
        return Reading("DATE", f"{year}-{month:02}" if year else None)
    if match["which"] and setting.anchor:
        now, which = setting.anchor.month, match["which"].lower()
        year = setting.years(-(month >= now) if which == "last" else int(month <= now) if which == "next" else 0)
        return Reading("DATE", f"{year}-{month:02}" if year else None)
    return Reading("DATE", setting.month(match.start(), month))


def _each_month(match: re.Match[str], setting: Setting) -> Reading:
    return Reading("SET", f"XXXX-{_month_number(match):02}")


def _weekday(match: re.Match[str], setting: Setting) -> Reading:
    which = (match["which"] or "").lower().split(" ")[0]
    return _parted(setting.weekday(match.start(), match["weekday"], which), match["part"])


def _deictic(match: re.Match[str], setting: Setting) -> Reading:
    word = match["word"].lower()
    return _parted(setting.days(_SHIFTS[word]), "night" if word == "tonight" else match["part"])


def _this_part(match: re.Match[str], setting: Setting) -> Reading:
    return _parted(setting.days(-1 if match["which"].lower() == "last" else 0), match["part"])


def _next_part(match: re.Match[str], setting: Setting) -> Reading:
    return _parted(moved(setting.last_day, days=1) if setting.last_day else None, match["part"])


def _parted(value: str | None, part: str | None) -> Reading:
    if not part:
        return Reading("DATE", value)
    return Reading("TIME", value + _PARTS[part.lower()] if value else None)


def _clock(match: re.Match[str], setting: Setting) -> Reading | None:
    named = match.groupdict()
    if named.get("word"):
        hour, minute = (0 if match["word"].lower() == "midnight" else 12), "00"
    else:
        hour, minute = int(match["hour"]), match["minute"] or "00"
        half = (named.get("half") or "").lower()
        if half and not 1 <= hour <= 12:
            return None
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
    value = setting.days(0)
    weekday = match["weekday"] or ((zoned := _ZONED.match(match.string, match.end())) and zoned["weekday"])
    if weekday:
        value = setting.weekday(match.start(), weekday, "")
    elif match["deictic"]:
        value = setting.days(_SHIFTS[match["deictic"].lower()])
    elif match["month"]:
        value = setting.day_of_month(match.start(), _month_number(match), int(match["day"])).value
    return Reading("TIME", f"{value}T{hour:02}:{minute}" if value else None)


_NAMED = rf"(?P<weekday>{WEEKDAY_NAME}|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\.)"
_LED = rf"(?:{_NAMED}(?:\s(?:morning|afternoon|evening|night))?,?\s)?"
_WHEN = (
    rf"(?:,?\s(?:on\s)?(?P<weekday>{WEEKDAY_NAME})|\s(?P<deictic>yesterday|today|tomorrow)"
    rf"|,\s(?P<month>{MONTH})\s(?P<day>{_DAY})(?!\d))?"
)
_ZONE = r"(?:\s(?:EST|EDT|ET|GMT|UTC|BST|CET|CEST|PST|PDT|CST|CDT|MST|CT|PT|IST)\b)"
_THE = r"(?:(?<=day )the\s|(?<=day, )the\s)?"
_OF = rf"(?:\sof)?\s(?P<month>{MONTH})"
_ZONED = re.compile(rf"\s\(\d{{4}}(?:{_ZONE})?\)\s(?:on\s)?(?P<weekday>{WEEKDAY_NAME})")
"""The weekday behind a clock time given a second time in another zone: "10:35 a.m. (0735 GMT) Friday"."""
_HALF_DAY = r"\s?(?P<half>[ap])(?:\.\s?m\.|m)"
RULES = (
    Rule("month", _full_date, rf"{_LED}(?P<month>{MONTH})\s(?P<day>{_ANY_DAY}),?\s(?P<year>{YEAR})"),
    Rule("month", _full_date, rf"(?:around\s)?{_LED}(?P<month>{MONTH})\s(?P<day>{_DAY})(?P<year>\b)"
                             r"(?!\d|,\d{3}|:\d)"),
    Rule("month", _full_date, rf"{_LED}{_THE}(?P<day>{_ANY_DAY}){_OF},?\s(?P<year>{YEAR})"),
    Rule("month", _full_date, rf"{_LED}{_THE}(?P<day>{_DAY}){_OF}(?P<year>\b)"),
    Rule("month", _month_year, rf"{PHASE}(?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{YEAR}|{SPELLED_YEAR})"),
    Rule("month", _each_month, rf"(?:each|every)\s(?P<month>{MONTH})"),
    Rule("month", _month, rf"(?:(?:the\s)?(?:beginning|start|middle|end)\sof\s|{PHASE})(?:(?P<which>last|next|this)\s)?"
                          rf"(?P<month>{MONTH})(?:\s(?P<whose>last|next|this)\syear)?(?!\s\d)"),
    Rule("numeric", _numeric, r"(?P<year>\d{1,4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,4})"),
    Rule("weekday", _weekday, rf"(?:(?P<which>last|next|this|this\scoming)\s|(?:early|late)\s)?"
                              rf"(?P<weekday>{WEEKDAY_NAME}){_PART}(?!,?\s{MONTH}\s\d|,?\s\d\d?\s{MONTH})"),
    Rule("deictic", _deictic, rf"(?:(?:early|late)\s)?(?P<word>yesterday|today|tonight|tomorrow){_PART}"),
    Rule("part", _this_part, r"(?P<which>this|last)\s(?P<part>morning|afternoon|evening|night)"),
    Rule("part", _next_part, r"the\s(?:next|following)\s(?P<part>morning|afternoon|evening|night)"),
    Rule("clock", _clock, rf"(?:around\s)?(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?{_HALF_DAY}{_ZONE}?{_WHEN}"),
    Rule("clock", _clock, rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d){_ZONE}{_WHEN}"),
    Rule("clock", _clock, rf"(?P<word>noon|midday|midnight){_WHEN}"),
)  # fmt: skip
