"""One person is "he" here and "she" there.

Turkish, Persian, Hungarian, Finnish and others have one pronoun for both, and many languages drop it: a system guesses,
sentence by sentence. The reader meets a second person who does not exist.

Speaks only where it can be nobody else: all before the pronoun names one person alone, whose gender a title shows
("Mrs Danova"), or a given name and a pronoun together, and mentions nobody else it could mean. Silent in quotations. A
finding asks to be verified: some people change their pronoun, and some writers their mind.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("Mrs Danova opened the mill on Monday. [[He]] said that it had cost her town a lot."),
    Bad("Sergei Danov opened the mill on Monday, and he was glad. Then [[she]] left for Sofia."),
    Good("Mrs Danova opened the mill on Monday. She said that it had cost the town a lot."),
    Good("Mrs Danova opened the mill with Mr Kolev on Monday. He said that it had cost a lot."),
    Good("Mrs Danova opened the mill for her son. He said that it had cost a lot."),
    Good("Mrs Danova opened the mill. “He said it would last,” she added."),
    Good("Mrs Danova opened the mill with Xi Wei. He said that it had cost a lot."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the first pronoun that does not fit the one person named."""
    for drift in document.gender_drift:
        if not document.in_quote(drift.pronoun):
            text = document.text
            person, pronoun = drift.evidence.of(text), drift.pronoun.of(text).lower()
            yield Hit(
                drift.pronoun,
                f"“{pronoun}” can only mean {person}, the one person named before it, who is {drift.gender}",
                0.6,
                related=(here(drift.evidence, person),),
            )
