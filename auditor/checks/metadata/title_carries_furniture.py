"""The title carries page furniture: navigation, a by-line, a player, a counter of shares or a read-more prompt.

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
    Bad(
        "The harbour opened.",
        title="Log in Help Join the mailing list Community Search Harbour opens",
        fields=("title",),
    ),
    Bad("The harbour opened.", title="Harbour opens after nine years 1.2K Shares", fields=("title",)),
    Good("The harbour opened.", title="Search for help: community news from the harbour"),
    Good("The harbour opened.", title="Port sells 300 shares"),
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
    r"|\s\d[\d.,]{0,6}(?:[KkMm]\s?(?:SHARES?|[Ss]hares?)|\sSHARES?|[KkMm]?\s(?:Comments|COMMENTS|Retweets|Likes))$"
    r"|\s?(?:Read more|Continue reading|Click here)\s?(?:[:»>→.…]{1,3})?$"
)
_MENU = re.compile(
    r"(?<!\w)(?:Log ?in|Sign ?(?:in|up)|Help|Search|Menu|Home|News|NEWS|Community|COMMUNITY|Front Page|FRONT PAGE"
    r"|Join the mailing list|Subscribe|Newsletters?|Contact(?: us)?|About(?: us)?|Register|My account|Action|ACTION"
    r"|Weather|Sports?|Opinion|Video|Shop)(?!\w)\s*"
)
_MENU_ITEMS = 4
"""Entries of a menu in a title from which it is one."""


def find(document: Document) -> Iterator[Hit]:
    """Yield each piece of furniture in the title."""
    title = document.title[:1000]
    menu = list(_MENU.finditer(title))
    # Entries of a menu stand close together; a headline may hold several of these words, parted by others.
    if len(menu) >= _MENU_ITEMS and sum(match.end() - match.start() for match in menu) * 2 >= menu[-1].end():
        said = f"{len(menu)} entries of a menu stand in the title"
        yield Hit(Span(menu[0].start(), menu[-1].end()), said, 0.9, field="title")
        return
    for match in _FURNITURE.finditer(title):
        if match.group().strip():
            yield Hit(
                Span(*match.span()),
                f"{match.group().strip()[:60]!r} is no part of a headline",
                0.9,
                fix="",
                field="title",
            )
