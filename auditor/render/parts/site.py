"""Where things stand in a report: which page an article, a rule or a source is on, and how one links to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from auditor.render.parts.shelf import Entry
from auditor.render.parts.view import NOTES, anchor_of

FOLDER = "report"
"""The folder beside report.html that holds the pages of a large run."""

_A_PAGE = 80
_A_PAGE_BYTES = 400_000
BUDGET = 18_900_000
"""Bytes of a report; what is estimated may be a little more, and 20 MB are promised."""
_FILLED = 0.8
"""What of a page is filled: the article that no longer fits opens the next one."""
_HEAD, _NOTE, _MARKUP = 1_250, 1_050, 1.1
"""What the head of an article and a note take, in bytes, and by how much markup makes a text longer."""
_EXPLAINED = 400
"""What a note takes more where the text is whole: the rule in words, its line in the table of repairs."""
_LONGEST, _IN_PART, _AROUND = 40_000, 240, 160
"""Bytes of a text at most; of its beginning where it is shown in part; and around each note."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of articles. `entries`: each with whether its text is shown whole. `first`, `last`: ranks from 1."""

    file: str
    first: int
    entries: tuple[tuple[Entry, bool], ...]

    @property
    def last(self) -> int:
        """Rank of the last article."""
        return self.first + len(self.entries) - 1

    @property
    def low(self) -> float:
        """The lowest score on the page."""
        return self.entries[0][0].score

    @property
    def high(self) -> float:
        """The highest score on the page."""
        return self.entries[-1][0].score


class Link(Protocol):
    """How the page at hand links to another place; None where there is none to link to."""

    @property
    def front(self) -> str:
        """The front page."""

    def article(self, identity: str) -> str | None:
        """Link to an article."""

    def finding(self, identity: str, fingerprint: str) -> str | None:
        """Link to a finding of an article."""

    def rule(self, identity: str) -> str | None:
        """Link to a rule."""

    def source(self, name: str) -> str | None:
        """Link to a source."""


@dataclass(frozen=True, slots=True)
class Single:
    """Links within a report of one file."""

    articles: frozenset[str]
    front: str = "#summary"

    def article(self, identity: str) -> str | None:
        """Link to an article."""
        return f"#{anchor_of(identity)}" if identity in self.articles else None

    def finding(self, identity: str, fingerprint: str) -> str | None:
        """Link to a finding of an article."""
        return f"#{anchor_of(identity)}-{fingerprint}" if identity in self.articles else None

    def rule(self, identity: str) -> str | None:
        """Link to a rule."""
        return f"#rule-{identity}"

    def source(self, name: str) -> str | None:
        """Return nothing: a source has no place of its own."""
        return None


class Site:
    """The pages of a large run."""

    sources_file = "sources.html"
    new_file = "new.html"
    list_file = "list.html"

    def __init__(self, pages: Sequence[Page], rules: Iterable[str], sources: Sequence[str]) -> None:
        self.sources = sources
        self._pages = {entry.id: page.file for page in pages for entry, _ in page.entries}
        self._rules = set(rules)
        self._sources = set(sources)

    def rule_file(self, rule: str) -> str:
        """Return the file of a rule."""
        return f"rule-{_hash(rule)}.html"

    def source_anchor(self, source: str) -> str:
        """Return the place of a source on the page of the sources."""
        return f"source-{_hash(source)}"

    def within(self) -> Link:
        """Return the links of a page in the folder."""
        return _Links(self, "", "../report.html")

    def from_front(self) -> Link:
        """Return the links of the front page."""
        return _Links(self, f"{FOLDER}/", "#summary")

    def article(self, identity: str) -> str | None:
        """Return the file of an article."""
        return self._pages.get(identity)

    def has_rule(self, rule: str) -> bool:
        """Whether the rule has a page."""
        return rule in self._rules

    def has_source(self, source: str) -> bool:
        """Whether the source has a place."""
        return source in self._sources


@dataclass(frozen=True, slots=True)
class _Links:
    site: Site
    prefix: str
    front: str

    def article(self, identity: str) -> str | None:
        file = self.site.article(identity)
        return None if file is None else f"{self.prefix}{file}#{anchor_of(identity)}"

    def finding(self, identity: str, fingerprint: str) -> str | None:
        href = self.article(identity)
        return None if href is None else f"{href}-{fingerprint}"

    def rule(self, identity: str) -> str | None:
        return f"{self.prefix}{self.site.rule_file(identity)}" if self.site.has_rule(identity) else None

    def source(self, name: str) -> str | None:
        if not self.site.has_source(name):
            return None
        return f"{self.prefix}{self.site.sources_file}#{self.site.source_anchor(name)}"


def paginate(entries: Iterable[Entry], *, room: float, empty: int, scale: float = 1.0) -> list[Page]:
    """Put articles, worst first, on pages, as many as there is room for.

    All are shown around their findings; what room is left shows texts whole, the worst articles first. `room`: bytes
    of all pages; `empty`: bytes of a page without an article; `scale`: what articles of this run take, as a share of
    what `cost` estimates.
    """
    shown: list[Entry] = []
    room /= scale * (1 + empty / (_FILLED * _A_PAGE_BYTES))
    for entry in entries:
        room -= cost(entry, whole=False)
        if room < 0:
            room = 0
            break
        shown.append(entry)
    pages: list[Page] = []
    current: list[tuple[Entry, bool]] = []
    filled = 0.0
    for rank, entry in enumerate(shown, 1):
        more = cost(entry, whole=True) - cost(entry, whole=False)
        whole = more <= room
        room = room - more if whole else 0
        current.append((entry, whole))
        filled += cost(entry, whole=whole)
        if rank == len(shown) or len(current) == _A_PAGE or filled > _A_PAGE_BYTES:
            name = f"articles-{_hash(current[0][0].id)}.html"
            pages.append(Page(name, rank - len(current) + 1, tuple(current)))
            current, filled = [], 0.0
    return pages


def cost(entry: Entry, *, whole: bool) -> float:
    """Estimate the bytes that an article takes on its page."""
    notes = min(entry.findings, NOTES)
    text = min(entry.size, _LONGEST)
    if whole:
        return _HEAD + notes * (_NOTE + _EXPLAINED) + text * _MARKUP
    return _HEAD + notes * _NOTE + min(text, _IN_PART + _AROUND * notes) * _MARKUP


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
