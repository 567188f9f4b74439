"""A city is placed in two states.

"Selma, Alabama" above, "Selma, Kentucky" below. Silent for the many city names that a dozen states share, unless the
words before both are the same, and where the article speaks of two such cities.
"""

from __future__ import annotations

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
        if other.span.start - one.span.end < (160 if one.shared else 12) or one.byline or other.byline:
            continue
        if one.shared and one.lead != other.lead and text.count(other.state) > 1:
            continue
        said = f'"{other.span.of(text)}" here, "{one.span.of(text)}" elsewhere'
        yield Hit(
            other.span, said, 0.75, related=(here(one.span, one.span.of(text)), here(other.span, other.span.of(text)))
        )
