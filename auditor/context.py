"""What is known of an article from outside it: verdicts of the corpus passes, and what the configuration says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.reading.figures import Figure
from auditor.reading.office_holders import Tenure


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Another article of the run that shares most of its words with this one.

    `contained`: share of this article's word shingles that stand in the other; `contains`: the other way round; 0 to 1.
    `date`: the other article's own date, where its metadata or text state one.
    """

    article_id: str
    contained: float
    contains: float
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Sister:
    """Another article of the run on the same event: its figures, its own date, and its source ("" if not known)."""

    article_id: str
    source: str
    date: datetime.date | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about an article from outside it.

    `gathered`: verdicts of the gathering passes, plain data by pass id. `allowed`: lower-cased words and names that the
    configuration allows. `today`: the day of the run, which bounds publication dates; None: no bound. `facts`: terms of
    office that the user adds to the table. `inference`: folder of a language-inference model; "": none.
    """

    gathered: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    today: datetime.date | None = None
    facts: tuple[Tenure, ...] = ()
    inference: str = ""
