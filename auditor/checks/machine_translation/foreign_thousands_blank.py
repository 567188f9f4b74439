"""Thousands are set off by a blank: "5 000 people", "1 200 000 euros".

French and the Slavic languages part thousands so; English news writes "5,000". Software that reads the figures finds
two numbers.

Silent unless a word or a sign of what is counted follows, after another figure, for numbers of telephones and laws, and
where blanks stand before commas too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("Some [[5 000]] people marched to the dam.", fix="5,000"),
    Bad("The bridge cost [[1 200 000]] euros.", fix="1,200,000"),
    Good("Some 5,000 people called 555 012 345 and read paragraph 12 100 times."),
    Good("In May 2019 300 people came; from 2 to 300 people had come before."),
)

_GROUPS = re.compile(
    r"(?<![\d.,:/$€£+-])(?!0)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?=[ \u00a0](?:people|euros?|dollars|pounds|million|tons|"
    r"tonnes|inhabitants|residents|workers|employees|soldiers|troops|students|visitors|members|voters|votes|homes|houses|"
    r"refugees|migrants|families|children|women|men|cars|jobs|cases|square|hectares|kilomet|met(?:er|re)|km|kg|of|"
    r"hryvnia|rubles|roubles|crowns|zlotys?|forints?|yuan|yen|dinars?|lira|rupees)\b|[ \u00a0]?[€$%])"
)
_NAMED = re.compile(
    r"(?:\b(?:phone|tel|call|paragraph|article|section|act|no|number|nr|page|room)\b\W{0,2}|\d ?)$", re.IGNORECASE
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the figures."""
    text = document.text
    if " , " in text:
        return  # taken apart into tokens: a blank says nothing
    for token, after in pairwise(token for token in document.tokens if token.kind == "number"):
        if after.start != token.end + 1 or not (match := _GROUPS.match(text, token.start)):
            continue
        if not _NAMED.search(text, max(0, token.start - 12), token.start):
            fix = ",".join(match.group().split())
            yield Hit(Span(*match.span()), f"“{match.group()}” is “{fix}” in English", 0.8, fix=fix)
