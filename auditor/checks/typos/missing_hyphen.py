"""A set compound stands before its noun without the hyphen: "a political military alliance".

Only compounds of `knowledge/spelling/hyphens.toml`, which no style guide writes apart before a noun. Silent at the end
of a clause, where the two words may be independent ("they cross border after border").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.knowledge import toml
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("It is a [[political military]] alliance of nine states.", fix="political-military"),
    Bad("The [[self proclaimed]] republic held a vote.", fix="self-proclaimed"),
    Good("It is a political-military alliance, and not only political. Military spending rose."),
    Good("The groups, they say, are less political, military or otherwise."),
)


@functools.cache
def _compounds() -> tuple[re.Pattern[str], dict[str, str]]:
    entries = {entry["apart"]: entry["hyphenated"] for entry in toml("spelling/hyphens.toml")["compound"]}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(entries)})(?= [a-z])", re.IGNORECASE), entries


def find(document: Document) -> Iterator[Hit]:
    """Yield the compounds of the list that stand apart before another word."""
    pattern, _ = _compounds()
    for match in pattern.finditer(document.text):
        first, second = match.group().split(" ")
        if second.islower() and match.group().lower() not in document.context.allowed:
            yield Hit(
                Span(match.start(), match.end()),
                f"“{match.group()}” is written with a hyphen before a noun: “{first}-{second}”",
                confidence=0.7,
                fix=f"{first}-{second}",
            )
