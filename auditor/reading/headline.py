"""The headline with its numbers, and the numbers of the body that tell of the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.reading.lines import Line
from auditor.reading.numbers import Number, read_numbers, read_quantities
from auditor.reading.stems import content_stems
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """A number in its surroundings.

    `unit`: its symbol or "". `noun`: stems of the two words behind it. `led`: the word before it that makes it another
    figure than the one told of ("from", "another", "at least"), or "". `more`: whether the words behind it do ("three
    others").
    """

    number: Number
    unit: str
    noun: tuple[str, ...]
    led: str
    more: bool


@dataclass(frozen=True, slots=True)
class Headline:
    """`span`: where it stands in the text; None where only the metadata carry it. `stems`: its content words."""

    text: str
    span: Span | None
    figures: tuple[HeadlineFigure, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeadlineCopy:
    """A line near the top that repeats the headline but for one word: `span` in the text, `printed` in the headline."""

    span: Span
    printed: Span


_TOP_LINES = 5
_SHORT = 5
"""Words of a headline below which a line repeats it by chance."""
_BLANKS = re.compile(r"\S+")
_AWAY = ("other", "another", "first", "from", "up", "additional", "last", "past", "least", "than")
_MORE = re.compile(r"[\s-](?:others?|more|additional|further|points?)\b")


def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words."""
    return frozenset(content_stems(text))


def figures(text: str, numbers: tuple[Number, ...]) -> tuple[HeadlineFigure, ...]:
    """Return the numbers with their unit and the words behind them; ordinals and years are left out."""
    units = {quantity.number.span: quantity for quantity in read_quantities(text, numbers)}
    found: list[HeadlineFigure] = []
    for number in numbers:
        if number.ordinal or number.is_year or number.value <= 1:
            continue
        quantity = units.get(number.span)
        behind = text[(quantity.span.end if quantity else number.span.end) :][:40]
        nouns = tuple(content_stems(behind.split(".")[0])[:2])
        before = text[max(0, number.span.start - 16) : number.span.start].lower().rstrip(" $€£")
        led = next((word for word in _AWAY if before.endswith(word)), "")
        more = _MORE.match(text, number.span.end) is not None
        found.append(HeadlineFigure(number, quantity.unit if quantity else "", nouns, led, more))
    return tuple(found)


def read_headline(title: str, text: str) -> Headline:
    """Return the headline: the title as delivered, placed in the text where the text opens with it."""
    title = title.strip()
    first = text.lstrip()[: len(title)]
    start = len(text) - len(text.lstrip())
    span = Span(start, start + len(title)) if title and first.casefold() == title.casefold() else None
    return Headline(title, span, figures(title, read_numbers(title)), stems(title))


def read_headline_copies(headline: Headline, lines: Sequence[Line]) -> tuple[HeadlineCopy, ...]:
    """Return the places in the first lines below the headline that repeat it with exactly one word exchanged."""
    words = [match.group().lower() for match in _BLANKS.finditer(headline.text)]
    if len(words) < _SHORT:
        return ()
    spans = [Span(*match.span()) for match in _BLANKS.finditer(headline.text)]
    start = headline.span.end if headline.span else 0
    found: list[HeadlineCopy] = []
    for line in [line for line in lines if line.span.start >= start][:_TOP_LINES]:
        places = [match.span() for match in _BLANKS.finditer(line.text)]
        theirs = [line.text[first:last].lower() for first, last in places]
        for at in range(len(theirs) - len(words) + 1):
            if theirs[at] != words[0] and theirs[at + 1 : at + 3] != words[1:3]:
                continue
            window = theirs[at : at + len(words)]
            differ = [n for n, (a, b) in enumerate(zip(words, window, strict=True)) if a.strip(",.") != b.strip(",.")]
            if len(differ) == 1:
                first, last = places[at + differ[0]]
                found.append(HeadlineCopy(Span(first, last).shift(line.span.start), spans[differ[0]]))
    return tuple(found)
