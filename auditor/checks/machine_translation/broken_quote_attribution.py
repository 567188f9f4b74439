"""A quotation runs into its attribution without a comma, and the attribution has a capital.

In “The road is safe” The mayor said, English sets a comma at the closing mark and goes on in lower case. Systems that
translate quotation and attribution apart leave two halves side by side.

Silent where the quotation is under three words, ends with punctuation, or no verb of saying follows within eight words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("[[“The road is safe again” The mayor said]] at noon."),
    Bad('[["We have waited long enough" He told]] reporters.'),
    Good("“The road is safe again,” the mayor said at noon."),
    Good("“The road is safe again.” The mayor said no more."),
    Good("He sang “The road is safe” The next day he was silent, the mayor said."),
)

_ATTRIBUTION = re.compile(
    r" (?:The|He|She|They|It|A|An|His|Her|Their)\b(?: [\w’'-]{1,30}){0,5}? "
    r"(?:said|says|told|added|adds|stated|stressed|explained|announced|declared|wrote|noted|replied|concluded)\b"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield quotation and attribution."""
    text = document.text
    for quote in document.quotes:
        inner = quote.inner.of(text)
        if not quote.closed or not inner[-1:].isalnum() or inner.count(" ") < 2:
            continue
        match = _ATTRIBUTION.match(text, quote.span.end)
        if match:
            message = f"No comma parts the quotation from “{match.group().strip()}”, which begins with a capital"
            yield Hit(Span(quote.span.start, match.end()), message, 0.9)
