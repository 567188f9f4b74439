"""Something that goes on since a past day is told in the present: "works here since 2010".

Slavic and Romance languages and German tell it so; English says "has worked here since 2010".

Silent for comparisons ("is the worst since 2008"), where *since* means *because*, in quotations, and where a mark or
another verb stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("She [[works at the harbour since 2010]] and knows every ship."),
    Bad("The dam [[is leaking since March]], the engineers say."),
    Bad("He [[lives in the valley since the year 1987]]."),
    Good("She has worked at the harbour since 2010, and it is the busiest since 2008."),
    Good("The dam is closed since it leaks; it leads the list since nobody else does."),
)

_PAST = (
    r"since (?:the (?:year|summer|winter|spring|autumn|beginning|start|end) (?:of )?)?(?:last )?"
    r"(?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_SINCE = re.compile(_PAST)
_PRESENT = re.compile(
    r"\b(?:lives|works|serves|leads|runs|exists|heads|owns|operates|teaches|resides|chairs"
    r"|(?:is|are) (?!(?:\w+thing|boring|missing|leading|during|lacking|outstanding)\b)[a-z]{3,20}ing)"
    r"(?: [A-Za-z-]{1,20}){0,5} $"
)
_OTHER_VERB = re.compile(
    r"\b(?:has|have|had|was|were|been|will|would|first|best|worst|most|least|only|highest|lowest|biggest|largest|\w+est|"
    r"that|which|who|to|and|but|than|more|less|up|down|ago|said|says)\b"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield verb, *since* and date."""
    text = document.text
    if "since " not in text:
        return
    for match in _SINCE.finditer(text):
        verb = _PRESENT.search(text, max(0, match.start() - 60), match.start())
        if verb is None or _OTHER_VERB.search(verb.group()) or not _is_verb(text, verb.start()):
            continue
        span = Span(verb.start(), match.end())
        if not document.in_quote(span):
            yield Hit(span, f"“{span.of(text)}” tells in the present what began in the past", 0.75)


def _is_verb(text: str, start: int) -> bool:
    """Return whether the word at `start` follows what can be its subject, not a determiner or a preposition."""
    before = text[max(0, start - 20) : start].split(" ")
    return len(before) > 1 and before[-1] == "" and before[-2].lower() not in _NO_SUBJECT and before[-2][-1:].isalpha()


_NO_SUBJECT = frozenset(
    "has have had be been being is are was were s ’s 's the a an of in to for his her its their my our your this these "
    "those with by on at and or as from will would could can may might should did does do not first best no any all "
    "more most that's public hard good daily new early".split()
)
