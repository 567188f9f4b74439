"""Templates to pages. An article is shown as the report shows it, with what was decided in each note."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from auditor.article import Article
from auditor.engine.audited import Audited
from auditor.engine.ledger import audited_of
from auditor.render.parts.beside import LONGEST
from auditor.render.parts.page import digest, environment, text_of, tight
from auditor.render.parts.sister import Room
from auditor.render.parts.view import Note, View, anchor_of, view
from auditor.scoring import score
from auditor.server.review.standing import Standing
from auditor.server.review.worklist import Filter, Item
from auditor.store.records import Stored

_PACKAGE = "auditor.server.review"


@functools.cache
def assets() -> Mapping[str, Any]:
    """Return the style and the script of every page."""
    style = tight(text_of("report.css") + text_of("articles.css") + text_of("desk.css", _PACKAGE))
    return {
        "style": Markup(style),  # noqa: S704  (files of this package)
        "script": Markup(text_of("desk.js", _PACKAGE)),  # noqa: S704  (a file of this package)
    }


@functools.cache
def policy() -> str:
    """Return the content security policy of every page: its own style and script, forms to the desk, nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{digest(assets()['style'])}'",
            f"script-src '{digest(assets()['script'])}'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def page(template: str, **values: Any) -> str:
    """Fill in a template."""
    return environment(_PACKAGE).get_template(template).render(**assets(), **values)


@dataclass(frozen=True, slots=True)
class Links:
    """Where the links in an article lead: to the findings of another one, to a rule."""

    front: str = "/"

    def article(self, identity: str) -> str | None:
        """Link to an article."""
        return "/queue?" + urlencode({"article": identity})

    def finding(self, identity: str, fingerprint: str) -> str | None:
        """Link to a finding of an article."""
        return f"/finding/{fingerprint}"

    def rule(self, identity: str) -> str | None:
        """Link to a rule."""
        return f"/rules#rule-{identity}"

    def source(self, name: str) -> str | None:
        """Link to the findings of a source."""
        return "/queue?" + urlencode({"source": name})


def article_view(
    stored: Stored, items: list[Item], standing: Standing, lookup: Callable[[str], Article | None]
) -> tuple[View, Callable[[Note], Markup]]:
    """Return an article with all its findings, its score by what stands, and what each note adds of decisions."""
    by_fingerprint = {item.finding.fingerprint: item for item in items}
    statuses = {name: standing.of(item) for name, item in by_fingerprint.items()}
    audited = rescored(audited_of(stored), {name for name, one in statuses.items() if one.judged == "dismissed"})
    if all(item.state is None for item in items):
        audited = replace(audited, states={}, fixed=())
    shown = view(audited, lookup, room=Room(2 * LONGEST))
    template = environment(_PACKAGE).get_template("decided.html").module

    def decide(note: Note) -> Markup:
        item = by_fingerprint.get(note.finding.fingerprint)
        if item is None:
            return Markup()
        made: Markup = template.decided(item, statuses[item.finding.fingerprint])  # type: ignore[attr-defined]  # a macro
        return made

    return shown, decide


def rescored(audited: Audited, dismissed: set[str]) -> Audited:
    """Return the article with every finding, dismissed or not, and the score of those that are not dismissed."""
    every = (*audited.findings, *audited.dismissed)
    total = score(
        [finding for finding in every if finding.fingerprint not in dismissed],
        characters=len(audited.article.text),
        words=int(audited.measures.get("words") or len(audited.article.text.split())),
        ran={part.family: part.coverage for part in audited.score.families},
        selected={part.family: 1 for part in audited.score.families},
    )
    return replace(audited, findings=every, dismissed=(), score=replace(total, coverage=audited.score.coverage))


def window(items: list[Item], at: int, reach: int) -> list[Item]:
    """Return the items around the one at place `at` of the list."""
    start = max(0, min(at - reach, len(items) - 2 * reach - 1))
    return items[start : start + 2 * reach + 1]


def place_of(item: Item) -> str:
    """Return the fragment of a finding's note on the page of its article."""
    return f"{anchor_of(item.article_id)}-{item.finding.fingerprint}"


def address(wanted: Filter, item: Item | None, **more: object) -> str:
    """Return the address of the list, at one finding."""
    values = dict(more) if item is None else {"at": item.number, **more}
    query = wanted.query(**values)
    return "/queue" + (f"?{query}" if query else "") + ("" if item is None else f"#{place_of(item)}")
