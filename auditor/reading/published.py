"""The publication date as delivered, read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from auditor.article import Published

Problem = Literal["unreadable", "impossible", "future"]


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """What the metadata date says. `date` is None when nothing was delivered or `problem` is set.

    `alternatives`: the other readings of an ambiguous form ("10/10/18" has none, "10/08/2022" has one).
    """

    date: datetime.date | None
    problem: Problem | None = None
    alternatives: tuple[datetime.date, ...] = ()


def read_published(value: Published, today: datetime.date | None) -> PublishedDate:
    """Read a publication date in any common form; `today` bounds it (None: no bound)."""
    if value is None or value == "":
        return PublishedDate(None)
    try:
        return PublishedDate(datetime.date.fromisoformat(str(value)[:10]))
    except ValueError:
        return PublishedDate(None, "unreadable")
