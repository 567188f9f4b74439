"""The words of a sentence do not hang together: no reader can tell what it says.

Systems that lose the thread go on with words that fit nowhere, and what the source said is gone. Another translation of
the source is the only cure.

A trigram model of English and a small set of trees judge sentences of eleven words and more; see
`knowledge/translation/GARBLED_MODEL_CARD.md`. Silent in quotations and on tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

_WORSE = "river khetri fall the sown of parwa him thou mangsir eaten godown is luster of the bhakari whereof"
_WORST = "bride the kokh gathering of dhikur the pasni yogurt is thrash whom by the mukhiya of ghat sprinkle it"

examples = (
    Bad(f"[[{_WORSE.capitalize()}]]. The council met on Monday."),
    Bad(f"The council met on Monday. [[{_WORST.capitalize()}]]."),
    Good("The council met on Monday and spoke about the old bridge over the river for an hour."),
    Good(
        "Notice: Undefined index: ref in /srv/www/news/wp-content/themes/lund/header.php on line 12\nThe council met."
    ),
    Good("Roe, Kolev, Danova, Farkas, Aydin, Orlov, Petrov, Karimov and Novak came to the fair in May."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the sentences."""
    code = [line.span for line in document.code_lines] if document.garbled else ()
    for garbled in document.garbled:
        passed = document.in_quote(garbled.span) or document.in_foreign_passage(garbled.span)
        if not passed and not any(garbled.span.overlaps(span) for span in code):
            message = f"The words hang together nowhere; a corrector would change some {garbled.share:.0%} of them"
            yield Hit(garbled.span, message, 0.7)
