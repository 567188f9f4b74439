"""One person carries two titles that do not go together.

"Gov. Anna Roe" and, further down, "Mayor Anna Roe". Usual causes: a mix-up of two people, a title translated back the
wrong way. The two mentions must share the surname, and first names must not differ.

Silent where a word takes one of the titles out of the present ("former", "then-", "acting", "candidate"), where both
titles go together (a speaker is a representative too, a president may be called by an earlier office), and where the
article names two people of that surname.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.people import TitledName, go_together

requires = ("english",)

examples = (
    Bad("The road was opened by Gov. Anna Roe on Monday. It will save an hour, [[Mayor Roe]] said."),
    Bad("Defense Secretary Paul Gray flew to Rome. On Friday [[Interior Secretary Paul Gray]] will speak there."),
    Good("The road was opened by Gov. Anna Roe on Monday. It will save an hour, Gov. Roe said."),
    Good("Gov. Anna Roe spoke first. Former Mayor Roe was proud of the town she once led."),
    Good("Kent County District Attorney General Max Hale spoke. District Attorney Hale was not amused."),
    Good("House Speaker Tom Hale met the press. Rep. Hale said that the vote would be held on Friday."),
    Good("Rep. Anna Roe met the Secretary of the Interior. Roe said that the park would open in May."),
    Good("Sen. Anna Roe and her brother, Mayor Carl Roe, opened the road. Mayor Roe spoke first."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield, for each person, the mention with the rarer of two titles that do not go together."""
    people: dict[str, list[TitledName]] = defaultdict(list)
    for mention in document.people.titled:
        people[mention.surname.lower()].append(mention)
    text = document.text
    for mentions in people.values():
        clash = _clash(mentions)
        if clash is None or _namesake(document, mentions):
            continue
        one, other = clash
        said = f'"{other.span.of(text)}" here, "{one.span.of(text)}" elsewhere: {other.title} and {one.title}'
        places = (here(one.span, one.span.of(text)), here(other.span, other.span.of(text)))
        yield Hit(other.span, said, 0.75, related=places)


def _clash(mentions: list[TitledName]) -> tuple[TitledName, TitledName] | None:
    """Return a mention with the usual title and one with the odd title."""
    titles = Counter(mention.title for mention in mentions)
    if len(titles) < 2 or len({m.first for m in mentions if m.first}) != 1:
        return None
    past = {mention.title for mention in mentions if mention.qualified}
    rank = {title: (-count, n) for n, (title, count) in enumerate(titles.items())}
    present = sorted((m for m in mentions if not m.qualified), key=lambda m: (rank[m.title], m.span))
    for one, other in combinations(present, 2):
        if not go_together(one.title, other.title) and other.title not in past:
            return one, other
    return None


def _namesake(document: Document, mentions: list[TitledName]) -> bool:
    """Whether another first name stands before the surname somewhere."""
    surname, firsts = mentions[0].surname, {m.first for m in mentions if m.first}
    titles = {m.head for m in mentions}
    for name in document.names:
        words = name.words
        if surname in words[1:]:
            at = words.index(surname, 1)
            before = words[at - 1]
            opens = name.starts_sentence and at == 1
            if not opens and before not in firsts and before not in titles and len(before) > 2:
                return True
    return False
