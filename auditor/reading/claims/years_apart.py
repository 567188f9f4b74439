"""A number of years beside the years it counts: "nine years ago, in 1983", "the seven years from 2003 to 2010"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from auditor.reading.numbers import Number
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class YearsAgo:
    """`number` years ago it was `year`, the article says."""

    span: Span
    number: Number
    year: Number


@dataclass(frozen=True, slots=True)
class YearsLater:
    """`number` years after `year` something happened, the article says; a plan ("will be paid back") is none."""

    span: Span
    number: Number
    year: Number


@dataclass(frozen=True, slots=True)
class YearsBetween:
    """`number` years lie from `first` to `second`, the article says."""

    span: Span
    number: Number
    first: Number
    second: Number


@dataclass(frozen=True, slots=True)
class Anniversary:
    """It is the `nth` anniversary of what happened in `year`, the article says."""

    span: Span
    nth: Number
    year: Number


_AGO = re.compile(r"\syears\sago\b")
_THEN = re.compile(r"(?:,| --?| –|—)?\s?(?:back )?in (?:(?:early |late |mid-)?[A-Z][a-z]{2,8}\.? )?\Z")
_BEFORE = re.compile(r"(?:,|\s?--?|\s?[–—])?\s?(?:exactly |just )?(?:nearly |almost |more than |about |over )?\Z")
_ONE_CLAUSE = re.compile(r"[^.;:\n\d“”\"]*")
_TELLS = re.compile(
    r"\b(?:said|says|that (?!lacks)|told|but|and (?:the|a|an|his|her|its)|than|compared|until|since|through|poll"
    r"|survey|report)\b"
)
_OTHER = re.compile(r"[-–/\d]")
_LATER = re.compile(r"\syears\s(?:later|afterwards)(?=[\s,.;:—–]|$)(?! than)")
_LATER_GAP = re.compile(r"[^.;\n\d]{0,90}")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|might|due|expected|expires?|projected|scheduled|plans?|by|until it|estimated"
    r"|to be)\b"
)
_YEARS = re.compile(r"[\s-]years?(?!-old|s? old| of age|s? ago|s? (?:later|earlier))\b")
_FROM = re.compile(
    r"(?:\s(?:period|span|stretch|run|reign|rule|tenure|in office|in power|as [a-z]{3,12}(?: [a-z]{3,12})?))?,?\s\(?"
    r"(?P<way>from|between)\s\Z"
)
_FROM_FAR = re.compile(
    r"\s(?:(?!and\b|but\b|after\b|before\b|when\b|since\b|until\b|ago\b|in\b(?! (?:control|power|office"
    r"|charge)))[\w’'-]+\s){1,9}"
    r"(?:[\w’'-]+,\s)?(?P<way>from|between)\s\Z"
)
_TO = {"from": re.compile(r"\s?(?:to|until|till|through|[-–])\s?\Z"), "between": re.compile(r"\sand\s\Z")}
_ANNIVERSARY = re.compile(r"[\s-]anniversary\s(?:of|since)\s")
_LED = re.compile(r"\b(?:in|on|for|by|until|since) (?:[A-Z][a-z]{2,8}\.? )?$")


def read_years_ago(text: str, numbers: tuple[Number, ...]) -> tuple[YearsAgo, ...]:
    """Return the distances from the article's own year, in text order."""
    found: list[YearsAgo] = []
    for place, number in enumerate(numbers):
        ago = _AGO.match(text, number.span.end)
        if ago is None or number.ordinal or not 2 <= number.value <= 500:
            continue
        after = numbers[place + 1] if place + 1 < len(numbers) else None
        before = numbers[place - 1] if place else None
        if after and after.is_year and _THEN.fullmatch(text[ago.end() : after.span.start]):
            year, span = after, Span(number.span.start, after.span.end)
        elif before and before.is_year and (_beside(text, before, number) or _same_event(text, before, number)):
            year, span = before, Span(before.span.start, ago.end())
        else:
            continue
        if not _OTHER.match(text, year.span.end):
            found.append(YearsAgo(span, number, year))
    return tuple(found)


def _beside(text: str, year: Number, number: Number) -> bool:
    gap = text[year.span.end : number.span.start]
    return bool(gap.strip()) and _BEFORE.fullmatch(gap) is not None


def _same_event(text: str, year: Number, number: Number) -> bool:
    """Whether "in 2012 before becoming the nominee nine years ago" tells of one time: a short way in one clause."""
    gap = text[year.span.end : number.span.start]
    return len(gap) <= 80 and _ONE_CLAUSE.fullmatch(gap) is not None and not _TELLS.search(gap)


def read_years_later(text: str, numbers: tuple[Number, ...]) -> tuple[YearsLater, ...]:
    """Return the distances from a printed year, in text order."""
    return tuple(_later(text, numbers))


def _later(text: str, numbers: tuple[Number, ...]) -> Iterator[YearsLater]:
    for year, number in pairwise(numbers):
        later = _LATER.match(text, number.span.end) if year.is_year and not number.ordinal else None
        if later is None or not 2 <= number.value <= 200:
            continue
        gap = text[year.span.end : number.span.start]
        if _LATER_GAP.fullmatch(gap) and not _AHEAD.search(gap + text[later.end() : later.end() + 50]):
            yield YearsLater(Span(year.span.start, later.end()), number, year)


def read_years_between(text: str, numbers: tuple[Number, ...]) -> tuple[YearsBetween, ...]:
    """Return the durations with both years, in text order."""
    return tuple(_between(text, numbers))


def _between(text: str, numbers: tuple[Number, ...]) -> Iterator[YearsBetween]:
    for number, first, second in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if not (first.is_year and second.is_year) or number.ordinal or number.step < 1:
            continue
        years = _YEARS.match(text, number.span.end)
        way = _way(text[years.end() : first.span.start]) if years else None
        if way is None or not _TO[way["way"]].match(text[first.span.end : second.span.start]):
            continue
        closing = text.startswith(")", second.span.end) and "(" in way.group()
        yield YearsBetween(Span(number.span.start, second.span.end + closing), number, first, second)


def _way(gap: str) -> re.Match[str] | None:
    """Return how the years are joined to the duration: right behind it, or behind a few words of the same clause."""
    return _FROM.match(gap) or (_FROM_FAR.match(gap) if len(gap) <= 70 else None)


def read_anniversaries(text: str, numbers: tuple[Number, ...]) -> tuple[Anniversary, ...]:
    """Return the anniversaries with the year of their event, in text order."""
    found: list[Anniversary] = []
    for at, nth in enumerate(numbers):
        match = _ANNIVERSARY.match(text, nth.span.end) if nth.ordinal else None
        year = _event(text, match.end(), numbers[at + 1 : at + 5]) if match else None
        if year is not None:
            found.append(Anniversary(Span(nth.span.start, year.span.end), nth, year))
    return tuple(found)


def _event(text: str, start: int, following: tuple[Number, ...]) -> Number | None:
    """Return the year of the event: the first year within 70 characters, unless "in" leads to it."""
    for number in following:
        if (
            number.span.start - start > 70
            or "\n" in text[start : number.span.start]
            or ". " in text[start + 4 : number.span.start]
        ):
            return None
        if number.is_year:
            return None if _LED.search(text[start : number.span.start]) else number
    return None
