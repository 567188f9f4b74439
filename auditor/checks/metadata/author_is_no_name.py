"""An entry of the list of authors is no name of anybody.

"Story Count", "Share", "Markets Reporter", "Based In Washington", an address: the scraper took a widget, the rest of a
by-line or a job for a person. Counts by author then count widgets. Silent for agencies, desks and teams, which sign
articles, and for a job printed beside a name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from auditor import knowledge
from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The harbour opened.", authors=("Story Count", "Jane Doe"), fields=("authors",)),
    Bad("The harbour opened.", authors=("Jane Doe", "Markets Reporter"), fields=("authors",)),
    Bad("The harbour opened.", authors=("https://example.com/people/jane-doe",), fields=("authors",)),
    Bad("The harbour opened.", authors=("admin",), fields=("authors",)),
    Good("The harbour opened.", authors=("Jane Doe", "John Roe Jr.")),
    Good("The harbour opened.", authors=("Associated Press", "Example Post Editorial Board")),
    Good("The harbour opened.", authors=("Jane Doe Markets Reporter",)),
    Good("The harbour opened."),
)

FILE = "junk/author_words.toml"
_NONE = re.compile(
    r"(?:admin|administrator|anonymous|author|default|editor|guest|none|n/?a|root|staff writer|test|unknown|user"
    r"|webmaster|website)\d*",
    re.IGNORECASE,
)
_CODE = re.compile(r"https?:|www\.|\S+@\S+\.\w|[<>{}=\\]|\w_\w|\.(?:com|org|net|html?|php|jpe?g|png)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_FEWEST_OTHER = 2
"""Words besides those of a job that may be a name."""
_LONGEST = 9
"""Words of a list entry; more of them are a sentence."""


def find(document: Document) -> Iterator[Hit]:
    """Yield each entry that names nobody."""
    for author in document.authors:
        why = _why(author.name)
        if why:
            yield Hit(author.span, f"The author {author.name[:60]!r} is {why}", 0.9, fix="", field="authors")


def _why(name: str) -> str:
    if _CODE.search(name[:300]):
        return "an address or code, no name"
    if _NONE.fullmatch(name) or not any(char.isalpha() for char in name):
        return "no name"
    widget, role = _patterns()
    if widget.search(name[:300]):
        return "a part of the page, no name"
    words = _WORD.findall(name[:300])
    if len(words) > _LONGEST:
        return "a sentence, no name"
    if role.search(name) and len(_WORD.findall(role.sub(" ", name))) < _FEWEST_OTHER:
        return "what somebody is, not who"
    return ""


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = knowledge.toml(FILE)
    widget, role = ("|".join(map(re.escape, sorted(lists[name]["words"], key=len, reverse=True))) for name in lists)
    # A surname may be a word of the page ("Jane Print"): it counts only where it opens the entry, or all is such words.
    return (
        re.compile(rf"^(?:{widget})(?!\w)(?=$|[\s:_-])(?!\s[A-Z][\w’'-]+$)|^(?:\S+\s)?(?:{widget})$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{role})(?!\w)", re.IGNORECASE),
    )
