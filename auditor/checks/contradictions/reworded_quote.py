"""One saying is quoted twice in different words.

"We shall not leave the harbour to them", and further down "We shall not abandon the port to them": quotation marks
promise the very words. Translating a quotation twice, or back into its own language, changes them; so does an editor
who quotes from memory.

A matter to verify, since people repeat themselves. Told only where most words agree, in one order, and some in the
middle are exchanged for others; leaving words out is no rewording. Silent for quotations of two people.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

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
"""Code points between two quotations below which the second may be the first, gone on with."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the later of two wordings."""
    seen = set()
    for one, other, kept, exchanged in document.claims.rewordings:
        two_people = one.speaker and other.speaker and one.speaker != other.speaker
        if other in seen or two_people or other.span.start - one.span.end < _APART:
            continue
        seen.add(other)
        said = f'"{exchanged[:60]}" is quoted here where the same words have "{kept[:60]}" elsewhere'
        yield Hit(other.span, said, 0.45, related=(here(one.span, one.span.of(document.text)),))
