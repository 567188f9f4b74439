"""In the same words, other outlets print this name with one letter changed.

"Nato chief Jens Stoltenburg said on Monday" here, "Stoltenberg" in two copies of the report by other outlets. Each
article brings its names with the three words on either side; where those are the same, the names are compared.

What the checks make of it: `misspelt-name` reports a spelling that stands once, where near-copies by at least two other
outlets agree on another (see `auditor/reading/copied_names.py`).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.corpus_check import Row
from auditor.document import Document
from auditor.reading.edits import slip_between

stage = "gather"
readers = ("typos/misspelt-name",)

CROWD = 40
"""Words around a name that more articles share belong to a form letter."""


def keys(document: Document) -> Iterator[str]:
    """Yield the surroundings of each name; nothing without a source, or in another language than English."""
    if (document.article.source or "").strip() and document.english:
        yield from (str(place.around) for place in document.name_places)


def row(document: Document) -> Mapping[str, Any]:
    """Return the source, and for the surroundings of each name where it begins and how it is spelt."""
    places = {str(place.around): [place.start, place.form] for place in document.name_places}
    return {"source": (document.article.source or "").strip()[:80], "places": places}


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield each article whose spelling fewer outlets print there than another, with the articles of the other."""
    if len(rows) > CROWD:
        return
    outlets: dict[str, set[str]] = defaultdict(set)
    for item in rows:
        outlets[item.data["places"][key][1]].add(item.data["source"].casefold())
    if len(outlets) == 1:
        return
    for item, other in itertools.permutations(rows, 2):
        (start, printed), (begins, meant) = item.data["places"][key], other.data["places"][key]
        if len(outlets[meant]) > len(outlets[printed]) and slip_between(printed.lower(), meant.lower()) != "far":
            yield item.ordinal, {
                "printed": printed, "start": start, "meant": meant, "begins": begins,
                "article_id": other.article_id, "source": other.data["source"],
            }  # fmt: skip
