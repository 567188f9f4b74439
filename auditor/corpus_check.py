"""The contract of a corpus pass: what can only be seen beside other articles.

A pass module has a docstring and three pure functions, so that it runs unchanged in one process or in many:

    keys(document)      yields strings; articles that share a key are judged together
    row(document)       what `judge` needs to know of the article: plain data (JSON), stored once per article
    judge(key, rows)    sees the rows of all articles under one key, in an order that does not depend on the run,
                        and yields (ordinal of the article, verdict)

`stage = "gather"`: runs in the first sweep; the verdicts are plain data, collected under the pass id in
`document.context` of the second sweep. `stage = "report"`: runs in the second sweep; the verdicts are `Hit`s.
`readers`, where a gathering pass states it: the only checks that read its verdicts. When the verdicts on an article
change, as they do while other articles of a story arrive, a run that remembers the article does those checks again and
no others. A test holds that it is true.
`judge` may be called with the same articles under several keys; equal verdicts count once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from auditor.check import Example


@dataclass(frozen=True, slots=True)
class Row:
    """What one article brings to `judge`: its place in the run (unique), its id, and what `row(document)` returned."""

    ordinal: int
    article_id: str
    data: Mapping[str, Any]


def by_two_sources(one: Row, other: Row) -> bool:
    """Whether two articles are by two sources, both told; else they may be versions of one. `row` gives `source`."""
    first, second = (str(item.data["source"]).casefold() for item in (one, other))
    return bool(first and second) and first != second


@dataclass(frozen=True, slots=True)
class Pass:
    """A corpus pass as the catalog found it."""

    id: str
    family: str
    stage: Literal["gather", "report"]
    summary: str
    description: str
    keys: Callable[..., Iterable[str]]
    row: Callable[..., Mapping[str, Any]]
    judge: Callable[[str, Sequence[Row]], Iterator[tuple[int, Any]]]
    path: str
    examples: tuple[Example, ...] = ()
    readers: tuple[str, ...] = ()
