"""An accent without its letter stands for the apostrophe: "it`s", "Azerbaijan´s".

Keyboards have the grave and the acute accent beside the apostrophe. A search for "it's" does not find the word, and
what takes a text apart into words sees two.

Judged between two letters, where what follows is the end of a short form or of a possessive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors("`", "\u00b4")

examples = (
    Bad("The ministry said that [[it`s]] a mistake.", fix="it’s"),
    Bad("[[Azerbaijan\u00b4s]] ministry said so.", fix="Azerbaijan’s"),
    Good("The command `ls` lists files, and Shi`ite writers of the Ka`ba used the sign for a sound."),
    Good("It’s a mistake, isn't it?"),
)

_ACCENT = re.compile(r"(?<![\w`\u00b4])(?P<one>[A-Za-z]{1,30})[`\u00b4](?P<other>s|t|re|ve|ll|d|m)(?![\w`\u00b4])")


def find(document: Document) -> Iterator[Hit]:
    """Yield the word with its apostrophe as the fix."""
    for match in _ACCENT.finditer(document.text):
        fix = f"{match['one']}’{match['other']}"
        said = f"An accent stands for the apostrophe in “{match.group()}”"
        yield Hit(Span(*match.span()), said, 0.93, fix=fix)
