"""HTML: report.html, which needs nothing else and asks nobody.

A small run is one file: every article worst first, every finding marked where it stands with a note beside it. A large
one is a small front page with pages beside it in the folder `report`: the articles in which something was found, each
source, each rule. It reads without scripts; a small script adds filters and keys. A content security policy lets in
only the style and the script that stand in the file, known by their hashes, so nothing in an article's text can run or
load.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from auditor.article import Article
from auditor.engine.audited import Audited, SourceTally, Summary
from auditor.finding import SEVERITIES, excerpt
from auditor.render.parts.page import write
from auditor.render.parts.plain import one_line
from auditor.render.parts.quality import standings
from auditor.render.parts.rules import Rule, rules_of
from auditor.render.parts.shelf import Entry, Shelf
from auditor.render.parts.sister import Room
from auditor.render.parts.site import FOLDER, Link, Single, Site, paginate
from auditor.render.parts.trend import trend
from auditor.render.parts.view import View, anchor_of, heading_of, view
from auditor.scoring.quality import FEW

SINGLE = 60
"""Articles up to which a run is one file."""
SINGLE_CHARACTERS = 400_000
"""Code points of text up to which a run is one file, which then has about a megabyte."""

_SOURCES = 200
_WORST = 8
_WORST_PAGED = 16
_EXCERPT = 160
_BESIDE = 600_000
"""Code points of texts that are shown side by side with a sister article, in all of a report."""
_HITS, _ALL_HITS = 200, 2_500
"""Findings that the page of one rule lists at most, and those of all rules together."""


@dataclass(frozen=True, slots=True)
class Line:
    """An article in a list."""

    id: str
    anchor: str
    heading: str
    score: float
    verdict: str


class Writer:
    """Puts every article on a shelf on disk; writes the pages at the end."""

    def __init__(self, directory: Path, *, single: int = SINGLE) -> None:
        self._directory = directory
        self._single = single
        self._shelf = Shelf()
        self._room = Room(_BESIDE)
        self._articles = self._characters = 0

    def add(self, audited: Audited) -> None:
        """Put the article on the shelf."""
        self._shelf.add(audited)
        self._articles += 1
        self._characters += len(audited.article.text)

    def close(self, summary: Summary) -> None:
        """Write the page, or the pages."""
        try:
            if (self._articles <= self._single and self._characters <= SINGLE_CHARACTERS) or self._articles <= 1:
                self._one_file(summary)
            else:
                self._pages(summary)
        finally:
            self._shelf.close()

    # --- one file

    def _one_file(self, summary: Summary) -> None:
        entries = list(self._shelf.worst())
        link = Single(frozenset(entry.id for entry in entries))
        contents = [self._line(entry) for entry in entries]
        values = self._front(summary, self._rules(summary))
        values |= {
            "paged": False,
            "link": link,
            "contents": contents,
            "worst": contents[:_WORST],
            "views": (self._view(entry, summary) for entry in entries),
            "filter_values": _filter_values(summary, {entry.source for entry in entries}),
        }
        write("report.html", self._directory / "report.html", values)

    # --- many files

    def _pages(self, summary: Summary) -> None:
        folder = self._directory / FOLDER
        folder.mkdir()
        pages = paginate(self._shelf.worst(faulty=True))
        shown = sum(len(page.entries) for page in pages)
        rules = self._rules(summary)
        site = Site(pages, [rule.id for rule in rules], self._listed(summary))
        inside = site.within()
        shared: dict[str, Any] = {"summary": summary, "link": inside}
        for at, page in enumerate(pages):
            values = shared | {
                "page": page,
                "before": pages[at - 1].file if at else None,
                "after": pages[at + 1].file if at + 1 < len(pages) else None,
                "views": (self._view(entry, summary, whole=whole) for entry, whole in page.entries),
                "filter_values": _filter_values(summary, {entry.source for entry, _ in page.entries}),
            }
            write("articles.html", folder / page.file, values)
        limit = max(20, min(_HITS, _ALL_HITS // max(1, len(rules))))
        for rule in rules:
            write(
                "rule.html",
                folder / site.rule_file(rule.id),
                shared | {"rule": rule, "found": list(self._hits(rule, inside, limit))},
            )
        write(
            "sources.html",
            folder / site.sources_file,
            shared | {"portraits": self._portraits(summary, site), "standings": standings(summary), "few": FEW},
        )
        values = self._front(summary, rules)
        values |= {
            "paged": True,
            "link": site.from_front(),
            "contents": (),
            "views": (),
            "pages": pages,
            "folder": FOLDER,
            "shown": shown,
            "unshown": self._shelf.faulty() - shown,
            "worst": [self._line(entry) for entry in self._shelf.worst(limit=_WORST_PAGED)],
        }
        write("report.html", self._directory / "report.html", values)

    def _portraits(self, summary: Summary, site: Site) -> Iterator[dict[str, Any]]:
        for source in site.sources:
            yield {
                "anchor": site.source_anchor(source),
                "tally": summary.sources[source],
                "rules": self._shelf.rules_of(source, 8),
                "worst": [self._line(entry) for entry in self._shelf.worst(source=source, limit=_WORST)],
            }

    def _hits(self, rule: Rule, link: Link, limit: int) -> Iterator[dict[str, Any]]:
        for ordinal, place in self._shelf.of_rule(rule.id, limit):
            audited = self._shelf.by_ordinal(ordinal)
            finding = audited.findings[place]
            yield {
                "message": one_line(finding.message),
                "excerpt": excerpt(one_line(finding.text), _EXCERPT),
                "certainty": finding.certainty,
                "heading": heading_of(audited.article),
                "source": audited.article.source,
                "href": link.finding(audited.article.id, finding.fingerprint),
                "points": None if finding.preview else audited.score.points.get(finding.fingerprint, 0.0),
            }

    # --- what both share

    def _front(self, summary: Summary, rules: list[Rule]) -> dict[str, Any]:
        sources = sorted(summary.sources.values(), key=_by_mean)
        return {
            "summary": summary,
            "rules": rules,
            "sources": sources,
            "listed": _SOURCES,
            "few": FEW,
            "standings": standings(summary),
            "trend": trend(summary),
            "compared": _compared(summary),
        }

    def _rules(self, summary: Summary) -> list[Rule]:
        return rules_of(summary, self._shelf.articles_with)

    def _listed(self, summary: Summary) -> list[str]:
        return [tally.source for tally in sorted(summary.sources.values(), key=_by_mean)[:_SOURCES]]

    def _line(self, entry: Entry) -> Line:
        article = self._shelf.by_ordinal(entry.ordinal).article
        return Line(article.id, anchor_of(article.id), heading_of(article), entry.score, entry.verdict)

    def _view(self, entry: Entry, summary: Summary, *, whole: bool = True) -> View:
        audited = self._shelf.by_ordinal(entry.ordinal)
        if not _compared(summary):
            audited = replace(audited, states={}, fixed=())
        return view(audited, self._article, whole=whole, room=self._room)

    def _article(self, identity: str) -> Article | None:
        found = self._shelf.by_id(identity)
        return None if found is None else found.article


def _by_mean(tally: SourceTally) -> tuple[bool, float, str]:
    """Lowest mean first, those too small to be judged last."""
    return tally.articles < FEW, tally.score_sum / max(tally.articles, 1), tally.source


def _compared(summary: Summary) -> bool:
    """Whether there was something to compare with; in the first run of a store all is new, which tells nothing."""
    return summary.changes is not None and (bool(summary.past) or summary.baseline != "store")


def _filter_values(summary: Summary, sources: set[str]) -> dict[str, Any]:
    return {
        "families": summary.families,
        "rules": sorted(summary.rules),
        "severities": [name for name in reversed(SEVERITIES) if name in summary.severities],
        "sources": sorted(sources),
        "compared": _compared(summary),
    }
