"""HTML: report.html, one file that needs nothing else and asks nobody.

The worst articles are shown in full, worst first, every finding marked where it stands with a note beside it; the rest
is counted. It reads without scripts; a small script adds the filters. A content security policy lets in only the style
and the script that stand in the file, known by their hashes, so nothing in an article's text can run or load.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import heapq
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor import catalog
from auditor.engine.audited import Audited, SourceTally, Summary
from auditor.finding import FAMILIES, SEVERITIES
from auditor.render.parts import words
from auditor.render.parts.view import View, anchor_of, ranked, view

SHOWN = 500
"""Articles that are shown in full; the page then has about five megabytes, which browsers open at once."""

_SOURCES = 200
_FEW = 20
"""A source with fewer articles than this is too small to be judged by its mean."""


class Writer:
    """Keeps the worst articles seen so far; writes the page at the end."""

    def __init__(self, directory: Path, *, shown: int = SHOWN) -> None:
        self._path = directory / "report.html"
        self._shown = shown
        self._heap: list[tuple[float, int, View]] = []

    def add(self, audited: Audited) -> None:
        """Keep the article if it is among the worst."""
        rank = (-audited.score.total, -audited.ordinal)
        if len(self._heap) < self._shown:
            heapq.heappush(self._heap, (*rank, view(audited)))
        elif rank > self._heap[0][:2]:
            heapq.heapreplace(self._heap, (*rank, view(audited)))

    def close(self, summary: Summary) -> None:
        """Write the page."""
        views = ranked([item[2] for item in self._heap])
        page = _environment().get_template("report.html").stream(**_values(summary, views))
        page.enable_buffering(64)
        with self._path.open("wb") as file:
            page.dump(file, encoding="utf-8", errors="replace")


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("auditor.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        family=words.FAMILY, verdict=words.VERDICT, certainty=words.CERTAINTY, anchor_of=anchor_of, FAMILIES=FAMILIES
    )
    environment.filters.update(number=words.number, percent=words.percent, day=words.day)
    environment.globals["count"] = words.count
    return environment


def _values(summary: Summary, views: list[View]) -> dict[str, Any]:
    style, script = _asset("report.css"), _asset("report.js")
    sources = sorted(summary.sources.values(), key=_by_mean)
    rules = sorted({note.finding.rule for item in views for note in item.notes})
    return {
        "summary": summary,
        "views": views,
        "in_report": {item.id for item in views},
        "style": Markup(style),  # noqa: S704  (a file of this package)
        "script": Markup(script),  # noqa: S704  (a file of this package)
        "policy": _policy(style, script),
        "sources": sources[:_SOURCES],
        "unlisted_sources": len(sources) - len(sources[:_SOURCES]),
        "few": _FEW,
        "rules": [(rule, *_described(rule)) for rule in rules],
        "severities": [name for name in reversed(SEVERITIES) if name in summary.severities],
        "filter_sources": sorted({item.source for item in views}),
        "rule_counts": sorted(summary.rules.items(), key=lambda item: (-item[1], item[0])),
        "widest_bin": max(summary.score_bins),
        "widest_family": max(summary.families.values(), default=0),
    }


def _by_mean(tally: SourceTally) -> tuple[bool, float, str]:
    """Lowest mean first, those too small to be judged last."""
    return tally.articles < _FEW, tally.score_sum / max(tally.articles, 1), tally.source


def _asset(name: str) -> str:
    return files("auditor.render").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the content security policy: nothing but this style and this script."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _described(rule: str) -> tuple[str, list[str]]:
    """Return the summary of a rule and the paragraphs of its documentation that follow."""
    known = catalog.all_checks().get(rule) or catalog.all_passes().get(rule)
    if known is None:
        return "", []
    paragraphs = known.description.split("\n\n")
    return known.summary, [" ".join(part.split()) for part in paragraphs[1:]]
