"""A city is placed in two states.

"Selma, Alabama" above, "Selma, Kentucky" below. Silent for the many city names that a dozen states share, unless the
words before both are the same, and where the article speaks of two such cities.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.places import CityState

requires = ("english",)

examples = (
    Bad("The march began in Selma, Alabama, at noon. Thousands came to [[Selma, Kentucky]], on Sunday."),
    Bad("They met in Erie, Pa. The hall in [[Erie, La.]], holds two thousand."),
    Good("The march began in Selma, Alabama, at noon. Thousands came to Selma, Ala., on Sunday."),
    Good("He studied in Portland, Oregon, and later worked in Portland, Maine."),
    Good("She ran the plants in Gary, Indiana, Utica, New York, and Selma, Alabama."),
    Good("Both towns, Elko, Nevada, and Elko, Georgia, were named after the animal."),
)

_REPORTED = re.compile(r"\b(?:reported|reporting|contributed|writing|writes) (?:to this report )?from\s$")


def find(document: Document) -> Iterator[Hit]:
    """Yield the first mention of each city that contradicts an earlier one."""
    text = document.text
    cities: dict[str, list[CityState]] = defaultdict(list)
    for mention in document.city_states:
        cities[mention.city].append(mention)
    for city, mentions in cities.items():
        if city.lower() in ("university", "county") or len({m.state for m in mentions}) != 2:
            continue
        one = mentions[0]
        other = next(m for m in mentions if m.state != one.state)
        if other.span.start - one.span.end < (160 if one.shared else 12) or not all(
            _placed(text, m) for m in (one, other)
        ):
            continue
        if one.shared and _lead(text, one) != _lead(text, other) and text.count(other.state) > 1:
            continue
        said = f'"{other.span.of(text)}" here, "{one.span.of(text)}" elsewhere'
        yield Hit(
            other.span, said, 0.75, related=(here(one.span, one.span.of(text)), here(other.span, other.span.of(text)))
        )


def _placed(text: str, mention: CityState) -> bool:
    before = text[max(0, mention.span.start - 40) : mention.span.start]
    return not _REPORTED.search(before)


def _lead(text: str, mention: CityState) -> list[str]:
    return text[max(0, mention.span.start - 60) : mention.span.start].split()[-3:]
