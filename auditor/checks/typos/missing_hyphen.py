"""A set compound stands before its noun without the hyphen: "a political military alliance".

Only compounds of `knowledge/spelling/hyphens.toml`, which no style guide writes apart before a noun. Silent at the end
of a clause, where the two words may be independent ("they cross border after border"). Ages are compounds as well
("a 90-year-old", "a six-month-old boy"), but many outlets print them apart: they are called with the option `ages`.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.knowledge import toml
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("It is a [[political military]] alliance of nine states.", fix="political-military"),
    Bad("The [[self proclaimed]] republic held a vote.", fix="self-proclaimed"),
    Good("His 90 year old mother was there: an age, called where the option says so."),
    Good("It is a political-military alliance, and not only political. Military spending rose."),
    Good("The groups, they say, are less political, military or otherwise."),
)


_AGE = re.compile(r"[ -]olds?\b")
_NUMBER = r"(?:[2-9]|[1-9]\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_YEARS = re.compile(rf"(?:^|[\s(“\"])({_NUMBER}[ -](?:year|month|week|day))$")
_LONGEST = 14
"""Characters that a number and its unit take at most."""


@functools.cache
def _compounds() -> Mapping[str, frozenset[str]]:
    """Return the second words of the list by their first."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in toml("spelling/hyphens.toml")["compound"]:
        first, second = entry["apart"].split(" ")
        found[first].add(second)
        found[first.capitalize()].add(second)
    return {first: frozenset(seconds) for first, seconds in found.items()}


def find(document: Document, *, ages: bool = False) -> Iterator[Hit]:
    """Yield the compounds of the list that stand apart before another word.

    `ages`: whether ages without both their hyphens are called as well.
    """
    text, words, compounds = document.text, document.words, _compounds()
    printed = compounds.keys() & document.spellings
    for at in [at for at, word in enumerate(words[:-2]) if word.text in printed] if printed else ():
        word, seconds = words[at], compounds[words[at].text]
        second, behind = words[at + 1], words[at + 2]
        if (
            second.text in seconds
            and text[word.end : second.start] == " " == text[second.end : behind.start]
            and behind.text[0].islower()
            and text[word.start - 1 : word.start] != "-"
            and f"{word.text} {second.text}".lower() not in document.context.allowed
        ):
            yield _hit(Span(word.start, second.end), text, "before a noun")
    for match in _AGE.finditer(text) if ages else ():
        years = _YEARS.search(text[max(0, match.start() - _LONGEST) : match.start()])
        if years and not (match.group()[0] == "-" and "-" in years[1]):
            yield _hit(Span(match.start() - len(years[1]), match.end()), text, "as an age")


def _hit(span: Span, text: str, where: str) -> Hit:
    printed = span.of(text)
    fix = printed.replace(" ", "-")
    return Hit(span, f"“{printed}” is written with a hyphen {where}: “{fix}”", confidence=0.7, fix=fix)
