"""Quotations with their speaker: "“...,” said Ann Roe", "Roe said: “...”", "“...,” she told reporters"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.reading.quotes import Quote
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation with the surname of its speaker, "" where nobody is named beside it. `inner`: the words spoken.

    `closed`: it ends with a mark, and no second quotation begins inside it.
    """

    span: Span
    inner: Span
    speaker: str
    closed: bool


_SAYS = (
    r"(?:said|says|told|wrote|tweeted|added|asked|argued|claimed|insisted|warned|explained|replied|declared|stated|noted"
    r"|recalled|continued|concluded|posted|announced|testified|acknowledged|admitted)"
)
_LEAD = r"(?:(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|[A-Z])\.|[A-Z][\w’'-]*)\s)"
_BEHIND = re.compile(
    rf"\s?(?:{_SAYS}\s(?:[a-z]+\s){{0,3}}?{_LEAD}{{0,4}}(?P<first>[A-Z][\w’'-]+)"
    rf"|{_LEAD}{{0,4}}(?P<name>[A-Z][\w’'-]+)\s{_SAYS}\b|(?P<pronoun>he|she)\s{_SAYS}\b"
    rf"|{_SAYS}\s(?P<later>he|she)\b)"
)
_AHEAD = re.compile(
    rf"(?:{_LEAD}{{0,3}}(?P<name>[A-Z][\w’'-]+)|(?P<pronoun>[Hh]e|[Ss]he))\s(?:also\s|then\s|later\s)?{_SAYS}"
    r"(?:\s[a-z][\w’'-]*){0,4}(?:\s(?:on|in)\s[A-Z]\w+)?[,:]?\s?$"
)
_MARK = re.compile(r"[“”\"\n]")
_NO_NAME = frozenset(
    "I The A He She It They We But And In On As Monday Tuesday Wednesday Thursday Friday Saturday Sunday CNN Fox News"
    " Times Post Reuters AP".split()
)


def read_spoken(text: str, quotes: Sequence[Quote]) -> tuple[Spoken, ...]:
    """Return the quotations of five words or more; "she" is the speaker named last."""
    found: list[Spoken] = []
    last = ""
    for quote in quotes:
        end = quote.span.end
        behind = _BEHIND.match(text, end, min(len(text), end + 90))
        name = ""
        if behind:
            name = behind["first"] or behind["name"] or ""
            pronoun = behind["pronoun"] or behind["later"]
        else:
            left = max(text.rfind("\n", 0, quote.span.start) + 1, quote.span.start - 90)
            ahead = _AHEAD.search(text[left : quote.span.start])
            name = (ahead["name"] or "") if ahead else ""
            pronoun = ahead["pronoun"] if ahead else None
        name = re.sub(r"['’]s$", "", name)
        if name in _NO_NAME:
            name = ""
        if name:
            last = name
        elif pronoun:
            name = last
        if quote.inner.of(text).count(" ") >= 4:
            found.append(Spoken(quote.span, quote.inner, name, quote.closed and not _MARK.search(quote.inner.of(text))))
    return tuple(found)
