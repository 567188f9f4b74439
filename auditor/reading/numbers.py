"""Numbers and quantities: figures and number words with their unit, approximation and comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.span import Span

Bound = Literal["exact", "about", "at least", "at most"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed. `value` includes a scale word (2.5 million = 2500000.0); `step` is the rounding step of
    the last printed digit (2.5 million: 100000.0; 1,700: 1.0). `written`: "figure", "word" or "mixed".
    `bound`: what the words before it say ("more than" = "at least", "nearly" = "at most", "about", else "exact").
    `ordinal`: third, 3rd.
    """

    span: Span
    value: float
    step: float
    written: Literal["figure", "word", "mixed"]
    bound: Bound
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit: `span` covers both. `unit` is the standard symbol ("km", "kg", "%", "USD", "°C") and
    `dimension` what it measures ("length", "mass", "share", "money", "temperature", "area", "speed", "volume", "time").
    """

    span: Span
    number: Number
    unit: str
    dimension: str


def read_numbers(text: str) -> tuple[Number, ...]:
    """Return all numbers of `text` in order."""
    return ()


def read_quantities(text: str, numbers: tuple[Number, ...]) -> tuple[Quantity, ...]:
    """Return the numbers that carry a unit."""
    return ()
