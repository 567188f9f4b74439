"""Births with their year: "was born on May 22, 2005", "born in 1950 in Lund", "(born 5 May 1950)", "(1950-2011)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.reading.dates import DateMention
from auditor.reading.partial_dates import PartialDate
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth: `span` runs from "born" to the date.

    `when`: as precise as printed. `who`: the name right before it, "" for a pronoun or none.
    """

    span: Span
    when: PartialDate
    who: str


_BORN = re.compile(
    r"(?:(?P<who>(?:[A-Z][\w’'-]+\s){0,3}(?:[A-Z][\w’'-]+|[Hh]e|[Ss]he),?\s)?\(?(?:(?:who\s)?was\s)?(?P<verb>born)"
    r"(?:\s(?:in|at)\s(?:the\s)?(?:[A-Z][\w.’'-]+,?\s?){1,5})?(?:\son|\sin|,)?\s)$"
)
_PRONOUNS = ("he", "she")


def read_births(text: str, dates: tuple[DateMention, ...]) -> tuple[Birth, ...]:
    """Return the births in text order."""
    found: list[Birth] = []
    for mention in dates:
        if not mention.explicit_year or mention.type != "DATE":
            continue
        when = PartialDate.read(mention.value or "")
        left = max(0, mention.span.start - 90)
        before = text[left : mention.span.start]
        match = _BORN.search(before) if when and "born" in before else None
        if match is None or when is None:
            continue
        who = (match["who"] or "").strip(", ")
        span = Span(left + match.start("verb"), mention.span.end)
        found.append(Birth(span, when, "" if who.lower() in _PRONOUNS else who))
    return tuple(found)
