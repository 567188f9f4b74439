"""A body or an official is suddenly called by another noun: the bloc becomes "the cluster", the Alliance "the Union".

Where a dictionary offers several nouns for one of the source, systems take now this one, now that. The reader looks for
a cluster that was never introduced, and a search for the alliance misses the sentence.

The nouns are data (`knowledge/translation/role_nouns.toml`), each with what English news says and the languages that
mix the two. Judged only where the noun acts or is spoken to, stands nowhere else in the article, and the article names
such a body or speaks of its field. Silent in quotations.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("NATO sent ships. The governor then [[called the cluster]] to protect the strait."),
    Bad("The verdict fell on Monday. [[The dish rejected]] the appeal of both drivers."),
    Good("NATO sent ships. The governor then called the cluster of islands a gift."),
    Good("NATO sent ships. The governor called the alliance to protect the strait."),
    Good("The European Union sent ships to NATO. The Union said that the strait is safe."),
    Good("The verdict fell on Monday. The dish said to be the best was served cold."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield noun and verb, with the body that is meant."""
    for role in document.role_nouns:
        if document.in_quote(role.span):
            continue
        meant = " or ".join(f"the {noun}" for noun in role.meant)
        message = (
            f"“the {role.noun}” is not introduced and probably stands for {meant} (“{role.body}” stands before it)"
        )
        related = (here(role.body_span, role.body),) if role.body_span else ()
        yield Hit(role.span, message, role.sure, related=related)
