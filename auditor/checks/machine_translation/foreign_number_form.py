"""A day or a percentage is written as in another language.

"26. October" is German, Czech or Serbian; "26 October" and "October 26" are English. A translation system that leaves
the dot in also cuts the sentence there, and readers down the line see two.

Silent where the figure may end a sentence ("Sales rose to 26. October was better").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"

examples = (
    Bad("Work on the rink began on [[26. October]] and ended in May.", fix="26 October"),
    Bad("The fair lasts from [[3. May]] to [[15. May 2019]]."),
    Good("Sales in the month rose to 26. October was better still."),
    Good("The fair lasts from 3 May to 15 May 2019."),
)

# A preposition of time before it, so that the figure does not close a sentence.
_DAY = re.compile(
    rf"\b(?:on|since|until|till|by|from|to|between|and|of|the|before|after)[ \u00a0]"
    rf"((?:[12]?\d|3[01])\.[ \u00a0]?(?:{_MONTH})(?:[ \u00a0](?:19|20)\d\d)?)\b"
)
_SENTENCE_GOES_ON = re.compile(r"[ \u00a0](?:was|were|is|has|had|will|would|saw|brought|came|and)\b")


def find(document: Document) -> Iterator[Hit]:
    """Yield each such date."""
    for match in _DAY.finditer(document.text):
        dated = match.group(1)
        year = dated[-4:].isdigit()
        if not year and _SENTENCE_GOES_ON.match(document.text, match.end()) and match.group().startswith(("to ", "by ")):
            continue
        day, _, rest = dated.partition(".")
        fix = f"{day} {rest.strip()}"
        yield Hit(Span(*match.span(1)), f"“{dated}” has the dot of another language; English writes “{fix}”", 0.9, fix)
