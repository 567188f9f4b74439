"""HTML: report.html, which needs nothing else and asks nobody.

A small run is one file: every article worst first, every finding marked where it stands with a note beside it. A large
one is a small front page with pages beside it in the folder `report`: the articles in which something was found and a
list of them, each source, each rule, what is new and what is fixed. It reads without scripts; a small script adds
filters and keys. A content security policy lets in only the style and the script that stand in the file, known by their
hashes, so nothing in an article's text can run or load.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from auditor.article import Article
from auditor.engine.audited import Audited, SourceTally, Summary
from auditor.finding import SEVERITIES, excerpt
from auditor.render.parts.page import assets, environment, plain_assets, write
from auditor.render.parts.plain import one_line
from auditor.render.parts.quality import standings
from auditor.render.parts.rules import Rule, rules_of
from auditor.render.parts.shelf import Entry, Shelf
from auditor.render.parts.sister import Room
from auditor.render.parts.site import BUDGET, FOLDER, Link, Single, Site, cost, paginate
from auditor.render.parts.trend import trend
from auditor.render.parts.view import View, anchor_of, heading_of, view
from auditor.scoring.quality import FEW

SINGLE = 60
"""Articles up to which a run is one file."""
SINGLE_CHARACTERS = 400_000
"""Code points of text up to which a run is one file, which then has about a megabyte."""

_SOURCES = 200
_WORST = 8
_WORST_PAGED = 10
_EXCERPT = 160
_BESIDE = 600_000
"""Code points of texts that are shown side by side with a sister article, in all of a report."""
_HITS, _ALL_HITS = 200, 2_500
"""Findings that the page of one rule lists at most, and those of all rules together."""
_NEW, _FIXED = 300, 100
"""New and fixed findings that are listed."""
_LISTED = 6_000
"""Articles in the list of all that something was found in."""
_REASONS, _TOLD = 2, 0.05
"""Families that a line about an article names: those that took most points, and as many as can be printed."""
_UNMEASURED, _UNMEASURED_NAMES = 6, 12
_SOURCES_OF_RULE = 12
_SAMPLE = 200
"""Articles by which those of a run are held against the estimate."""
_FRAME, _HIT, _LINE, _PORTRAIT, _OTHER_PAGES = 2_000, 400, 260, 2_400, 6
"""Bytes of a page besides style and script; of a finding, an article, a source in a list; pages besides the rules."""


@dataclass(frozen=True, slots=True)
class Line:
    """An article in a list."""

    id: str
    anchor: str
    heading: str
    score: float
    verdict: str
    source: str
    taken: tuple[tuple[str, float], ...]
    """The families that took most points, with the points."""


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
        self._shelf.add(audited, heading_of(audited.article))
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
        rules = self._rules(summary)
        limit = _limit([rule.findings for rule in rules])
        room, empty = _room(summary, rules, limit, self._shelf.faulty())
        pages = paginate(self._shelf.worst(faulty=True), room=room, empty=empty, scale=self._scale(summary))
        shown = sum(len(page.entries) for page in pages)
        site = Site(pages, [rule.id for rule in rules], self._listed(summary))
        inside = site.within()
        shared: dict[str, Any] = {"summary": summary, "link": inside, "list_file": site.list_file}
        for at, page in enumerate(pages):
            values = shared | {
                "page": page,
                "before": pages[at - 1].file if at else None,
                "after": pages[at + 1].file if at + 1 < len(pages) else None,
                "views": (self._view(entry, summary, whole=whole) for entry, whole in page.entries),
                "filter_values": _filter_values(summary, {entry.source for entry, _ in page.entries}),
            }
            write("articles.html", folder / page.file, values)
        shared |= plain_assets()
        for rule in rules:
            found = [self._hit(*at, inside) for at in self._shelf.of_rule(rule.id, limit)]
            by_source = self._shelf.sources_of(rule.id, _SOURCES_OF_RULE) if len(summary.sources) > 1 else []
            values = shared | {"rule": rule, "found": found, "by_source": by_source}
            write("rule.html", folder / site.rule_file(rule.id), values)
        if _compared(summary):
            write("new.html", folder / site.new_file, shared | self._news(summary, inside))
        entries = list(self._shelf.worst(faulty=True, limit=_LISTED))
        write("list.html", folder / site.list_file, shared | {"entries": entries, "found_in": self._shelf.faulty()})
        write(
            "sources.html",
            folder / site.sources_file,
            shared
            | {"site": site, "portraits": self._portraits(summary, site), "standings": standings(summary), "few": FEW},
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
            "site": site,
            "new_rules": self._shelf.new_by_rule() if _compared(summary) else [],
            "worst": [self._line(entry) for entry in self._shelf.worst(limit=_WORST_PAGED)],
        }
        write("report.html", self._directory / "report.html", values)

    def _scale(self, summary: Summary) -> float:
        """Return what a sample of the articles takes on a page, as a share of what is estimated."""
        section: Any = environment().get_template("article.html").module
        link = Site([], [], []).within()
        some = list(self._shelf.worst(faulty=True))[:: max(1, self._shelf.faulty() // _SAMPLE)]
        taken = sum(
            len(str(section.article_section(self._view(entry, summary, whole=False), link)).encode("utf-8", "replace"))
            for entry in some
        )
        return taken / (sum(cost(entry, whole=False) for entry in some) or 1.0) or 1.0

    def _portraits(self, summary: Summary, site: Site) -> Iterator[dict[str, Any]]:
        for source in site.sources:
            yield {
                "anchor": site.source_anchor(source),
                "tally": summary.sources[source],
                "rules": self._shelf.rules_of(source, 8),
                "worst": [self._line(entry) for entry in self._shelf.worst(source=source, limit=_WORST)],
            }

    def _hit(self, ordinal: int, place: int, link: Link) -> dict[str, Any]:
        audited = self._shelf.by_ordinal(ordinal)
        finding = audited.findings[place]
        return {
            "rule": finding.rule,
            "message": one_line(finding.message),
            "excerpt": excerpt(one_line(finding.text), _EXCERPT),
            "certainty": finding.certainty,
            "heading": heading_of(audited.article),
            "source": audited.article.source,
            "href": link.finding(audited.article.id, finding.fingerprint),
            "points": None if finding.preview else audited.score.points.get(finding.fingerprint, 0.0),
        }

    def _news(self, summary: Summary, link: Link) -> dict[str, Any]:
        fixed = []
        for ordinal, place in self._shelf.fixed(_FIXED):
            audited = self._shelf.by_ordinal(ordinal)
            gone, article = audited.fixed[place], audited.article
            fixed.append(
                {
                    "rule": gone.rule,
                    "message": one_line(gone.message),
                    "excerpt": excerpt(one_line(gone.text), _EXCERPT),
                    "heading": heading_of(article),
                    "source": article.source,
                    "href": link.article(article.id),
                    "certainty": None,
                    "points": None,
                }
            )
        return {
            "trend": trend(summary),
            "new_rules": self._shelf.new_by_rule(),
            "new": [self._hit(*at, link) for at in self._shelf.new(_NEW)],
            "fixed": fixed,
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
            "unmeasured": _unmeasured(summary),
        }

    def _rules(self, summary: Summary) -> list[Rule]:
        return rules_of(summary, self._shelf.articles_with)

    def _listed(self, summary: Summary) -> list[str]:
        return [tally.source for tally in sorted(summary.sources.values(), key=_by_mean)[:_SOURCES]]

    def _line(self, entry: Entry) -> Line:
        audited = self._shelf.by_ordinal(entry.ordinal)
        identity = audited.article.id
        parts = sorted(audited.score.families, key=lambda part: -part.points)[:_REASONS]
        taken = tuple((part.family, part.points) for part in parts if part.points >= _TOLD)
        source = audited.article.source or ""
        return Line(identity, anchor_of(identity), entry.heading, entry.score, entry.verdict, source, taken)

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


def _unmeasured(summary: Summary) -> list[tuple[int, list[str], int]]:
    """Return what could not run: on how many articles, the first of its names, and how many more there are.

    Checks that need the same are kept from the same articles, so equal numbers are told once.
    """
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for name, articles in sorted(summary.not_measured.items()):
        groups[articles].append(name.rpartition("/")[2])
    return [
        (articles, names[:_UNMEASURED_NAMES], len(names[_UNMEASURED_NAMES:]))
        for articles, names in sorted(groups.items(), reverse=True)[:_UNMEASURED]
    ]


def _limit(findings: Sequence[int]) -> int:
    """Return how many findings the page of a rule may list, so that all pages together list `_ALL_HITS` or fewer."""
    left, rules = _ALL_HITS, len(findings)
    for amount in sorted(findings):
        if amount * rules > left:
            return max(20, min(_HITS, left // rules))
        left, rules = left - amount, rules - 1
    return _HITS


def _room(summary: Summary, rules: Sequence[Rule], limit: int, listed: int) -> tuple[float, int]:
    """Return the bytes that are left for the pages of articles, and those of a page without any.

    `limit`: findings that the page of a rule lists at most. `listed`: articles in which something was found.
    """
    empty, plain = (len(given["style"]) + _FRAME for given in (assets(), plain_assets()))
    others = (
        plain * (len(rules) + _OTHER_PAGES)
        + (sum(min(limit, rule.findings) for rule in rules) + _NEW + _FIXED) * _HIT
        + min(_LISTED, listed) * _LINE
        + len(rules) * _SOURCES_OF_RULE * _LINE
        + min(_SOURCES, len(summary.sources)) * _PORTRAIT
    )
    return max(0.0, BUDGET - others), empty + len(assets()["script"])
