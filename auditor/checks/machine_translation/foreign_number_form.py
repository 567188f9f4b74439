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

# The dot leads, for a search that starts at a rare character is fast; the day before it is read backwards.
_DOT_AND_MONTH = re.compile(rf"\.[ \u00a0]?(?:{_MONTH})(?:[ \u00a0](?:19|20)\d\d)?\b")
_DAY_BEFORE = re.compile(r"\b([a-zA-Z]{2,7})[ \u00a0]([12]?\d|3[01])$")
# With one of these before it the figure does not close a sentence.
_TIME = frozenset(
    ["on", "since", "until", "till", "by", "from", "to", "between", "and", "of", "the", "before", "after"]
)
_SENTENCE_GOES_ON = re.compile(r"[ \u00a0](?:was|were|is|has|had|will|would|saw|brought|came|and)\b")


def find(document: Document) -> Iterator[Hit]:
    """Yield each such date."""
    text = document.text
    for match in _DOT_AND_MONTH.finditer(text):
        before = _DAY_BEFORE.search(text, max(0, match.start() - 11), match.start())
        if before is None or before[1].lower() not in _TIME:
            continue
        span = Span(before.start(2), match.end())
        dated = span.of(text)
        if before[1] in ("to", "by", "of") and not dated[-4:].isdigit() and _SENTENCE_GOES_ON.match(text, span.end):
            continue
        day, _, rest = dated.partition(".")
        fix = f"{day} {rest.strip()}"
        message = f"“{dated}” has the dot of another language; English writes “{fix}”"
        yield Hit(span, message, 0.9, fix)
