"""Time expressions that name a period: years, quarters, decades, seasons, this week, a year ago, now."""

from __future__ import annotations

import re

from auditor.reading.timex_days import PHASE, YEAR
from auditor.reading.timex_numbers import NUMBER, SPELLED_YEAR, UNIT, number, singular, spelled_year
from auditor.reading.timex_setting import Reading, Rule, Setting, exact_day, moved

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 2}
_SHIFTS = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_AMOUNT_BEFORE = re.compile(r"(?:[$€£#]|\bNo\.?\s|\d[.,])$")
_COUNTED_AFTER = re.compile(
    r"\s?(?:%|percent|per cent|people|workers|jobs|miles|kilometers|kilometres|km|square|feet|tons|tonnes|troops"
    r"|soldiers|million|billion|dollars|euros|pounds|votes|points|[A-Za-z]+\s(?:people|workers|jobs))|[-–]\d{3}\b|\.\d"
)


def _year(match: re.Match[str], setting: Setting) -> Reading | None:
    if _AMOUNT_BEFORE.search(match.string, max(0, match.start() - 4), match.start()):
        return None
    if _COUNTED_AFTER.match(match.string, match.end(), match.end() + 30):
        return None
    return Reading("DATE", match["year"])


def _spoken_year(match: re.Match[str], setting: Setting) -> Reading | None:
    year = spelled_year(match["year"] or match["thousand"])
    return Reading("DATE", str(year)) if year else None


def _decade(match: re.Match[str], setting: Setting) -> Reading:
    return Reading("DATE", match["decade"][:3] if match["decade"] else f"19{match['short'][0]}")


def _ordinal_century(match: re.Match[str], setting: Setting) -> Reading:
    return Reading("DATE", f"{int(match['nth']) - 1:02}")


def _season_year(match: re.Match[str], setting: Setting) -> Reading | None:
    year = match["year"] if match["year"][0].isdigit() else spelled_year(match["year"])
    return Reading("DATE", f"{year}-{SEASONS[match['unit'].lower()]}") if year else None


def _half(match: re.Match[str], setting: Setting) -> Reading:
    year = match["year"] or setting.years(_SHIFTS.get((match["which"] or "").lower(), 0))
    return Reading("DATE", f"{year}-H{_ORDINALS[match['nth'].lower()]}" if year else None)


def _quarter(match: re.Match[str], setting: Setting) -> Reading:
    count, year = _ORDINALS[match["nth"].lower()], match["year"]
    if not year and setting.anchor:
        ahead = 3 * count - 2 > setting.anchor.month and not setting.future(match.start())
        year = setting.years(-1 if ahead else 0)
    return Reading("DATE", f"{year}-Q{count}" if year else None)


def _same_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the quarter": the one named last; "the latest quarter" is else the one that ended before the article."""
    if setting.last_quarter:
        return Reading("DATE", setting.last_quarter)
    return Reading("DATE", setting.quarters(-1)) if "latest" in match.group().lower() else None


def _years_quarter(match: re.Match[str], setting: Setting) -> Reading:
    """Read "last year's third quarter"; without a number it is the quarter named last, in that year."""
    year = setting.years(_SHIFTS.get(match["which"].lower(), 0))
    number = f"Q{_ORDINALS[match['nth'].lower()]}" if match["nth"] else (setting.last_quarter or "")[5:]
    return Reading("DATE", f"{year}-{number}" if year and number else year)


def _twelve_months(match: re.Match[str], setting: Setting) -> Reading:
    return Reading("DURATION", "P1Y")


def _whole(match: re.Match[str], setting: Setting) -> Reading:
    """Read "the end of the year", "year end" and a bare "the year": the article's own, unless "last" or "next"."""
    which = (match.groupdict().get("which") or "").lower()
    return Reading("DATE", _shifted(setting, match["unit"].lower(), _SHIFTS.get(which, 0)))


def _season(match: re.Match[str], setting: Setting) -> Reading:
    """Read "over the summer": the last one, unless the sentence looks ahead; "in the fall": this year's."""
    unit, at = match["unit"].lower(), match.start()
    gone = match.string[max(0, at - 11) : at].lower().endswith(("over the ", "during the ")) and not setting.future(at)
    later = setting.anchor is not None and setting.anchor.month < _BEGINS[SEASONS[unit]]
    return Reading("DATE", _shifted(setting, unit, -1 if gone and later else 0))


def _year_before(match: re.Match[str], setting: Setting) -> Reading:
    """Read "a year earlier": the period named last, one year back; "a year ago" leans on quarters only."""
    words = match.group().lower()
    named = setting.last_quarter if "ago" in words else setting.last
    if setting.last_quarter and words.endswith(("quarter", "period", "last year")):
        named = setting.last_quarter
    if named and exact_day(named):
        named = setting.days(0)  # "ended Aug. 26. A year earlier ..." compares whole years with the article's
    back = moved(named, years=-1) if named else None
    return Reading("DATE", back or setting.years(-1))


def _fiscal(match: re.Match[str], setting: Setting) -> Reading:
    return Reading("DATE", match["year"])


def _current(match: re.Match[str], setting: Setting) -> Reading | None:
    which, unit = match["which"].lower().removeprefix("the "), singular(match["unit"])
    if match["which"] == "This" and match["unit"][0].isupper():
        return None  # the name of a programme: "This Week"
    if which == "latest" and unit == "quarter":
        return _same_quarter(match, setting)
    if which == "the":
        return Reading("DATE", _weekend(setting)) if unit == "weekend" else None
    return Reading("DATE", _shifted(setting, unit, _SHIFTS.get(which, 0)))


def _weekend(setting: Setting) -> str | None:
    """Return the weekend that has begun last."""
    week = setting.weeks(0 if setting.anchor and setting.anchor.weekday() >= 5 else -1)
    return f"{week}-WE" if week else None


def _shifted(setting: Setting, unit: str, shift: int) -> str | None:
    if unit in ("year", "fiscal year"):
        return setting.years(shift)
    if unit == "month":
        return setting.months(shift)
    if unit == "week":
        return setting.weeks(shift)
    if unit == "weekend":
        week = setting.weeks(shift)
        return f"{week}-WE" if week else None
    if unit == "quarter":
        return setting.quarters(shift)
    year = setting.years(shift * {"decade": 10, "century": 100}.get(unit, 1))
    if year is None or unit not in SEASONS:
        return year and year[: {"decade": 3, "century": 2}.get(unit, 4)]
    return f"{year}-{SEASONS[unit]}"


def _that(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "that year", "the following day": the period named last, or the one beside it."""
    unit, next_ = singular(match["unit"]), match["next"] is not None
    named = setting.last_day if unit == "day" else setting.last
    length = {"day": 10, "month": 7, "year": 4}[unit]
    if not named or len(named) < length:
        return Reading("DATE", None) if next_ or unit == "day" else None
    return Reading("DATE", moved(named[:length], **{f"{unit}s": int(next_)}))


def _ago(match: re.Match[str], setting: Setting) -> Reading:
    unit, count = singular(match["unit"]), number(match["n"])
    if count is None:
        return Reading("DATE", None)
    back = -int(count)
    if match["earlier"] and setting.last_day and unit == "day":
        return Reading("DATE", moved(setting.last_day, days=back))
    if unit == "day":
        return Reading("DATE", setting.days(back))
    if unit == "week":
        return Reading("DATE", setting.days(7 * back), loose=True)
    if unit in ("year", "month"):
        return Reading("DATE", _shifted(setting, unit, back))
    years = {"decade": 10, "century": 100}.get(unit)
    return Reading("DATE", setting.years(back * years) if years else None)  # None: hours and minutes ago


def _long_ago(match: re.Match[str], setting: Setting) -> Reading:
    return Reading("DATE", "PAST_REF")


def _now(match: re.Match[str], setting: Setting) -> Reading:
    word = match.group().lower()
    if "future" in word:
        return Reading("DATE", "FUTURE_REF")
    return Reading("DATE", "PAST_REF" if "recent" in word or "past" in word or "time" in word else "PRESENT_REF")


_SEASON = r"(?P<unit>spring|summer|autumn|fall|winter)"
_ABOUT = r"(?:(?:at least|nearly|more than|almost|less than|over)\s)?"
_ENDS = r"(?:the\s(?:beginning|start|middle|end)\sof\s)?"
_NTH = r"(?P<nth>first|second|third|fourth)"
_TURN = r"(?:(?:early|late|later|sometime|(?-i:Earlier))\s)?"
_WHICH = r"(?P<which>last|this|next|the\s(?:previous|coming|current|last|latest)|the)"
_SOME = r"(?:several|a\sfew|some|many|a\scouple\sof)"
RULES = (
    Rule("season", _season_year, rf"(?:the\s)?{PHASE}{_SEASON}\s(?:of\s)?(?P<year>{YEAR}|{SPELLED_YEAR})"),
    Rule("year", _fiscal, rf"fiscal(?:\syear)?\s(?P<year>{YEAR})"),
    Rule("year", _year, rf"(?:{_ENDS}{PHASE}|post-|pre-)(?P<year>{YEAR})"),
    Rule("year", _year, rf"the\s(?P<year>{YEAR})\s(?:quarter|period)"),
    Rule("year", _year, rf"the\syear\s(?P<year>{YEAR})"),
    Rule("half", _half, rf"(?:the\s)?(?P<nth>first|second|last)\shalf\sof\s"
                        rf"(?:(?P<year>{YEAR})|(?P<which>last|this|next)\syear)"),
    Rule("spoken", _spoken_year, rf"(?P<year>{SPELLED_YEAR})|the\syear\s(?P<thousand>two\sthousand(?:\s(?:and\s)?"
                                 r"(?:one|two|three|four|five|six|seven|eight|nine))?)"),
    Rule("decade", _decade, rf"(?:the\s)?(?:(?:first|last|second)\shalf\sof\sthe\s)?{PHASE}"
                            r"(?:(?P<decade>(?:1[5-9]|20)\d0)['’]?s|['’](?P<short>[2-9]0)s)"),
    Rule("unit", _ordinal_century, r"(?:the\s)?(?P<nth>\d\d?)(?:st|nd|rd|th)[ -]century", needs=("century",)),
    Rule("quarter", _quarter, rf"(?:the\s)?(?:fiscal\s)?{_NTH}\squarter(?:\s(?:of\s)?(?P<year>{YEAR}))?"),
    Rule("quarter", _quarter, rf"{_NTH}-quarter(?:\s(?P<year>{YEAR}))?"),
    Rule("quarter", _quarter, rf"the\s(?P<year>{YEAR})\s{_NTH}\squarter"),
    Rule("quarter", _same_quarter, r"(?:the\s(?P<latest>latest\s)?(?:same\s)?|that\s)quarter|the\slatest\speriod"),
    Rule("quarter", _years_quarter, rf"(?P<which>this|last|next)\syear['’]s\s(?:{_NTH}\s)?quarter"),
    Rule("quarter", _current, rf"{_TURN}(?P<which>last|this|next|the\s(?:previous|coming|current|last))"
                              r"\s(?P<unit>quarter)"),
    Rule("unit", _year_before, r"(?:(?:the|a)\s)?(?:comparable\s|same\s)?year-(?:earlier|ago)\s(?:quarter|period)",
         noted=False, needs=("year-",)),
    Rule("unit", _year_before, r"year-(?:earlier|ago)", noted=False, needs=("year-",)),
    Rule("unit", _twelve_months, r"the\s(?:fiscal\s)?year(?=\s(?:ending|ended)\b)", needs=("end",)),
    Rule("unit", _whole, r"(?:(?<=of )|(?<=for ))the\s(?P<unit>(?:fiscal\s)?year)(?=[\s,.;])"
                         r"(?!\s(?:\d|before|earlier|of(?!\s[$€£])|when|that|after|ahead|to|in|and)\b)",
         needs=("of the ", "for the ")),
    Rule("unit", _season, r"(?:(?<=over the )|(?<=during the )|(?<=in the )|(?<=by the ))"
                         rf"{_SEASON}(?!\s(?:of\b|[A-Z]|\d)|-)",
         needs=("over the ", "during the ", "in the ", "by the ")),
    Rule("unit", _whole, r"the\s(?:end|start|beginning|middle)\sof\s(?:(?P<which>this|last|next|the)\s)?"
                         r"(?P<unit>year|month)", needs=("end of", "start of", "beginning of", "middle of")),
    Rule("unit", _whole, r"(?P<unit>year)[- ]end", needs=("year-end", "year end")),
    Rule("unit", _year_before, r"a\syear\s(?:earlier|ago)", noted=False, needs=("earlier", "ago")),
    Rule("quarter", _year_before, r"the\s(?:corresponding|same|comparable)\s(?:quarter|period)\s"
                                  r"(?:last\syear|a\syear\s(?:earlier|ago))", noted=False),
    Rule("unit", _current, rf"{_TURN}{_WHICH}\s(?P<unit>weekend|(?:fiscal\s)?year|month|week|spring|summer|autumn|fall"
                           r"|winter|century|decade)",
         needs=("last", "this", "next", "the ")),
    Rule("unit", _that, r"(?:that|the\ssame|the\s(?P<next>following|next))\s(?P<unit>day|month|year)",
         needs=("that", "same", "following", "the next")),
    Rule("unit", _ago, rf"{_ABOUT}(?P<n>{NUMBER}|an?)\s{UNIT}\s(?:or\sso\s)?(?:ago|(?P<earlier>earlier)(?!\sthan))",
         needs=("ago", "earlier")),
    Rule("unit", _long_ago, rf"(?:{_SOME}\s)?(?:years|months|weeks|days|decades|centuries|hours|minutes)\sago",
         needs=("ago",)),
    Rule("now", _now, r"now|currently|at\spresent|recently|these\sdays|nowadays"),
    Rule("now", _now, r"recent\s(?:years|weeks|months|days|decades)(?:\s(?:and|or)\s(?:years|months|weeks))?"),
    Rule("now", _now, r"the\s(?:near\s|recent\s|distant\s)?(?:past|future)|at\sthe\stime(?=[,.;])"),
)  # fmt: skip
