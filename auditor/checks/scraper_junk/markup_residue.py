"""Code was left in the text: tags, entities, style sheets, scripts, placeholders of a template.

Entities that were escaped twice ("&amp;quot;") and tags that survived the extraction are never written by reporters.
Silent for the single signs < and > and for addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The firm grew[[<br />]]by a fifth, R[[&amp;]]D included."),
    Bad("Hello [[{{ user.name }}]], the firm grew by a fifth."),
    Bad("The firm grew.\n[[window.dataLayer = window.dataLayer || [];]]\nIt hired."),
    Bad("[[Warning: Undefined variable $post in /srv/www/themes/news/single.php on line 12]]\nThe firm grew."),
    Bad("[[//<![CDATA[]]\nThe firm grew by a fifth."),
    Good("The warning on line 12 of the form was new."),
    Good("The firm's margin was < 5 % and its debt > 3 million."),
    Good("AT&T grew by a fifth."),
)

_RESIDUE = re.compile(
    r"</?(?:a|b|i|p|br|em|strong|div|span|img|ul|ol|li|h[1-6]|script|style|iframe|blockquote|figure|figcaption|table|tr|td|video|source)"
    r"(?:\s[^<>\n]{0,300})?/?>"
    r"|&(?:amp;)?(?:amp|quot|nbsp|lt|gt|apos|rsquo|lsquo|rdquo|ldquo|mdash|ndash|hellip|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
    r"|\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|<%[^<>\n]{1,80}%>|\$\{[\w.]{1,60}\}|<!--.{0,80}?-->"
    r"|\[/?(?:pullquote|caption|embed|gallery|video|audio|youtube|dfp|vc_\w{2,20}|et_pb_\w{2,20}|ad_\d{1,2})\b[^\[\]\n]{0,200}\]"
    r"|\b(?:poster|src|href|class|style|onclick)=\"[^\"\n]{1,300}\""
    r"|<!\[CDATA\[|\]\]>|%MCEPASTEBIN%"
)
_CUE = re.compile(r"[<&{\[%]|=\"|\]>")


def find(document: Document) -> Iterator[Hit]:
    """Yield lines of code whole, other remains one by one."""
    called = [item.span for item in document.boilerplate]
    code = {line.number for line in document.code_lines}
    for line in document.lines:
        if line.number in code:
            yield Hit(line.span, "This line is code of the page", 0.95, fix="")
        elif _CUE.search(line.text):
            for match in _RESIDUE.finditer(line.text):
                span = Span(*match.span()).shift(line.span.start)
                if not any(item.covers(span) for item in called):
                    yield Hit(span, f"{match.group()[:40]!r} is code of the page, not text", 0.95)
