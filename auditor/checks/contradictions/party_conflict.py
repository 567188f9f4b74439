"""A politician printed with party and state is called by another party, or another state, further on.

"Ann Roe (R-Fla.)" above, "the Florida Democrat" below. Exactly one of the two differs, so the same person is meant.

Silent where anybody in the article fits the words ("D-Fla."), where another politician of that state is named or the
state is spoken of elsewhere, and where another name stands nearer before the words.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.people import PartyMember, PartyPhrase

requires = ("english",)

examples = (
    Bad("Rep. Ann Roe (R-Fla.) has a bill of her own. [[The Florida Democrat]] said that it would be voted on in May."),
    Bad("Sen. Max Hale, D-Ohio, was not amused. The bill is dead, [[the Ohio Republican]] said."),
    Bad("They met in Rep. Max Hale’s (R-Ohio) office. Hale had a bad day. [[The Ohio Democrat]] said no."),
    Good("Rep. Ann Roe (R-Fla.) has a bill of her own. The Florida Republican said that it would be voted on in May."),
    Good("Rep. Ann Roe (R-Fla.) and Rep. Joe Day (D-Fla.) met. The Florida Democrat said that they had agreed."),
    Good("Rep. Ann Roe MORE (R-Fla.) has a bill of her own. The Ohio Republican, Max Hale, said that it was late."),
    Good("Rep. Joe Day MORE (D-Fla.) met Ann Roe (R-Fla.). It was late when Roe left. The Florida Democrat said no."),
    Good("Rep. Ann Roe (R-Fla.) has a bill. Sen. Max Hale opposes it. The Florida Democrat said so on Monday."),
)

_REACH = 420
_NO_LEGISLATOR = frozenset(["president", "vice president", "judge", "justice", "attorney general", "prime minister"])
"""Titles of people who are not called by their state and party."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every such description."""
    people, text = document.people, document.text
    if not people.members:
        return
    for phrase in people.phrases:
        if any((m.party, m.state) == (phrase.party, phrase.state) for m in people.members):
            continue
        member = _meant(document, phrase)
        if member is None or not member.state or (member.party == phrase.party) == (member.state == phrase.state):
            continue
        others = {m.surname for m in people.members if m.surname != member.surname and m.state == phrase.state}
        if others or (member.state != phrase.state and text.count(phrase.state) > 1):
            continue
        said = f'"{phrase.span.of(text)}" here, "{member.span.of(text)}" elsewhere'
        yield Hit(phrase.span, said, 0.7, related=(here(member.span, member.span.of(text)),))


def _meant(document: Document, phrase: PartyPhrase) -> PartyMember | None:
    """Return the politician whose surname stands last before the description, if no other titled name comes between."""
    people, text = document.people, document.text
    window = text[max(0, phrase.span.start - _REACH) : phrase.span.start]
    base = phrase.span.start - len(window)
    nearest, at = None, -1
    for member in (member for member in people.members if member.surname):
        found = window.rfind(member.surname)
        if found > at and member.span.start < phrase.span.start:
            nearest, at = member, found
    if nearest is None:
        return None
    behind = base + at + len(nearest.surname)
    for titled in people.titled:
        between = behind < titled.span.start < phrase.span.start and titled.surname != nearest.surname
        if between and titled.title not in _NO_LEGISLATOR:
            return None
    return nearest
