"""A statement is printed twice in the same words, once with a "not".

"The plan has been profitable", and further down "The plan has not been profitable": one of the two has lost or gained
a negation, the smallest slip there is and the one that turns the meaning round. Machine translation loses them most.

Silent for two sentences side by side ("It is not luck. It is work.") unless the whole sentence is repeated: that is
rhetoric; and for short agreements.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.restatements import Restatement

requires = ("english",)

_FILL = (
    " The report was written by a group of engineers who had worked on the dam for eleven months and who spoke with "
    "farmers, fishermen and the people of three villages below it."
)
examples = (
    Bad(
        f"The builders have kept to the plan of the old town.{_FILL} "
        "[[The builders have not kept to the plan of the old town]]."
    ),
    Bad(
        f'"We can rely on the pumps of the eastern station," she said.{_FILL} '
        'On Monday she said: "[[We cannot rely on the pumps of the eastern station]]."'
    ),
    Bad(
        f'"A captain of his kind is the last man who should speak of the sea," she wrote to Hale.{_FILL} '
        "To Roe she wrote: [[A captain of his kind is the last man who should not speak of the sea]]."
    ),
    Bad(
        f"The old road served as a link between the harbour and the market of the upper town.{_FILL} [[The old road did"
        " not serve as a link between the harbour and the market of the upper town]]."
    ),
    Good(f"Hale said that she saw the plan.{_FILL} Roe said that she did not see the plan and left."),
    Good("It is not the price of the land that matters here. It is the price of the land that comes after."),
    Good(f"The river is high.{_FILL} The river is not deep, and boats can reach the bridge only in spring."),
    Good(
        f"The mayor said that she would run for a second term.{_FILL} Her rival said that she would not run away from "
        "the debate."
    ),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every statement that is repeated with or without a negation."""
    seen = set()
    for repeat in document.claims.restatements:
        if repeat.kind == "negation" and same_statement(repeat) and repeat.second not in seen:
            seen.add(repeat.second)
            one, other = repeat.first.of(document.text), repeat.second.of(document.text)
            said = f'"{_short(other)}" says "{repeat.turned}"; the same {repeat.words} words stand without it elsewhere'
            yield Hit(repeat.second, said, 0.85 if repeat.covers[1] > 0.7 else 0.7, related=(here(repeat.first, one),))


def same_statement(repeat: Restatement) -> bool:
    """Whether so many words agree, so far apart, that both say the same thing."""
    large, small = repeat.covers
    if repeat.apart < 160:
        return large >= 0.95 and small >= 0.8 and repeat.words >= 7
    if repeat.words >= 10:
        return small >= 0.5 or (large >= 0.9 and small >= 0.4)
    return small >= 0.5 and large >= 0.7 and repeat.words >= 5


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:60].rstrip() + " ... " + text[-25:].lstrip()
