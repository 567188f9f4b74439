"""Who is called the holder of an office: "French President Emmanuel Macron", "Chancellor Angela Merkel of Germany"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.reading.office_holders import Tenure, fold, organisations_in
from auditor.reading.people import TitledName
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A name with its office and the organisation or country of it, as `office_holders` names it. `surname` folded."""

    span: Span
    title: str
    organisation: str
    first: str
    surname: str


_TITLES = frozenset(["president", "prime minister", "chancellor", "secretary-general"])
_BEFORE = re.compile(r"(?:^|[\s(])(?:the\s)?(?P<named>(?:[A-Z][\w.’'-]*\s){1,3})(?:then\s)?$")
_BEHIND = re.compile(r"\sof\s(?:the\s)?(?P<named>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2})")


def read_office_mentions(
    text: str, titled: tuple[TitledName, ...], facts: tuple[Tenure, ...]
) -> tuple[OfficeMention, ...]:
    """Return the mentions whose organisation stands right before the title or behind the name."""
    found: list[OfficeMention] = []
    for one in titled:
        if one.title not in _TITLES or one.qualified:
            continue
        before = _BEFORE.search(text[max(0, one.span.start - 50) : one.span.start])
        behind = _BEHIND.match(text, one.span.end, one.span.end + 50)
        named = (before["named"] if before else "") or (behind["named"] if behind else "")
        organisations = organisations_in(named, facts) if named else ()
        if len(organisations) == 1:
            start = one.span.start - len(before["named"]) if before else one.span.start
            end = behind.end() if behind and not before else one.span.end
            found.append(OfficeMention(Span(start, end), one.title, organisations[0], one.first, fold(one.surname)))
    return tuple(found)
