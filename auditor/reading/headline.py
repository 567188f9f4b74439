"""The headline with its numbers, and the numbers of the body that tell of the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.reading.numbers import Number, read_numbers, read_quantities
from auditor.reading.stems import content_stems
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """A number in its surroundings: `unit` is its symbol or "", `noun` the stems of the two words behind it."""

    number: Number
    unit: str
    noun: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """`span`: where it stands in the text; None where only the metadata carry it. `stems`: its content words."""

    text: str
    span: Span | None
    figures: tuple[HeadlineFigure, ...]
    stems: frozenset[str]


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
        found.append(HeadlineFigure(number, quantity.unit if quantity else "", nouns))
    return tuple(found)


def read_headline(title: str, text: str) -> Headline:
    """Return the headline: the title as delivered, placed in the text where the text opens with it."""
    title = title.strip()
    first = text.lstrip()[: len(title)]
    start = len(text) - len(text.lstrip())
    span = Span(start, start + len(title)) if title and first.casefold() == title.casefold() else None
    return Headline(title, span, figures(title, read_numbers(title)), stems(title))
