"""One event is told twice with opposite outcomes.

"The council approved the harbour plan", and further down "the council rejected the harbour plan". A verb was turned
round in translation, or a story was updated in one place only. Told where the same rare words stand round both verbs.

A matter to verify, since two votes, two days or two quarters look alike. Silent where the sentences name different
days or figures, inside quotation marks, and for hopes, conditions and earlier turns ("would", "if", "first").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.claims.events import Event
from auditor.reading.stems import rarity

requires = ("english",)

_FILL = (
    " The report was written by a group of engineers who had worked on the dam for eleven months and who spoke with "
    "farmers, fishermen and the people of three villages below it."
)
examples = (
    Bad(
        f"The Norvik council approved the harbour bridge plan on Monday.{_FILL} "
        "[[On Monday the harbour bridge plan was rejected by the Norvik council.]]"
    ),
    Bad(
        f"Norvik steel exports rose in March, the office said.{_FILL} "
        "The office said that [[Norvik steel exports fell in March.]]"
    ),
    Good(f"Norvik steel exports rose in March.{_FILL} Norvik steel exports fell in April."),
    Good(f"The Norvik council approved the harbour plan.{_FILL} The Norvik council rejected the school plan."),
    Good(f"The Norvik council first rejected the harbour plan.{_FILL} The Norvik council approved the harbour plan."),
)
_MOST = 200
"""Events of an article that are compared: the cost grows with their square."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the later of two events that cannot both be."""
    told = [event for event in document.claims.events[:_MOST] if not document.in_quote(event.span)]
    text, reported = document.text, set()
    for one, other in combinations(told, 2):
        if one.pair != other.pair or one.way == other.way or one.sentence == other.sentence or other in reported:
            continue
        if not _one_event(one, other) or not _one_time(document, one.sentence, other.sentence):
            continue
        reported.add(other)
        first, second = (document.sentences[event.sentence] for event in (one, other))
        said = f'"{other.verb}" is told here where the same event "{one.verb}" elsewhere'
        yield Hit(
            other.around, said, 0.45, related=(here(first.span, first.text), here(other.span, second.span.of(text)))
        )


def _one_event(one: Event, other: Event) -> bool:
    """Whether so many rare words stand round both verbs that they tell of one thing."""
    mine, theirs = {*one.subject, *one.object}, {*other.subject, *other.object}
    if {*one.object[:3]} - theirs and {*other.object[:3]} - mine:
        return False  # "approved the harbour plan", "rejected the school plan"
    shared = mine & theirs
    score = sum(map(rarity, shared))
    return len(shared) >= 3 and score >= 9 and len(shared) >= 0.55 * min(len(mine), len(theirs))


def _one_time(document: Document, one: int, other: int) -> bool:
    """Whether the two sentences name no different days or figures."""
    spans = [document.sentences[number].span for number in (one, other)]
    for facts in (
        [
            [
                mention.value or mention.text
                for mention in document.dates
                if span.covers(mention.span) and mention.type in ("DATE", "TIME")
            ]
            for span in spans
        ],
        [[number.value for number in document.numbers if span.covers(number.span)] for span in spans],
    ):
        if facts[0] and facts[1] and set(facts[0]) != set(facts[1]):
            return False
    return True
