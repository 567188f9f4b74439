"""The title carries the name of its site.

"Harbour opens | Example Post": page titles carry it, headlines do not. Near-copies then look like different stories.
Judged only where the part behind the last bar or dash is the record's own source or host; so silent without either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The harbour opened.", title="Harbour opens | Example Post", source="examplepost.com", fields=("title",)),
    Bad("The harbour opened.", title="The Daily Quay: Harbour opens", source="The Daily Quay", fields=("title",)),
    Bad("The harbour opened.", title="Harbour opens - Quay", url="https://www.quay.example/a1", fields=("title",)),
    Good("The harbour opened.", title="Harbour opens | Ships come in", source="examplepost.com"),
    Good("The quay opened.", title="A new day at the Quay", source="quay.example"),
)

_FIRST = re.compile(r"^([^|:\n]{2,40}?)\s?[|:]\s")
_LAST = re.compile(r"\s[|–—·»-]\s([^|–—·»\n]{2,40})$")
_NOT_LETTERS = re.compile(r"[\W_]+")


def find(document: Document) -> Iterator[Hit]:
    """Yield the part of the title that names the site."""
    names = _site_names(document)
    for pattern in (_FIRST, _LAST) if names else ():
        match = pattern.search(document.title[:1000])
        if match and _letters(match[1]) in names:
            said = f"The title carries the name of the site, {match[1]!r}"
            yield Hit(Span(*match.span()), said, 0.9, fix="", field="title")


def _site_names(document: Document) -> frozenset[str]:
    """Return the names by which the site may call itself, as bare letters."""
    article = document.article
    host = re.sub(r"^[a-z]+://", "", article.url or "").split("/", 1)[0]
    names = set()
    for name in (article.source or "", host):
        bare = re.sub(r"^(?:www\d?|m|edition|news)\.", "", name.casefold().strip())
        names |= {_letters(bare), _letters(bare.split(".", 1)[0])}
    return frozenset(name for name in names if len(name) > 2)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold()).removeprefix("the")
