"""The result of one vote is printed with two different figures.

"By a vote of 216-212", and below "by a vote of 214 to 212". Two votes are taken for the same one when one side is
equal, the other is close, and the sentences share a word about what was voted on. Silent inside one sentence, and
where the article gives three or more results with that side: then there were several votes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.votes import Tally

requires = ("english",)

examples = (
    Bad("The House passed the budget by a vote of 216-212. The budget was passed on a vote of [[214 to 212]], a win."),
    Bad("Senators voted 68-32 to pass the water bill. The [[71-32]] vote on the water bill pleased its author."),
    Good("The House passed the budget by a vote of 216-212. The budget was passed on a vote of 216 to 212, a win."),
    Good("Senators voted 68-32 to pass the water bill. The road bill failed in a vote of 32-60 last year."),
    Good("Senators voted 68-32 to pass the water bill, 66-32 to pass the road bill and went home."),
)

_MOST = 80
"""Tallies that are compared, each with each: more of them are a table."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the later of two tallies of one vote that differ."""
    votes = document.claims.votes[:_MOST]
    reported: set[Tally] = set()
    for one, other in combinations(votes, 2):
        if other in reported or not _differ(one, other) or not one.words & other.words:
            continue
        if "." not in document.text[one.span.end : other.span.start]:
            continue  # one sentence that lists votes
        if len({v.sides for v in votes if set(v.sides) & set(one.sides) & set(other.sides)}) > 2:
            continue
        reported.add(other)
        text = document.text
        said = f"The vote is {other.span.of(text)} here and {one.span.of(text)} elsewhere"
        yield Hit(other.span, said, 0.65, related=(here(one.span, one.span.of(text)),))


def _differ(one: Tally, other: Tally) -> bool:
    """Whether one side is equal and the other a little off."""
    gaps = sorted(abs(a - b) for a, b in zip(one.sides, other.sides, strict=True))
    return gaps[0] == 0 and 0 < gaps[1] <= 6
