"""The findings of one run, in the order of its report: worst articles first, within an article by place."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from auditor.finding import FAMILIES, SEVERITIES, Finding, excerpt
from auditor.render.parts.plain import one_line
from auditor.render.parts.view import heading_of
from auditor.server.review.standing import STATUSES, Standing
from auditor.store import runs
from auditor.store.database import Store

_EXCERPT = 60
_LONGEST = 200
"""Characters of one value of a filter."""


@dataclass(frozen=True, slots=True)
class Item:
    """One finding to decide on. `number`: its place in the list, from 0. `left_out`: the run had it dismissed."""

    number: int
    key: str
    article_id: str
    heading: str
    source: str
    verdict: str
    score: float
    finding: Finding
    state: str | None
    left_out: bool

    @property
    def excerpt(self) -> str:
        """The beginning of what is marked, on one line."""
        return excerpt(one_line(self.finding.text), _EXCERPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What of the list is wanted; "" is everything. It is the query of the address, so that one can keep it."""

    family: str = ""
    rule: str = ""
    severity: str = ""
    certainty: str = ""
    verdict: str = ""
    source: str = ""
    state: str = ""
    status: str = ""
    owner: str = ""
    article: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """Read a filter from the query of an address; what is no value of a list counts as everything."""
        given = {field.name: query.get(field.name, "").strip()[:_LONGEST] for field in fields(cls)}
        for name, allowed in _LISTS.items():
            if given[name] not in allowed:
                given[name] = ""
        return cls(**given)

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return any(getattr(self, field.name) for field in fields(self))

    def pairs(self) -> list[tuple[str, str]]:
        """Return the names and values that are set."""
        return [(field.name, value) for field in fields(self) if (value := getattr(self, field.name))]

    def query(self, **more: object) -> str:
        """Return it as the query of an address, with `more` values."""
        return urlencode([*self.pairs(), *((name, str(value)) for name, value in more.items())])

    def but(self, **values: str) -> Filter:
        """Return it with some values changed."""
        return replace(self, **values)


_LISTS: Mapping[str, tuple[str, ...]] = {
    "family": FAMILIES,
    "severity": SEVERITIES,
    "certainty": ("sure", "likely", "verify"),
    "verdict": ("accept", "review", "reject"),
    "state": ("new", "still"),
    "status": STATUSES,
}


class Worklist:
    """The findings of one run. Texts for the search wait in a temporary database on disk."""

    def __init__(self, store: Store, run: int) -> None:
        self.run = run
        self.items: list[Item] = []
        self._lock = threading.Lock()
        self._texts = sqlite3.connect("", check_same_thread=False)
        self._texts.execute("create table body (key text primary key, text text)")
        self.compared = any(one.id < run for one in runs.runs(store))
        """Whether there was a run before; in the first one all is new, which tells nothing."""
        for stored in runs.articles(store, run):
            out = {finding.fingerprint for finding in stored.dismissed}
            heading = heading_of(stored.article)
            everything = sorted((*stored.findings, *stored.dismissed), key=_by_place)
            if not everything:
                continue
            text = f"{stored.article.title or ''}\n{stored.article.text}".casefold()
            self._texts.execute(
                "insert or ignore into body values (?, ?)", (stored.key, text.encode("utf-8", "replace").decode())
            )
            for finding in everything:
                self.items.append(
                    Item(
                        number=len(self.items),
                        key=stored.key,
                        article_id=stored.article.id,
                        heading=heading,
                        source=stored.source,
                        verdict=stored.verdict,
                        score=stored.score,
                        finding=finding,
                        state=stored.state(finding) if self.compared else None,
                        left_out=finding.fingerprint in out,
                    )
                )
        self.rules = sorted({item.finding.rule for item in self.items})
        self.sources = sorted({item.source for item in self.items})

    def of_article(self, key: str) -> list[Item]:
        """Return the findings of one article."""
        return [item for item in self.items if item.key == key]

    def find(self, fingerprint: str) -> Item | None:
        """Return the first finding of that fingerprint."""
        return next((item for item in self.items if item.finding.fingerprint == fingerprint), None)

    def chosen(self, wanted: Filter, standing: Standing) -> list[Item]:
        """Return what a filter shows."""
        return list(self._chosen(wanted, standing))

    def _chosen(self, wanted: Filter, standing: Standing) -> Iterator[Item]:
        words = wanted.q.casefold()
        holding = self._holding(words) if words else frozenset()
        for item in self.items:
            finding = item.finding
            if (
                wanted.family not in ("", finding.family)
                or wanted.rule not in ("", finding.rule)
                or wanted.severity not in ("", finding.severity)
                or wanted.certainty not in ("", finding.certainty)
                or wanted.verdict not in ("", item.verdict)
                or wanted.source not in ("", item.source)
                or wanted.state not in ("", item.state)
                or wanted.article not in ("", item.article_id)
            ):
                continue
            if words and item.key not in holding and words not in f"{finding.message}\n{finding.text}".casefold():
                continue
            if wanted.status or wanted.owner:
                status = standing.of(item)
                if wanted.status not in ("", status.judged) or wanted.owner not in ("", status.owner):
                    continue
            yield item

    def _holding(self, words: str) -> frozenset[str]:
        """Return the articles whose title or text holds the words."""
        with self._lock:
            rows = self._texts.execute("select key from body where instr(text, ?) > 0", (words,)).fetchall()
        return frozenset(key for (key,) in rows)


def _by_place(finding: Finding) -> tuple[bool, str, int, int, str]:
    return finding.field == "text", finding.field, finding.start, finding.end, finding.rule
