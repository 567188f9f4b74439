"""The title was decoded with the wrong encoding.

"Itâ€™s" for "It's": searches miss it, and it is the first thing a reader sees. Judged by ftfy.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The harbour opened.", title="Itâ€™s open at last", fields=("title",)),
    Bad("The harbour opened.", title="The cafÃ© by the harbour", fields=("title",)),
    Good("The harbour opened.", title="It’s open at last"),
    Good("The harbour opened.", title="Café in Čačak"),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit if ftfy finds the title badly encoded and can repair it."""
    if document.title.isascii():
        return
    from ftfy import fix_encoding  # noqa: PLC0415  (only for titles with other letters)

    fixed = fix_encoding(document.title)
    if fixed != document.title:
        whole = Span(0, len(document.title))
        yield Hit(
            whole,
            f"The title was decoded with the wrong encoding; it reads {fixed[:120]!r}",
            0.95,
            fix=fixed,
            field="title",
        )
