"""The title carries page furniture: navigation, a by-line, a player or a read-more prompt.

"Home > News > Harbour opens", "Harbour opens Listen 3:51", "Harbour opens By Jane Doe Monday, May 3": the scraper took
the whole head of the page. Silent for a headline that names an author in passing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The harbour opened.", title="Home > News > Harbour opens", fields=("title",)),
    Bad("The harbour opened.", title="Harbour opens after nine years Listen · 3:51", fields=("title",)),
    Bad("The harbour opened.", title="Harbour opens By Jane Doe, Monday May 3, 2021", fields=("title",)),
    Bad("The harbour opened.", title="Skip to content Harbour opens", fields=("title",)),
    Good("The harbour opened.", title="Harbour opens: a photo essay by Jane Doe"),
    Good("The harbour opened.", title="Listen to the harbour"),
    Good("The harbour opened.", title="Debt > growth: why the harbour matters"),
)

_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}"
)
_FURNITURE = re.compile(
    r"^Home\s?[>›»|/]\s?[^>›»|/\n]{1,40}(?:\s?[>›»|/]\s)?"
    r"|^(?:Skip to (?:main )?content|Toggle navigation|Main menu|Menu\s[|·])\s?"
    r"|\s(?:Listen|Play|Download)\s?[·|]?\s?\d{1,2}:\d\d(?:\s\d{1,2}:\d\d)?$"
    rf"|\s[Bb]y\s[A-Z][\w.'’-]{{1,20}}(?:\s[A-Z][\w.'’-]{{1,20}}){{0,3}}[,\s·|/-]{{1,3}}.{{0,40}}?(?:{_DAY}).{{0,40}}$"
    r"|\s?(?:Read more|Continue reading|Click here)\s?(?:[:»>→.…]{1,3})?$"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield each piece of furniture in the title."""
    for match in _FURNITURE.finditer(document.title[:1000]):
        if match.group().strip():
            yield Hit(
                Span(*match.span()),
                f"{match.group().strip()[:60]!r} is no part of a headline",
                0.9,
                fix="",
                field="title",
            )
