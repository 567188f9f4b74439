"""Thousands are set off by a dot: "2.000 soldiers", "1.500.000 euros".

German, Italian, Spanish, Turkish, Serbian and others write so. In English the dot opens the decimals, and two thousand
soldiers become two.

A figure with one dot counts only before things that come whole (people, votes, houses). Silent for addresses of
computers, numbers of versions and laws, and telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("Some [[2.000]] soldiers left the valley.", fix="2,000"),
    Bad("The bridge cost [[1.500.000]] euros in all.", fix="1,500,000"),
    Good("Some 2,000 soldiers left; the ship is 2.000 km off and costs 1.125 million."),
    Good("The host 192.168.100.200 runs version 1.200.300, and act 12.345 holds."),
)

_DOTTED = re.compile(
    r"(?<![\d.,:/$€£+-])(?!0)\d{1,3}(?:\.\d{3}(?= (?:people|inhabitants|residents|workers|employees|soldiers|troops|"
    r"students|visitors|members|voters|votes|homes|houses|refugees|migrants|families|children|women|men|cars|jobs|cases|"
    r"spectators|victims|deaths|policemen|protesters|patients|pupils|tourists|passengers|copies|companies|fans|animals)\b)"
    r"|(?:\.\d{3}){2,3})(?![\d.]*\d)"
)
_NAMED = re.compile(
    r"\b(?:version|release|phone|tel|call|act|law|no|number|nr|host|address|ip|v)\b\W{0,3}$", re.IGNORECASE
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the figures."""
    text = document.text
    for token in document.tokens:
        if token.kind != "number" or "." not in token.text or not (match := _DOTTED.match(text, token.start)):
            continue
        groups = match.group().count(".")
        if groups == 3 or (groups > 1 and _NAMED.search(text, max(0, token.start - 14), token.start)):
            continue
        fix = match.group().replace(".", ",")
        yield Hit(Span(*match.span()), f"“{match.group()}” is “{fix}” in English", 0.85, fix=fix)
