"""Numbers and quantities: figures and number words with their unit, approximation and comparison.

One scan finds the atoms (a figure, a number word, "million", "half"); neighbours join from left to right as far as the
grammar of English numerals allows, so "two hundred and five" is one number and "five and six" are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from auditor.reading.units import currency_before, unit_behind
from auditor.span import Span

Bound = Literal["exact", "about", "at least", "at most"]
Written = Literal["figure", "word", "mixed"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed.

    `value` includes a scale word (2.5 million = 2500000.0); `step` is the rounding step of the last printed digit
    (2.5 million: 100000.0; 1,700: 1.0). `bound`: what the words beside it say ("more than", "20-plus" = "at least",
    "nearly" = "at most", "about", "20 or so" = "about", else "exact"). `ordinal`: third, 3rd.
    """

    span: Span
    value: float
    step: float
    written: Written
    bound: Bound
    ordinal: bool = False

    @property
    def grain(self) -> float:
        """The rounding step when zeros at the end are taken as rounding: 1,700 may stand for anything near by 100."""
        grain, value = self.step, abs(self.value)
        if self.step < 1:
            return grain
        while value and grain * 10 <= value and value % (grain * 10) == 0:
            grain *= 10
        return grain

    @property
    def is_year(self) -> bool:
        """Whether it is printed like a year: four figures without a separator, 1500 to 2099."""
        return self.written == "figure" and self.span.width == 4 and self.step == 1 and 1500 <= self.value < 2100


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit: `span` covers both.

    `unit` is the standard symbol ("km", "kg", "%", "USD", "°C"); `dimension` what it measures ("length", "mass",
    "share", "money", "temperature", "area", "speed", "volume", "time").
    """

    span: Span
    number: Number
    unit: str
    dimension: str


_UNITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
          "seventeen": 17, "eighteen": 18, "nineteen": 19}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINALS = (
    {f"{word}th": number for word, number in (_UNITS | _TEENS).items() if number not in _IRREGULAR.values()}
    | {f"{word[:-1]}ieth": number for word, number in _TENS.items()}
    | _IRREGULAR
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_KINDS = (
    {w: ("unit", float(n)) for w, n in _UNITS.items()}
    | {w: ("teen", float(n)) for w, n in _TEENS.items()}
    | {w: ("tens", float(n)) for w, n in _TENS.items()}
    | {w: ("ordinal", float(n)) for w, n in _ORDINALS.items()}
    | {w: ("scale", n) for w, n in _SCALES.items()}
    | {"hundred": ("hundred", 100.0), "dozen": ("dozen", 12.0), "half": ("half", 0.5), "a": ("article", 1.0),
       "an": ("article", 1.0)}
)  # fmt: skip

_PARTS = "half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
_WORDS = "|".join(sorted((w for w in _KINDS if w not in ("a", "an")), key=len, reverse=True))
_ATOM = re.compile(
    rf"""(?<!\w)(?=[-−0-9abdefhmnost])(?:
      (?P<fraction>(?:{"|".join(_UNITS)})[\s-](?:{_PARTS})(?!\w))
    | (?P<word>{_WORDS})(?!\w)
    | (?P<article>an?)(?=[\s-](?:hundred|thousand|million|billion|trillion|dozen|half)\b)
    | (?<![0-9][.,:/])(?P<sign>(?<![)\]%])[-−](?=[0-9]))?
      (?P<figure>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,6}}(?:\.[0-9]{{1,9}})?|[0-9]{{1,18}}(?:\.[0-9]{{1,9}})?)(?![0-9]|[.,:/][0-9])
      (?P<vulgar>[½¼¾⅓⅔])?
      (?:(?P<nth>st|nd|rd|th)(?!\w)|\s?(?P<suffix>(?i:bn|mn|mln|bln|tn|trn))(?!\w)|(?P<short>[kKmMbB])(?!\w))?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTER = re.compile(r"[^\W\d]")
_JOINT = re.compile(r"(?:[ \u00a0\n]|[-\u2011])(?:and[ \u00a0-])?\Z")

_BOUND = re.compile(
    r"\b(?:(?P<least>more than|over|at least|exceed(?:ing|ed|s)|no (?:fewer|less) than|above|upwards? of|in excess of"
    r"|a minimum of|topped)"
    r"|(?P<most>nearly|almost|under|less than|fewer than|up to|at most|below|as many as|as much as|just short of"
    r"|no more than|not more than|a maximum of)"
    r"|(?P<about>about|around|some|roughly|approximately|approx\.?|an estimated|circa|close to|or so|perhaps|maybe))"
    r"(?:\s(?:an?|the|another))?\s(?:US|A|C|HK)?[$£€¥₹₽]?\s?$",
    re.IGNORECASE,
)
_BOUND_ENDS = frozenset(
    "as than over least exceeding exceed exceeded exceeds above upward upwards of topped minimum maximum nearly almost"
    " under to most below many much about around some roughly approximately approx estimated circa so perhaps maybe"
    " an a the another us c hk".split()
)
"""The last words of what `_BOUND` finds."""
_BEHIND = re.compile(r"(?P<least>\+|[- ]plus\b(?!\s\d)|\sor\smore\b)|(?P<most>\sor\s(?:fewer|less)\b)|\sor\sso\b")


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    kind: str
    value: float
    step: float = 1.0
    nth: bool = False


def read_numbers(text: str) -> tuple[Number, ...]:
    """Return all numbers of `text` in order.

    Left out: the parts of dates and clock times in figures (10/10/18, 21:52), decades (1990s), fractions in words
    (two-thirds) and figures inside a name (F16, 5G).
    """
    return tuple(_join(text, list(_atoms(text))))


def read_quantities(text: str, numbers: tuple[Number, ...]) -> tuple[Quantity, ...]:
    """Return the numbers that carry a unit."""
    found: list[Quantity] = []
    for number in numbers:
        if number.ordinal:
            continue
        start, end = number.span
        money = currency_before(text, start) if number.written != "word" else None
        if money is not None:
            found.append(Quantity(Span(money[1], end), number, money[0], "money"))
            continue
        behind = unit_behind(text, end, figure=number.written != "word")
        if behind is None:
            continue
        unit, stop = behind
        symbol, dimension = unit.symbol, unit.dimension
        if symbol == "lb" and number.value >= 1e6:  # "20 million pounds" is money nearly always
            symbol, dimension = "GBP", "money"
        found.append(Quantity(Span(start, stop), number, symbol, dimension))
    return tuple(found)


def _atoms(text: str) -> Iterator[_Atom]:
    for match in _ATOM.finditer(text):
        kind = match.lastgroup
        if match["figure"]:
            atom = _figure(text, match)
            if atom is not None:
                yield atom
        elif kind in ("word", "article"):
            name, value = _KINDS[match.group().lower()]
            yield _Atom(match.start(), match.end(), name, value, nth=name == "ordinal")


def _figure(text: str, match: re.Match[str]) -> _Atom | None:
    printed = match["figure"].replace(",", "")
    value = float(printed)
    step = 10.0 ** -len(printed.partition(".")[2])
    end = match.end("vulgar" if match["vulgar"] else "figure")
    if match["vulgar"]:
        value, step = value + _VULGAR[match["vulgar"]], 0.25
    suffix = match["suffix"]
    if match["short"] and currency_before(text, match.start()):
        suffix = match["short"]
    if suffix:
        value, step, end = value * _SUFFIXES[suffix.lower()], step * _SUFFIXES[suffix.lower()], match.end()
    elif match["nth"]:
        end = match.end()
    elif _LETTER.match(text, end) and unit_behind(text, end, figure=True) is None:  # 5G, the 1990s
        return None
    return _Atom(match.start(), end, "figure", -value if match["sign"] else value, step, nth=bool(match["nth"]))


def _join(text: str, atoms: list[_Atom]) -> Iterator[Number]:
    at = 0
    while at < len(atoms):
        taken, value, step = _longest(text, atoms, at)
        run = atoms[at : at + taken]
        at += taken
        if all(atom.kind in ("half", "article") for atom in run):
            continue
        figures = run[0].kind == "figure"
        written: Written = "word" if not figures else "figure" if taken == 1 else "mixed"
        span = Span(run[0].start, run[-1].end)
        yield Number(span, value, step, written, _bound(text, span), run[-1].nth)


def _longest(text: str, atoms: list[_Atom], at: int) -> tuple[int, float, float]:
    """Read one number from `atoms[at]` on; return how many atoms it takes, its value and its rounding step."""
    first = atoms[at]
    total, current, step, last = 0.0, first.value, first.step, first.kind
    if last in ("hundred", "scale", "dozen"):
        step = first.value if last != "dozen" else 1.0
    if last == "half":
        step = 0.5
    scaled = first.value if last == "scale" else float("inf")
    if last == "scale":
        total, current = current, 0.0
    taken = 1
    while at + taken < len(atoms) and not atoms[at + taken - 1].nth:
        atom, before = atoms[at + taken], atoms[at + taken - 1]
        if atom.start - before.end > 5 or not _JOINT.match(gap := text[before.end : atom.start]):
            break
        linked = "and" in gap
        kind = atom.kind
        if kind == "figure":
            break
        if kind == "article" and last == "half" and not linked:  # half a million
            last = "half-a"
        elif kind == "half" and last == "article":  # a half million
            current, step, last = 0.5, 0.5, "half-a"
        elif kind == "article" and linked and last in ("unit", "teen", "tens", "figure", "scale"):
            following = atoms[at + taken + 1] if at + taken + 1 < len(atoms) else None
            if following is None or following.kind != "half" or following.start - atom.end != 1:
                break
            half = 0.5 * (scaled if last == "scale" else 1)  # a million and a half
            current, step, last, taken = current + half, half, "and-a-half", taken + 1
        elif kind in ("unit", "teen", "tens", "ordinal") and last in ("hundred", "scale"):
            current, step, last = current + atom.value, 1.0, kind
        elif kind in ("unit", "ordinal") and last == "tens" and not linked and atom.value < 10:
            current, step, last = current + atom.value, 1.0, "teen"
        elif (
            kind in ("teen", "tens")
            and last in ("teen", "tens")
            and taken == 1
            and 17 <= first.value <= 20
            and not linked
        ):
            current, step, last = current * 100 + atom.value, 1.0, "tens"  # nineteen ninety-eight
        elif kind == "hundred" and last in ("unit", "teen", "tens", "article", "figure", "half-a") and not linked:
            current, step, last = current * 100, step * 100, kind
        elif kind == "scale" and not linked and atom.value < scaled and last != "dozen":
            scaled = atom.value
            total, step, last, current = total + current * scaled, step * scaled, kind, 0.0
        elif kind == "dozen" and last in ("unit", "article", "figure", "half", "half-a") and not linked:
            current, step, last = current * 12, 1.0, kind
        else:
            break
        taken += 1
    return taken, total + current, step


def _bound(text: str, span: Span) -> Bound:
    start = span.start
    words = text[max(0, start - 18) : start].split()
    last = words[-1] if words else ""
    if last.isalpha() and last.lower() not in _BOUND_ENDS:
        match = None  # a look at the last word is ten times as fast as the pattern
    else:
        match = _BOUND.search(text, max(0, start - 28), start)
    match = match or _BEHIND.match(text, span.end)
    if match is None:
        return "exact"
    return "at least" if match["least"] else "at most" if match["most"] else "about"
