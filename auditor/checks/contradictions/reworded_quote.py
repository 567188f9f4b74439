"""One saying is quoted twice in different words.

"We shall not leave the harbour to them", and further down "We shall not abandon the port to them": quotation marks
promise the very words. Translating a quotation twice, or back into its own language, changes them; so does an editor
who quotes from memory.

A matter to verify, since people repeat themselves. Told only where most words agree, in one order, and some in the
middle are exchanged for others; leaving words out is no rewording. Silent for quotations of two people.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.quote_pairs import reworded
from auditor.reading.stems import content_stems, rarity

requires = ("english",)

_FILL = (
    " The report was written by a group of engineers who had worked on the dam for eleven months and who spoke with "
    "farmers, fishermen and the people of three villages below it."
)
examples = (
    Bad(
        f'"We shall never leave the harbour of our fathers to them," said Ann Roe.{_FILL} '
        'Roe said: [["We shall never abandon the harbour of our fathers to them."]]'
    ),
    Bad(
        f'"Nobody in this town has told the fishermen what the dam will cost," he said.{_FILL} '
        'She read it out: [["Nobody in this village has told the fishermen what the dam will cost."]]'
    ),
    Good(
        f'"We shall never leave the harbour of our fathers to them," said Ann Roe.{_FILL} '
        'Roe said: "We shall never leave the harbour of our fathers."'
    ),
    Good(
        f'"We shall never leave the harbour of our fathers to them," said Ann Roe.{_FILL} '
        'Max Hale said: "We shall never abandon the harbour of our fathers to them."'
    ),
)

_APART = 160
_LONG, _MOST = 800, 100
"""Characters of a quotation, and quotations of an article, that are compared: the cost grows with their squares."""
_COMMON = 5
"""Words that two wordings of one saying have in common at least."""
_SHORT = 40
"""Characters below which a quotation has no eight words."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the later of two wordings."""
    text, seen = document.text, set()
    told = [quote for quote in document.claims.spoken if quote.closed and _SHORT <= quote.inner.width <= _LONG][:_MOST]
    if len(told) < 2:
        return
    words = {quote: frozenset(quote.inner.of(text).lower().split()) for quote in told}
    for one, other in combinations(told, 2):
        if len(words[one] & words[other]) < _COMMON or other in seen or other.span.start - one.span.end < _APART:
            continue
        if one.speaker and other.speaker and one.speaker != other.speaker:
            continue
        shared = {*content_stems(one.inner.of(text))} & {*content_stems(other.inner.of(text))}
        if len(shared) < 3 or sum(map(rarity, shared)) < 6:
            continue
        differ = reworded(one.inner.of(text), other.inner.of(text))
        if differ is not None:
            seen.add(other)
            said = f'"{differ[1][:60]}" is quoted here where the same words have "{differ[0][:60]}" elsewhere'
            yield Hit(other.span, said, 0.45, related=(here(one.span, one.span.of(text)),))
