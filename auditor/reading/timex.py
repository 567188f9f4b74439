"""Finds time expressions: one scan for head words, and round each head the rules of its kind.

Trying every rule at every place costs ten times as much as trying the rules of a kind round its head words only.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.reading.calendar import MONTHS, WEEKDAYS
from auditor.reading.timex_days import RULES as DAYS
from auditor.reading.timex_durations import RULES as DURATIONS
from auditor.reading.timex_holidays import HEADS as HOLIDAYS
from auditor.reading.timex_holidays import RULES as HOLIDAY_RULES
from auditor.reading.timex_periods import RULES as PERIODS
from auditor.reading.timex_periods import SEASONS
from auditor.reading.timex_setting import Reading, Rule, Setting

_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:[-/.:]\d+)*s?")
_HEADS = {
    **dict.fromkeys(MONTHS, ("month",)),
    **dict.fromkeys((f"{day}{s}" for day in WEEKDAYS for s in ("", "s")), ("weekday",)),
    **dict.fromkeys(("yesterday", "today", "tonight", "tomorrow"), ("deictic",)),
    **dict.fromkeys(("morning", "afternoon", "evening", "night"), ("part",)),
    **dict.fromkeys(("now", "currently", "present", "time", "recently", "recent", "nowadays"), ("now",)),
    **dict.fromkeys(("past", "future"), ("now",)),
    **dict.fromkeys(("day", "weekend", "weekends", "decade", "decades", "century", "centuries"), ("unit",)),
    **dict.fromkeys((f"{unit}{s}" for unit in ("year", "month", "week", "hour", "minute", "second") for s in ("", "s")),
                    ("unit",)),
    **dict.fromkeys(SEASONS, ("unit", "season")),
    **dict.fromkeys(("nineteen", "eighteen", "thousand"), ("spoken",)),
    **dict.fromkeys(("daily", "weekly", "monthly", "yearly", "hourly"), ("rhythm",)),
    **dict.fromkeys(("m", "am", "pm", "noon", "midday", "midnight"), ("clock",)),
    **dict.fromkeys(HOLIDAYS, ("holiday",)),
    **dict.fromkeys(("quarter", "quarters", "period"), ("quarter",)),
    "days": ("unit", "now"), "half": ("half",),
}  # fmt: skip
"""The kinds of rules to try round a word."""
_REACH = {"unit": (44, 24), "month": (34, 26), "quarter": (28, 14), "year": (30, 10), "clock": (8, 28),
          "holiday": (6, 28)}  # fmt: skip
"""How many characters left and right of a head its expressions may reach."""
_ELSE = (26, 22)
_LEFT = r"(?<![\w$€£/])(?:(?<!-)|(?<=\d\d\d\d-))"
_RIGHT = r"(?![\w/])(?!-\d(?!\d?\b|\d\d\d\b))"
"""An expression is no part of a longer word, price or number; only years and days may join by a hyphen (2009-2010)."""
_VERBS_TOO = frozenset(["may", "march", "mar", "dec", "sep", "jan", "jun"])
_CENTURIES = frozenset(["15", "16", "17", "18", "19", "20"])
_KEPT, _LONGEST_KEPT = 1 << 14, 24
"""Words that are remembered, and the letters of the longest."""
_WORD_REST = re.compile(r"\w{0,20}")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression with its reading; see `DateMention` for the fields."""

    start: int
    end: int
    reading: Reading
    weekday: str | None
    explicit_year: bool


@functools.cache
def _rules() -> dict[str, list[tuple[int, re.Pattern[str], Rule]]]:
    """Compile the rules, by kind of head; the rank of a rule is its place among all."""
    kinds: dict[str, list[tuple[int, re.Pattern[str], Rule]]] = {}
    for rank, rule in enumerate((*DAYS, *HOLIDAY_RULES, *PERIODS, *DURATIONS)):
        pattern = re.compile(_LEFT + f"(?:{rule.pattern})" + _RIGHT, re.IGNORECASE)
        kinds.setdefault(rule.head, []).append((rank, pattern, rule))
    return kinds


def scan(text: str, anchor: datetime.date | None) -> Iterator[Found]:
    """Yield the time expressions of `text` in order, none overlapping another."""
    setting, reached = Setting(text, anchor), 0
    candidates = _candidates(text)
    for start, _, end in sorted((start, -end, end) for start, end in candidates):
        if start < reached:
            continue
        _, match, rule = candidates[start, end]
        reading = rule.read(match, setting)
        if reading is None:
            continue
        reached = end
        if rule.noted:
            setting.note(reading)
        named = match.groupdict()
        weekday = named.get("weekday")
        yield Found(start, end, reading, _full_name(weekday) if weekday else None, bool(named.get("year")))


def _candidates(text: str) -> dict[tuple[int, int], tuple[int, re.Match[str], Rule]]:
    """Return what could be an expression, by its place: the first rule that fits there."""
    found: dict[tuple[int, int], tuple[int, re.Match[str], Rule]] = {}
    rules = _rules()
    for kind, windows in _windows(text).items():
        stretches = [(start, end, " ".join(text[start:end].lower().split())) for start, end in windows]
        for rank, pattern, rule in rules[kind]:
            needs = rule.needs
            for start, end, letters in stretches:
                if needs and not any(need in letters for need in needs):
                    continue
                for match in pattern.finditer(text, start, end):
                    place = match.span()
                    if place not in found or rank < found[place][0]:
                        found[place] = rank, match, rule
    return found


def _windows(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return where to try the rules of each kind: round its heads, windows that touch made one."""
    windows: dict[str, list[tuple[int, int]]] = {}
    for token in _TOKEN.finditer(text):
        kinds = _KINDS[token.group()]
        if not kinds:
            continue
        left, right = _REACH.get(kinds[0], _ELSE)
        start, end = max(0, token.start() - left), _word_end(text, token.end() + right)
        for kind in kinds:
            known = windows.setdefault(kind, [])
            joined = bool(known) and start <= known[-1][1]
            known.append((known.pop()[0] if joined else start, end))
    return windows


class _Kinds(dict[str, tuple[str, ...]]):
    """Words and runs of figures to the kinds of rules to try round them; most have none. Each is judged once."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        kinds = _figure_kinds(word) if word[0] <= "9" else _HEADS.get(word.lower(), ())
        if word in _VERBS_TOO and kinds == ("month",):
            kinds = ()
        if len(self) >= _KEPT:
            self.clear()
        if len(word) <= _LONGEST_KEPT:
            self[word] = kinds
        return kinds


_KINDS = _Kinds()


def _word_end(text: str, at: int) -> int:
    """Return `at`, moved behind the word that it cuts."""
    rest = _WORD_REST.match(text, at)
    return rest.end() if rest else len(text)


def _figure_kinds(figures: str) -> tuple[str, ...]:
    """Return the kinds of rules to try round a run of figures: 1998, 1980s, 80s, 2022-02-09, 14:30."""
    if figures[:2] in _CENTURIES and (len(figures) == 4 or figures[4:5] == "-"):
        return ("year", "decade", "numeric")
    if figures[-1] == "s":
        return ("decade",)
    if ":" in figures:
        return ("clock",)
    return ("numeric",) if len(figures) >= 6 and not figures.isdigit() else ()


def _full_name(weekday: str) -> str:
    return next(name.capitalize() for name in WEEKDAYS if name.startswith(weekday.lower()[:3]))
