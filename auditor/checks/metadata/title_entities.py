"""The title holds character entities of HTML: it was encoded twice, or never decoded.

"Harbour &amp;amp; port", "Mayor&#8217;s plan": readers see the code, and the title matches no other copy of the story.
Silent for a plain ampersand.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The harbour opened.", title="Mayor&#8217;s plan fails", fields=("title",)),
    Bad("The harbour opened.", title="Harbour &amp;amp; port open", fields=("title",)),
    Good("The harbour opened.", title="R&D spending up; AT&T invests"),
    Good("The harbour opened.", title="Harbour & port open"),
)

_ENTITY = re.compile(r"&(?:amp;)*(?:amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,6}|#x[0-9a-fA-F]{2,5});")


def find(document: Document) -> Iterator[Hit]:
    """Yield each entity, with what it stands for as its fix."""
    for match in _ENTITY.finditer(document.title):
        plain = html.unescape(html.unescape(html.unescape(match.group())))
        said = f"{match.group()[:40]!r} is the code of {plain!r}"
        yield Hit(Span(*match.span()), said, 0.97, fix=plain, field="title")
