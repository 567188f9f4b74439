"""The values that go into a store and come out of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from auditor.article import Article
from auditor.finding import Finding

State = Literal["new", "still", "fixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run. `new`, `still`, `fixed`: findings, dismissed ones left out. `figures`: the content of its `run.json`."""

    id: int
    name: str
    started: str
    finished: str
    day: str
    version: str
    articles: int
    new: int
    still: int
    fixed: int
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a run brings of one article.

    `key`: what stays the same when the article is delivered again (see `article_key`). `findings`, `dismissed`: as the
    report has them. `body`: plain data that the engine needs to show the article again.
    """

    ordinal: int
    key: str
    article: Article
    record: Mapping[str, Any]
    findings: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]
    score: float
    verdict: str
    words: int
    language: str | None
    date: datetime.date | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A finding over time, as far as the store knows it.

    `fingerprint` is the present one, `identity` that of its first day, `earlier` are those in between. `first_run`,
    `last_run`: the first and the last run that met it; `fixed_run`: the run that found the article without it, None
    while it is there.
    """

    id: int
    article: str
    identity: str
    fingerprint: str
    rule: str
    family: str
    severity: str
    confidence: float
    preview: bool
    dismissed: bool
    source: str
    field: str
    text: str
    message: str
    first_run: int
    last_run: int
    fixed_run: int | None
    earlier: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every fingerprint that it has had, the present one first."""
        return tuple(dict.fromkeys((self.fingerprint, *reversed(self.earlier.split()), self.identity)))

    def state(self, run: int) -> State | None:
        """Return what the finding is in a run; None where it is not there yet, or fixed earlier."""
        if self.fixed_run is not None and self.fixed_run <= run:
            return "fixed" if self.fixed_run == run else None
        if self.first_run >= run:
            return "new" if self.first_run == run else None
        return "still"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An article of a run, with its text as that run met it.

    `findings`, `dismissed`: with places in this text, as the report had them. `history`: fingerprint to what the store
    knows of the finding over time. `fixed`: findings that this run no longer met. `content`: hash of this version.
    """

    run: int
    ordinal: int
    key: str
    article: Article
    record: Mapping[str, Any]
    content: str
    source: str
    score: float
    verdict: str
    findings: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]
    history: Mapping[str, Past] = field(default_factory=dict)
    fixed: tuple[Past, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)

    def state(self, finding: Finding) -> State | None:
        """Return whether the finding was new in this run or there before; None if the store does not know it."""
        past = self.history.get(finding.fingerprint)
        return None if past is None else past.state(self.run)


def article_key(article: Article) -> str:
    """Return what stays the same when the article is delivered again: its id, or its address where the id was made up.

    An id that a record lacked is made from its text (`auditor.article.content_id`) and changes with it.
    """
    if article.id.startswith("sha256-") and article.url:
        return f"url:{article.url.split('#', 1)[0]}"
    return article.id
