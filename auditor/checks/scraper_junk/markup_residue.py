"""Code was left in the text: tags, entities, style sheets, scripts, placeholders of a template.

Entities that were escaped twice ("&amp;quot;") and tags that survived the extraction are never written by reporters.
Silent for the single signs < and > and for addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The firm grew[[<br />]]by a fifth, R[[&amp;]]D included."),
    Bad("The firm grew[[</p>&NewLine;<p>]]by a fifth[[&comma;]] by AT&T; and others."),
    Bad("Hello [[{{ user.name }}]], the firm grew by a fifth."),
    Bad("The firm of [[*CITY_NAME]] grew, wrote [[%EDITOR%]]."),
    Bad("[[Lorem ipsum dolor sit amet]], said the firm."),
    Good("*NOTE: the firm grew by 5%, and its debt by 3%. [Editor's note: so it says.]"),
    Bad("The firm grew.\n[[window.dataLayer = window.dataLayer || [];]]\nIt hired."),
    Bad("[[Warning: Undefined variable $post in /srv/www/themes/news/single.php on line 12]]\nThe firm grew."),
    Bad("[[//<![CDATA[]]\nThe firm grew by a fifth."),
    Bad("The firm grew by a fifth.\n[[|]]\nIt hired.\n[[| | ---|]]"),
    Good("The firm grew by a fifth.\n***\nA year later it was gone.\n—\nNobody asks."),
    Good("The warning on line 12 of the form was new."),
    Good("He wrote of the firm [sic] and of what it [the bank] owed."),
    Good("The firm's margin was < 5 % and its debt > 3 million."),
    Good("AT&T grew by a fifth."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield lines of code whole, other remains one by one."""
    called = [item.span for item in document.boilerplate]
    for line in document.code_lines:
        yield Hit(line.span, "This line is code of the page, or a mark of its layout", 0.95, fix="")
    for span in document.markup:
        if not any(item.covers(span) for item in called):
            yield Hit(span, f"{span.of(document.text)[:40]!r} is code of the page, not text", 0.95)
