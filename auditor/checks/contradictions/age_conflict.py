"""One person is given two ages.

"Ann Roe, 38," and later "the 42-year-old Roe". A year's difference is a birthday. Silent where one of the ages belongs
to another time ("then 12", "when she was 20"), where two people share the surname, and for "the 38-year-old" without a
name unless the article gives only one person an age.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.ages import AgeMention
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("Ann Roe, 38, was first at the line. It was the best race of [[42-year-old Ann Roe]] so far."),
    Bad("Police named the driver as Carl Hale, 19. [[Carl Hale, a 27-year-old]] student, will be in court on Monday."),
    Bad("Ann Roe, 38, was first at the line. The rain had slowed the field. [[The 51-year-old]] smiled."),
    Bad("Gov. Ann Roe won. Mr Roe, 68, was late for it, Governor Roe said. They met the [[75-year-old Roe]]."),
    Good("Ann Roe, 38, was first at the line. It was the best race of 39-year-old Ann Roe so far."),
    Good("Ann Roe, 38, was first. Ann Roe, then 12, had run here before."),
    Good("Ann Roe, 38, and Eve Hale, 25, came in together. The 25-year-old smiled."),
    Good("Carl Hale, 19, drove. His father, Jim Hale, 51, sat beside him. The 51-year-old was not hurt."),
)
_TITLES = frozenset(
    "Mrs Gov Governor Sen Senator Rep Representative President Mayor Judge Justice Officer Sheriff Chief Minister"
    " Secretary Congressman Congresswoman Chancellor Premier General Professor Detective Sergeant Captain".split()
)
"""Before a surname these are no first names."""
_MOST = 200
"""Ages that are compared, each with each: more of them are a table."""


def find(document: Document) -> Iterator[Hit]:
    """Yield each age that differs by more than a year from another one of the same person."""
    mentions = [mention for mention in document.claims.ages if not mention.past][:_MOST]
    named = [mention for mention in mentions if mention.surname]
    text = document.text
    for at, mention in enumerate(mentions):
        earlier = [one for one in named if one.span.start < mention.span.start]
        owner = next((one for one in earlier if _same(one, mention, named)), None)
        if not mention.surname:
            owner = _only_one(document, mention, mentions[:at], earlier)
        if owner is None or abs(owner.years - mention.years) <= 1:
            continue
        if not (owner.first and mention.first) and mention.surname and _namesake(document, owner, mention):
            continue
        if any(one.years == mention.years and one is not mention and not _same(owner, one, named) for one in mentions):
            continue
        start = mention.span.start - 4 if mention.definite and not mention.surname else mention.span.start
        name = f"{owner.first or mention.first} {owner.surname}".strip()
        said = f'{name} is {owner.years} in "{owner.span.of(text)}" and {mention.years} here'
        yield Hit(Span(start, mention.span.end), said, 0.7, related=(here(owner.span, owner.span.of(text)),))


def _same(one: AgeMention, other: AgeMention, named: list[AgeMention]) -> bool:
    if not other.surname or one.surname != other.surname:
        return False
    firsts = {mention.first for mention in named if mention.surname == one.surname and mention.first}
    return one.first == other.first or (not (one.first and other.first) and len(firsts) <= 1)


def _namesake(document: Document, one: AgeMention, other: AgeMention) -> bool:
    """Whether the article names somebody else of that surname."""
    surname = one.surname
    before = {
        name.words[at - 1]
        for name in document.names
        for at, word in enumerate(name.words)
        if at and word == surname and not (name.starts_sentence and at == 1)
    }
    firsts = {word for word in before if len(word) > 2 and word not in _TITLES} | ({one.first, other.first} - {""})
    return len(firsts) > 1


def _only_one(
    document: Document, mention: AgeMention, before: list[AgeMention], named: list[AgeMention]
) -> AgeMention | None:
    """Return the one person that "the 38-year-old" can point at: the only one with an age, and named just before."""
    if len({one.surname for one in named}) != 1 or not mention.definite or any(not one.surname for one in before):
        return None
    owner = named[0]
    starts = [sentence.span.start for sentence in document.sentences if sentence.span.start <= mention.span.start]
    near = document.text[starts[max(0, len(starts) - 3)] : mention.span.start] if starts else ""
    others = {name.words[-1] for name in document.names if name.text in near and len(name.words) > 1} - {owner.surname}
    return owner if owner.surname in near and not others else None
