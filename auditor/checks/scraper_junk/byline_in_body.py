"""A by-line stands in the text as a line of its own.

"By Jane Doe, Staff Writer | May 3, 2021": it belongs to the head of the page. In the text it joins the headline to the
first paragraph, and it makes the reporter a person of the story. Silent for "By" before anything but a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("[[By Jane Doe]]\nThe harbour will open in May, the mayor said."),
    Bad("Harbour opens\n[[By JANE DOE and John Roe, Staff Writers | May 3, 2021]]\nThe harbour opened on Monday."),
    Bad("Hafen offen\n[[Von Jana Müller und Jan Roth]]\nDer Hafen ist seit Montag wieder offen."),
    Good("By Monday\nThe harbour will be open by Monday, the mayor said."),
    Good("By Jane Doe's account the harbour was empty.\nThe mayor disagrees."),
    Good("The harbour opens.\nVon Montag an fahren Schiffe."),
)

_WORD = r"[A-ZÀ-ÞŠĐČĆŽ][\w’'.-]{0,25}"
_NAME = (
    r"(?!(?i:the|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)"
    rf"{_WORD}(?:\s(?:de|van|von|der|al|bin|da|di)\b)?(?:\s{_WORD}){{1,3}}"
)
_ROLE = (
    r"(?i:(?:[\w’'.-]+\s){0,4}(?:staff|writers?|reporters?|correspondents?|editors?|contributors?|columnists?|press))"
)
_BYLINE = re.compile(
    rf"(?:By|BY|by|Von|Par|Por|Piše|Pišu|Autor|Автор|Пише):?\s{_NAME}(?:\s?(?:,|and|und|et|y|i|&|и)\s{_NAME}){{0,4}}"
    rf"(?:\s?[,/|–-]?\s?{_ROLE}(?:\s(?:of|for)\s.{{3,40}})?)?"
    r"(?:\s?[,|/•·–-]?\s?(?:(?i:published|updated|posted)\s?:?\s?)?[\w.,:/ ]{0,40}\d{4}.{0,30})?"
)
_LONGEST = 30


def find(document: Document) -> Iterator[Hit]:
    """Yield each line that is a by-line and nothing else."""
    taken = {item.span for item in document.furniture if item.line} | {item.span for item in document.boilerplate}
    taken |= {credit.span for credit in document.credits}
    for line in document.lines:
        if line.words > _LONGEST or line.text[0] not in "BbVPAАП" or line.ends_sentence or line.span in taken:
            continue
        if _BYLINE.fullmatch(line.text):
            yield Hit(line.span, "This is the by-line of the article, not its text", 0.85, fix="")
