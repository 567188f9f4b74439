"""Ages beside a name: "Ann Roe, 38,", "Ann Roe, a 38-year-old teacher", "38-year-old Ann Roe", "the 38-year-old"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.reading.numbers import Number
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class AgeMention:
    """An age in years.

    `span`: the name and the age, or the age alone where no name stands beside it ("the 38-year-old"; then `first` and
    `surname` are ""). `past`: the words round it place it in another time ("then", "when he was"). `definite`: it
    points at somebody named before ("the 38-year-old").
    """

    span: Span
    years: int
    first: str
    surname: str
    past: bool
    definite: bool


_WORD = r"[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ]"
_LEADING = re.compile(
    rf"(?:(?P<first>{_WORD})(?:\s(?:[A-Z]\.|{_WORD}))?\s)?(?P<surname>{_WORD}),\s(?P<then>then\s|now\s|who is\s"
    r"|age[d]?\s)?"
    r"(?P<article>an?\s|the\s)?$"
)
_OLD = re.compile(r"[-‑\s]years?[-‑\s]old(?!\w)")
_CLOSED = re.compile(r"\s?[,);]|\.(?!\d)")
_TRAILING = re.compile(
    rf"[-‑\s]years?[-‑\s]old\s(?:[a-z-]+\s){{0,3}}(?:(?P<first>{_WORD})\s(?:[A-Z]\.\s)?(?:{_WORD}\s)?)?(?P<surname>{_WORD})"
)
_PAST = re.compile(
    r"\b(?:then|when the|when (?:he|she|they) (?:was|were)|as an?|once|was|were|at the time|at|turned|turning|since"
    r"|until|after)"
    r"\s(?:just |only |about |a |an |the )?$",
    re.IGNORECASE,
)
_TITLES = frozenset(
    ["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lady", "Lord", "Detective", "Officer", "Deputy", "Captain", "Sergeant",
    "Agent",
     "But", "And", "While", "When", "For", "As", "Since", "After", "If", "So", "Suspect",
     "President", "Senator", "Governor", "Mayor", "Judge", "Justice", "Pope", "King", "Queen", "Prince", "Princess"]
)  # fmt: skip
_DEFINITE = re.compile(r"\b[Tt]he\s(?:now\s)?$")


def read_ages(text: str, numbers: tuple[Number, ...]) -> tuple[AgeMention, ...]:
    """Return the ages in text order."""
    found: list[AgeMention] = []
    for number in numbers:
        if number.ordinal or not 1 <= number.value <= 110 or number.step != 1 or number.written == "mixed":
            continue
        start, end = number.span
        old = _OLD.match(text, end)
        if old is None and (number.written != "figure" or not text.startswith(", ", start - 2)):
            continue
        before = text[max(0, start - 60) : start]
        leading = _LEADING.search(before)
        end_of_age = old.end() if old else end
        past = _PAST.search(before) is not None or (leading is not None and leading["then"] == "then ")
        trailing = _TRAILING.match(text, end) if old else None
        if leading and (leading["article"] in ("a ", "an ") if old and trailing else old or _CLOSED.match(text, end)):
            at = start - len(before) + leading.start()
            found.append(_named(Span(at, end_of_age), number, leading, past))
        elif old:
            definite = _DEFINITE.search(before) is not None
            if trailing:
                span = Span(start, trailing.end())
                found.append(_named(span, number, trailing, past, definite=definite))
            else:
                found.append(AgeMention(Span(start, end_of_age), int(number.value), "", "", past, definite))
    return tuple(found)


def _named(span: Span, number: Number, match: re.Match[str], past: bool, *, definite: bool = False) -> AgeMention:
    surname = re.sub(r"[’']s?$", "", match["surname"])
    first = "" if match["first"] in _TITLES else match["first"] or ""
    return AgeMention(span, int(number.value), first, surname, past, definite)
