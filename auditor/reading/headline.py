"""The headline with its numbers, and the numbers of the body that tell of the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.reading.numbers import Number, read_numbers, read_quantities
from auditor.reading.sentences import Sentence
from auditor.span import Span

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}")
_COMMON = frozenset(
    "the and for with that this from have has had been were will would are was not but his her their its who what when"
    " how why after before over into about more than says said say out off you your they them new can could may amid"
    " all one two three four five six seven eight nine ten percent million billion trillion hundred thousand".split()
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in its surroundings: `unit` is its symbol or "", `noun` the stems of the two words behind it."""

    number: Number
    unit: str
    noun: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """`span`: where it stands in the text; None where only the metadata carry it. `stems`: its content words."""

    text: str
    span: Span | None
    figures: tuple[Figure, ...]
    stems: frozenset[str]


def stem(word: str) -> str:
    """Return the first five letters without a plural, which is what words of one family share."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    return (word.removesuffix("s") if len(word) > 3 else word)[:5]


def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words."""
    return frozenset(stem(word) for word in _WORD.findall(text) if word.lower() not in _COMMON)


def figures(text: str, numbers: tuple[Number, ...]) -> tuple[Figure, ...]:
    """Return the numbers with their unit and the words behind them; ordinals and years are left out."""
    units = {quantity.number.span: quantity for quantity in read_quantities(text, numbers)}
    found: list[Figure] = []
    for number in numbers:
        if number.ordinal or number.is_year or number.value <= 1:
            continue
        quantity = units.get(number.span)
        behind = text[(quantity.span.end if quantity else number.span.end) :][:40]
        words = [word for word in _WORD.findall(behind.split(".")[0]) if word.lower() not in _COMMON]
        found.append(Figure(number, quantity.unit if quantity else "", tuple(stem(word) for word in words[:2])))
    return tuple(found)


def read_headline(title: str, text: str) -> Headline:
    """Return the headline: the title as delivered, placed in the text where the text opens with it."""
    title = title.strip()
    first = text.lstrip()[: len(title)]
    start = len(text) - len(text.lstrip())
    span = Span(start, start + len(title)) if title and first.casefold() == title.casefold() else None
    return Headline(title, span, figures(title, read_numbers(title)), stems(title))


def told_again(sentence: Sentence, headline: Headline) -> int:
    """Return how many content words a sentence shares with the headline."""
    return len(stems(sentence.text) & headline.stems)
