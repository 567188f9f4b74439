"""The rules behind `auditor.reading.dates`: what a time expression looks like, and what it stands for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from auditor.reading.calendar import MONTH, MONTHS, WEEKDAYS, day

Type = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression with its reading; see `DateMention` for the fields."""

    start: int
    end: int
    type: Type
    value: str | None
    weekday: str | None = None
    explicit_year: bool = False
    impossible: bool = False


@dataclass(slots=True)
class Setting:
    """What a reading may lean on: the article's day, and the text to the left for its tense."""

    text: str
    anchor: datetime.date | None
    quarter: str | None = None
    last: str | None = None


Reading = tuple[Type, str | None] | tuple[Type, str | None, bool]
"""Type, value, and whether the calendar has no such day."""
Reader = Callable[[re.Match[str], Setting], "Reading | None"]

_CARDINALS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"], 1)
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a": 1, "an": 1}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S", "decade": "E",
          "century": "C", "quarter": "Q"}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_DIGIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_N = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|{_DIGIT}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-{_DIGIT})?)"
)
_MONTH_FULL = MONTH.replace("may|", "").replace("mar(?:ch)?|", "")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_WEEKDAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:\s(?P<part>morning|afternoon|evening|night))?"

_FUTURE = re.compile(
    r"\b(?:will|would|shall|plans?|planned|scheduled|expected|due|may|might|could|until|by|to be|set|next|upcoming|"
    r"expires?|ends)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|\w{3,}ed|came|went|won|took|made|began|met|held|found|left|gave)\b", re.IGNORECASE
)
_PRICE = re.compile(r"(?:\d[\d.,]*%?|million|billion|once|twice|times|cents|dollars|percent)\s$", re.IGNORECASE)
_QUANT = re.compile(r"(?:[$€£#]|\bNo\.?\s|\d[.,])$")
_NOT_A_YEAR = re.compile(
    r"\s?(?:%|percent|per cent|people|workers|jobs|miles|kilometers|kilometres|km|square|feet|tons|tonnes|troops|soldiers|"
    r"million|billion|dollars|euros|pounds|[A-Za-z]+\s(?:people|workers|jobs))|[-–]\d{3}\b|\.\d"
)


def _number(text: str) -> float | None:
    text = text.lower().replace(",", "")
    if text in _CARDINALS:
        return _CARDINALS[text]
    head, _, tail = text.partition("-")
    if tail and head in _CARDINALS and tail in _CARDINALS:
        return _CARDINALS[head] + _CARDINALS[tail]
    try:
        return float(text)
    except ValueError:
        return None


def _amount(number: float, unit: str, factor: int = 1) -> str:
    letter = _UNITS[unit]
    if letter in "EC":
        number, letter = number * (10 if letter == "E" else 100), "Y"
    if letter == "Q":
        number, letter = number * 3, "M"
    written = f"{number * factor:g}"
    return f"PT{written}{letter}" if unit in ("hour", "minute", "second") else f"P{written}{letter}"


def future(setting: Setting, at: int) -> bool:
    """Whether the nearest verb to the left in the sentence looks ahead."""
    left = setting.text[max(0, at - 90) : at]
    left = re.split(r"[.!?]\s", left)[-1]
    ahead = max((match.start() for match in _FUTURE.finditer(left)), default=-1)
    behind = max((match.start() for match in _PAST.finditer(left)), default=-1)
    return ahead > behind


def _month_value(setting: Setting, at: int, month: int) -> str | None:
    if setting.anchor is None:
        return None
    year, now = setting.anchor.year, setting.anchor.month
    if future(setting, at):
        year += month < now
    else:
        year -= month > now + 1
    return f"{year}-{month:02}"


def _month_day(setting: Setting, at: int, month: int, number: int) -> Reading:
    if setting.anchor is None:
        return "DATE", None, number > 29 + (month != 2) + (month in (1, 3, 5, 7, 8, 10, 12))
    anchor = setting.anchor
    days = [one for shift in (-1, 0, 1) if (one := day(anchor.year + shift, month, number)) is not None]
    if not days:
        return "DATE", None, True
    if future(setting, at) or "this year" in setting.text[max(0, at - 16) : at]:
        named = [one for one in days if 0 <= (one - anchor).days <= 300]
        if named:
            return "DATE", named[0].isoformat()
    near = [one for one in days if (one - anchor).days <= 45]
    return "DATE", min(near, key=lambda one: abs((one - anchor).days)).isoformat()


def _full_date(match: re.Match[str], setting: Setting) -> Reading:
    month = MONTHS[match["month"].rstrip(".").lower()]
    number = int(re.sub(r"\D", "", match["day"]))
    if match["year"]:
        found = day(int(match["year"]), month, number)
        return ("DATE", found.isoformat()) if found else ("DATE", None, True)
    return _month_day(setting, match.start(), month, number)


def _month_year(match: re.Match[str], setting: Setting) -> Reading:
    return "DATE", f"{match['year']}-{MONTHS[match['month'].rstrip('.').lower()]:02}"


def _month(match: re.Match[str], setting: Setting) -> Reading | None:
    if not match["month"][0].isupper():
        return None
    month = MONTHS[match["month"].rstrip(".").lower()]
    word = (match["which"] or "").lower()
    if word and setting.anchor:
        shift = {"last": -1 if month >= setting.anchor.month else 0, "next": 1 if month <= setting.anchor.month else 0}
        return "DATE", f"{setting.anchor.year + shift.get(word, 0)}-{month:02}"
    return "DATE", _month_value(setting, match.start(), month)


def _iso(match: re.Match[str], setting: Setting) -> Reading:
    found = day(int(match["year"]), int(match["m"]), int(match["d"]))
    return ("DATE", found.isoformat()) if found else ("DATE", None, True)


def _year(match: re.Match[str], setting: Setting) -> Reading | None:
    text = setting.text
    if _QUANT.search(text[max(0, match.start() - 4) : match.start()]) or _NOT_A_YEAR.match(
        text, match.end(), match.end() + 30
    ):
        return None
    return "DATE", match["year"]


def _decade(match: re.Match[str], setting: Setting) -> Reading:
    if match["decade"]:
        return "DATE", match["decade"][:3]
    return "DATE", "19" + match["short"][0]


def _weekday(match: re.Match[str], setting: Setting) -> Reading:
    if setting.anchor is None:
        return "DATE", None
    wanted = WEEKDAYS.index(match["weekday"].lower())
    back = (setting.anchor.weekday() - wanted) % 7
    which = (match["which"] or "").lower()
    if which == "next" or (which != "last" and back and future(setting, match.start())):
        found = setting.anchor + datetime.timedelta(7 - back if back else 7)
    else:
        found = setting.anchor - datetime.timedelta(back or (7 if which == "last" else 0))
    value = found.isoformat()
    part = match["part"]
    return ("DATE", value) if not part else ("TIME", value + _PARTS[part.lower()])


_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


def _deictic(match: re.Match[str], setting: Setting) -> Reading:
    word = match["word"].lower()
    shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[word]
    if setting.anchor is None:
        return "DATE", None
    value = (setting.anchor + datetime.timedelta(shift)).isoformat()
    part = "night" if word == "tonight" else (match["part"] or "").lower()
    return ("TIME", value + _PARTS[part]) if part else ("DATE", value)


def _this_part(match: re.Match[str], setting: Setting) -> Reading:
    if setting.anchor is None:
        return "TIME", None
    shift = -1 if match["which"].lower() == "last" else 0
    value = setting.anchor + datetime.timedelta(shift)
    return "TIME", value.isoformat() + _PARTS[match["part"].lower()]


def _now(match: re.Match[str], setting: Setting) -> Reading:
    word = match.group().lower()
    if "future" in word:
        return "DATE", "FUTURE_REF"
    return "DATE", "PAST_REF" if re.search(r"recent|past|ago", word) else "PRESENT_REF"


def _relative_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    which, unit = match["which"].lower().removeprefix("the "), match["unit"].lower()
    if which == "the" and unit != "weekend":
        return None
    if setting.anchor is None:
        return "DATE", None
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    now = setting.anchor
    if unit == "year":
        return "DATE", str(now.year + shift)
    if unit == "month":
        months = now.year * 12 + now.month - 1 + shift
        return "DATE", f"{months // 12}-{months % 12 + 1:02}"
    if unit in ("week", "weekend"):
        year, week, _ = (now + datetime.timedelta(7 * shift)).isocalendar()
        return "DATE", f"{year}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "quarter":
        quarters = now.year * 4 + (now.month - 1) // 3 + shift
        return "DATE", f"{quarters // 4}-Q{quarters % 4 + 1}"
    if unit in _SEASONS:
        return "DATE", f"{now.year + shift}-{_SEASONS[unit]}"
    if unit == "century":
        return "DATE", str(now.year // 100 + shift)
    if unit == "decade":
        return "DATE", str(now.year // 10 + shift)
    return None


def _season_year(match: re.Match[str], setting: Setting) -> Reading:
    return "DATE", f"{match['year']}-{_SEASONS[match['unit'].lower()]}"


def _quarter(match: re.Match[str], setting: Setting) -> Reading:
    number = _ORDINALS[match["nth"].lower()]
    year = match["year"] or (str(setting.anchor.year) if setting.anchor else None)
    if (
        not match["year"]
        and setting.anchor
        and 3 * (number - 1) + 1 > setting.anchor.month
        and not future(setting, match.start())
    ):
        year = str(setting.anchor.year - 1)
    return "DATE", f"{year}-Q{number}" if year else None


def _year_earlier(match: re.Match[str], setting: Setting) -> Reading:
    if setting.last and (found := re.fullmatch(r"(\d{4})(-Q[1-4]|-\d\d)?", setting.last)):
        return "DATE", f"{int(found[1]) - 1}{found[2] or ''}"
    return "DATE", str(setting.anchor.year - 1) if setting.anchor else None


def _duration(match: re.Match[str], setting: Setting) -> Reading | None:
    number, unit = _number(match["n"]), match["unit"].lower()
    if match["n"].lower() in ("a", "an") and (
        unit in ("second", "minute") or _PRICE.search(match.string, max(0, match.start() - 16), match.start())
    ):
        return None  # a second, a minute; $5 a week, twice a day
    return None if number is None else ("DURATION", _amount(number, unit))


def _vague(match: re.Match[str], setting: Setting) -> Reading:
    unit = match["unit"].lower()
    return "DURATION", ("PTX" if unit in ("hour", "minute", "second") else "PX") + _UNITS[unit]


def _ago(match: re.Match[str], setting: Setting) -> Reading | None:
    unit, number = match["unit"].lower(), _number(match["n"])
    if number is None or setting.anchor is None:
        return "DATE", None
    whole, now = int(number), setting.anchor
    try:
        if unit == "year":
            return "DATE", str(now.year - whole)
        if unit == "month":
            months = now.year * 12 + now.month - 1 - whole
            return "DATE", f"{months // 12}-{months % 12 + 1:02}"
        if unit == "week":
            year, week, _ = (now - datetime.timedelta(7 * whole)).isocalendar()
            return "DATE", f"{year}-W{week:02}"
        if unit == "day":
            return "DATE", (now - datetime.timedelta(whole)).isoformat()
    except OverflowError:
        return "DATE", None
    return "DATE", str(now.year - 10 * whole) if unit == "decade" else None


def _vague_ago(match: re.Match[str], setting: Setting) -> Reading:
    return "DATE", "PAST_REF"


_SETS = {"dai": "P1D", "week": "P1W", "month": "P1M", "annual": "P1Y", "year": "P1Y", "quarter": "P3M"}


def _set(match: re.Match[str], setting: Setting) -> Reading:
    word = match.group().lower()
    if found := re.search(_WEEKDAYS, match.group(), re.IGNORECASE):
        return "SET", f"XXXX-WXX-{WEEKDAYS.index(found.group().lower()) + 1}"
    for start, value in (
        ("dai", "P1D"),
        ("week", "P1W"),
        ("month", "P1M"),
        ("annual", "P1Y"),
        ("year", "P1Y"),
        ("quarter", "P3M"),
    ):
        if word.startswith(start):
            return "SET", value
    return "SET", f"P1{_UNITS[word.split()[-1]]}"


def _clock(match: re.Match[str], setting: Setting) -> Reading | None:
    hour, minute = int(match["h"]), match["min"] or "00"
    if hour > 12 or hour == 0:
        return None
    hour = hour % 12 + (12 if match["ap"].lower().startswith("p") else 0)
    return "TIME", f"{setting.anchor.isoformat()}T{hour:02}:{minute}" if setting.anchor else None


def _fiscal(match: re.Match[str], setting: Setting) -> Reading:
    return "DATE", match["year"]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£/-])(?:{pattern})(?![\w/]|-\d)", re.IGNORECASE)


_UNIT = r"(?P<unit>year|month|week|day|hour|minute|second|decade)"
_SEASON = r"(?P<unit>spring|summer|autumn|fall|winter)"
_PHASE = r"(?:(?:early|late|mid)[ -])?"
_ABOUT = r"(?:(?:at least|nearly|more than|almost|less than|up to)\s)?"
_Y = rf"(?:,?\s(?P<year>{_YEAR}))?"
_SPEC: tuple[tuple[str, Reader, str], ...] = (
    ("month", _full_date, rf"(?P<weekday>{_WEEKDAYS}),?\s(?P<month>{MONTH})\s(?P<day>{_DAY}){_Y}"),
    ("month", _full_date, rf"(?P<weekday>{_WEEKDAYS}),?\s(?:the\s)?(?P<day>{_DAY})(?:\sof)?\s(?P<month>{MONTH}){_Y}"),
    ("month", _full_date, rf"(?P<month>{MONTH})\s(?P<day>{_DAY}){_Y}(?!\d|,\d{{3}}|:\d)"),
    ("month", _full_date, rf"(?P<day>{_DAY})(?:\sof)?\s(?P<month>{MONTH}){_Y}"),
    ("month", _month_year, rf"{_PHASE}(?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{_YEAR})"),
    ("month", _month, rf"{_PHASE}(?:(?P<which>last|next|this)\s)?(?P<month>{_MONTH_FULL})"),
    ("month", _month, r"(?:(?<=in )|(?<=since )|(?<=by )|(?<=last )|(?<=until )|(?<=of ))(?P<which>\b)(?P<month>March|May)"
                      r"(?!\s\d)"),
    ("year", _iso, r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"),
    ("year", _season_year, rf"(?:the\s)?{_PHASE}{_SEASON}\s(?:of\s)?(?P<year>{_YEAR})"),
    ("year", _fiscal, rf"fiscal(?:\syear)?\s(?P<year>{_YEAR})"),
    ("year", _quarter, rf"(?:the\s)?(?P<nth>first|second|third|fourth)\squarter(?:\s(?:of\s)?(?P<year>{_YEAR}))?"),
    ("year", _quarter, rf"(?P<nth>first|second|third|fourth)-quarter(?:\s(?P<year>{_YEAR}))?"),
    ("year", _year, rf"{_PHASE}(?P<year>{_YEAR})"),
    ("decade", _decade, rf"(?:the\s)?{_PHASE}(?:(?P<decade>(?:1[5-9]|20)\d0)['’]?s|['’](?P<short>[2-9]0)s)"),
    ("weekday", _weekday, rf"(?:(?P<which>last|next|this)\s)?(?P<weekday>{_WEEKDAYS}){_PART}"),
    ("weekday", _set, rf"(?:each|every)\s{_WEEKDAYS}"),
    ("deictic", _deictic, rf"(?P<word>yesterday|today|tonight|tomorrow){_PART}"),
    ("part", _this_part, r"(?P<which>this|last)\s(?P<part>morning|afternoon|evening|night)"),
    ("now", _now, r"now|currently|at present|recently|(?:in )?recent (?:years|weeks|months|days)|these days|nowadays"),
    ("now", _now, r"the (?:near |recent )?(?:past|future)|at the moment"),
    ("unit", _relative_unit, r"(?:(?:early|late|earlier|later)\s)?(?P<which>last|this|next|the previous|the coming|the next"
                             r"|the last|the)\s(?P<unit>weekend|year|month|week|quarter|spring|summer|autumn|fall|winter"
                             r"|century|decade)"),
    ("unit", _year_earlier, r"a year (?:earlier|ago)|the year-earlier (?:quarter|period)|the previous year"),
    ("unit", _ago, rf"{_ABOUT}(?P<n>{_N}|an?)\s{_UNIT}s?\s(?:ago|earlier)"),
    ("unit", _vague_ago, r"(?:(?:several|a few|some|many)\s)?(?:years|months|weeks|days|decades|hours|minutes)\sago"),
    ("unit", _duration, rf"(?:the\s)?(?:past|last|next|first|coming|final)\s(?P<n>{_N})\s{_UNIT}s?"),
    ("unit", _duration, rf"{_ABOUT}(?:the\s(?={_N}\s))?(?P<n>{_N}|an?)\s{_UNIT}s?"),
    ("unit", _duration, rf"(?P<n>{_N})-{_UNIT}(?!s?-old)"),
    ("unit", _vague, rf"(?:several|many|a few|the past several|the past few|recent)\s{_UNIT}s"),
    ("unit", _vague, rf"(?:(?<=for )|(?<=over )|(?<=after )){_UNIT}s"),
    ("set", _set, r"daily|weekly|monthly|annually|yearly|quarterly|annual|(?:every|each) (?:day|week|month|year)"),
    ("clock", _clock, r"(?P<h>\d{1,2})(?::(?P<min>[0-5]\d))?\s?(?P<ap>[ap])\.?m\.?(?:\s(?:EST|EDT|ET|GMT|PST|PDT|CT|PT)\b)?"),
)  # fmt: skip

_HEADS = re.compile(
    r"""\b(?:
      (?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)
    | (?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)
    | (?P<decade>(?:1[5-9]|20)\d0['’]?s\b)
    | (?P<year>(?:1[5-9]|20)\d\d\b|quarter)
    | (?P<deictic>yesterday|today|tonight|tomorrow)
    | (?P<part>(?:this|last)\s(?:morning|afternoon|evening|night))
    | (?P<now>now\b|currently|at\spresent|at\sthe\smoment|recent|these\sdays|nowadays|the\s(?:near\s)?(?:past|future)\b)
    | (?P<unit>(?:year|month|week|day|hour|minute|second|decade|century|weekend|spring|summer|autumn|fall|winter|quarter)s?\b)
    | (?P<set>daily|weekly|monthly|annual|yearly|quarterly|(?:every|each)\s)
    | (?P<clock>[ap]\.?m\b)
    )|(?P<clock2>\d\s?[ap]\.?m\b)|(?P<decade2>['’][2-9]0s\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_BY_HEAD: dict[str, list[tuple[int, re.Pattern[str], Reader]]] = {}
for _rank, (_head, _reader, _pattern) in enumerate(_SPEC):
    _BY_HEAD.setdefault(_head, []).append((_rank, _compiled(_pattern), _reader))
_BEFORE, _AFTER = 48, 40


def scan(text: str, anchor: datetime.date | None) -> Iterator[Found]:
    """Yield the time expressions of `text` in order, none overlapping another."""
    candidates: dict[tuple[int, int], tuple[int, re.Match[str], Reader]] = {}
    for head in _HEADS.finditer(text):
        kinds = {(head.lastgroup or "").rstrip("2")}
        if "year" in kinds or "unit" in kinds:
            kinds |= {"year", "unit"} if head.group().lower().startswith("quarter") else set()
        if head.lastgroup == "weekday":
            kinds.add("month")
        if head.lastgroup == "unit" and head.group().lower().rstrip("s") in _SEASONS:
            kinds.add("year")
        start, end = max(0, head.start() - _BEFORE), min(len(text), head.end() + _AFTER)
        while start and text[start - 1].isalnum():
            start -= 1
            if head.start() - start > 2 * _BEFORE:
                break
        for kind in kinds:
            for rank, pattern, reader in _BY_HEAD.get(kind, ()):
                for match in pattern.finditer(text, start, end):
                    if match.start() < head.end() and head.start() < match.end():
                        key = match.span()
                        if key not in candidates or rank < candidates[key][0]:
                            candidates[key] = (rank, match, reader)
    setting, reached = Setting(text, anchor), 0
    ordered = sorted(candidates.items(), key=lambda item: (item[0][0], -item[0][1], item[1][0]))
    for (start, end), (_, match, reader) in ordered:
        if start < reached:
            continue
        reading = reader(match, setting)
        if reading is None:
            continue
        reached = end
        type_, value, *rest = reading
        if value is not None and value[:4].isdigit():
            setting.last = value
        groups = match.groupdict()
        yield Found(
            start,
            end,
            type_,
            value,
            weekday=groups["weekday"].capitalize() if groups.get("weekday") else None,
            explicit_year=bool(groups.get("year")),
            impossible=bool(rest and rest[0]),
        )
