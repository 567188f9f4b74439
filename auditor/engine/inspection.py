"""What happens to one article: checks, measures, what it brings to the corpus passes.

All of it is pure, so any process can do it.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

import orjson

from auditor.article import AUTHORS_APART, Article, Origin
from auditor.calibration import calibrated
from auditor.catalog import all_checks, all_measures, all_passes
from auditor.check import REQUIREMENTS, Check, Hit
from auditor.context import Context
from auditor.corpus_check import Pass
from auditor.document import Document
from auditor.engine.limit import CutOff, Watched, allowance
from auditor.finding import Finding, Place, excerpt, fingerprint
from auditor.measure import Measure, Value
from auditor.reading.anchors import AnchorTable, make_anchor_table
from auditor.reading.dates import OwnDate
from auditor.reading.office_holders import Tenure
from auditor.scoring.score import severity_of
from auditor.span import Span

Part = str
"""What an audit is made of: the id of a check, `measure:<id>` or `pass:<id>`."""


@dataclass(frozen=True)
class Plan:
    """What a run applies to every article: plain data, so that it reaches other processes as it is.

    `rules`: ids of the checks and reporting passes to run. `options`: by id of check or measure. `allowed`:
    lower-cased words and names that no check may flag. `today`: the last day an article can be of. `facts`: rows
    added to the table of office-holders. `inference`: folder of a language-inference model, "" for none.
    """

    rules: tuple[str, ...]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    today: datetime.date | None = None
    templates: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    """What is known of the lines that each source prints (see `auditor.engine.templates`)."""
    facts: tuple[Tenure, ...] = ()
    inference: str = ""
    time_limit: float = 0.0
    """Seconds of processor time that an article may take (see `auditor.engine.limit`); 0: no limit."""

    def __getstate__(self) -> dict[str, Any]:
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def context(self, article: Article, gathered: Mapping[str, Iterable[Any]] = MappingProxyType({})) -> Context:
        """Return what is known of an article from outside it: what passes gathered, and what the plan itself holds."""
        found = {name: tuple(rows) for name, rows in gathered.items()}
        known = self.templates.get((article.source or "").strip(), ())
        if known:
            # What a reviewer has said comes last and counts.
            found["source-templates"] = (*found.get("source-templates", ()), *known)
        return Context(found, self.allowed, self.today, self.facts, self.inference)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks among the rules."""
        return tuple(check for check in all_checks().values() if check.id in self.rules)

    @cached_property
    def anchors(self) -> AnchorTable:
        """What the checks among the rules need to find anything."""
        return make_anchor_table(anchor for check in self.checks for anchor in check.needs)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All measures: they cost little and every report shows them."""
        return tuple(all_measures().values())

    def passes(self, stage: str) -> tuple[Pass, ...]:
        """Return the passes of one stage: those that gather for somebody, and those among the rules that report."""
        return tuple(item for item in all_passes().values() if item.stage == stage and self._wanted(item))

    def _wanted(self, item: Pass) -> bool:
        if item.stage == "report":
            return item.id in self.rules
        return not item.readers or any(rule in self.rules for rule in item.readers)


@dataclass(slots=True)
class Outcome:
    """What the checks and measures said of one article."""

    findings: list[Finding]
    measures: dict[str, Value]
    not_measured: dict[str, str]
    own_date: OwnDate | None
    language: str | None


def inspect(document: Document, plan: Plan, parts: Collection[Part] | None = None) -> Outcome:
    """Run every check and measure of `plan`. One that raises or is cut off counts as not measured; the rest go on.

    `parts`: only these of them.
    """
    late = f"time limit: {plan.time_limit:g} s"
    outcome = Outcome([], {}, {}, None, None)
    with watched(document, plan) as watch:
        try:
            outcome.own_date, outcome.language = watch.call(lambda: (document.own_date, document.language.code))
            unmet = _unmet(document, plan)
        except CutOff:
            outcome.not_measured["reading"] = late
            unmet = dict.fromkeys(REQUIREMENTS, late)
        standing = plan.anchors.standing_in(document.text)
        for check in plan.checks:
            if parts is not None and check.id not in parts:
                continue
            if check.requires and unmet and (reason := _reason(check.requires, unmet)):
                outcome.not_measured[check.id] = reason
                continue
            if check.needs and check.needs.isdisjoint(standing):
                continue
            options = plan.options.get(check.id)
            try:
                # The work ends with the list: what a check yields it works out on the way.
                hits = watch.call(partial(_hits, check.find, document, options))
                if hits:
                    preview = check.preview is not None
                    outcome.findings += findings_of(check.id, check.family, hits, document.article, preview)
            except CutOff:
                outcome.not_measured[check.id] = late
            except Exception as error:
                outcome.not_measured[check.id] = _failure(error)
        for item in plan.measures:
            if parts is not None and f"measure:{item.id}" not in parts:
                continue
            try:
                outcome.measures |= watch.call(partial(item.measure, document, **plan.options.get(item.id, {})))
            except (CutOff, Exception) as error:
                outcome.measures |= dict.fromkeys(item.names)
                outcome.not_measured[item.id] = late if isinstance(error, CutOff) else _failure(error)
    return outcome


def watched(document: Document, plan: Plan) -> Watched:
    """Return the watch over the work on one article."""
    return Watched(allowance(plan.time_limit, len(document.text)) if plan.time_limit else 0.0)


def _hits(find: Callable[..., Iterable[Hit]], document: Document, options: Mapping[str, Any] | None) -> list[Hit]:
    return list(find(document, **options) if options else find(document))


def _unmet(document: Document, plan: Plan) -> dict[str, str]:
    """Return what checks may require and this article has not, each with the reason that is told."""
    unmet = {}
    if not document.english:
        unmet["english"] = f"language: {document.language.code}"
    if not document.has_word_list:
        unmet["word-list"] = f"language: {document.language.code}"
    if document.own_date is None:
        unmet["date"] = "undated"
    if not plan.inference:
        unmet["inference"] = "no model"
    return unmet


def _reason(requires: Iterable[str], unmet: Mapping[str, str]) -> str | None:
    return next((unmet[need] for need in requires if need in unmet), None)


def _failure(error: Exception) -> str:
    return excerpt(f"failed: {type(error).__name__}: {error}", 200)


def findings_of(rule: str, family: str, hits: Iterable[Hit], article: Article, preview: bool = False) -> list[Finding]:
    """Turn the hits of one rule on one article into findings; equal spans count once."""
    fields = {"text": article.text, "title": article.title or "", "authors": AUTHORS_APART.join(article.authors)}
    findings: dict[tuple[str, Span], Finding] = {}
    for hit in hits:
        text = fields.get(hit.field, "")
        if not 0 <= hit.span.start <= hit.span.end <= len(text):
            raise ValueError(f"{rule}: span {tuple(hit.span)} lies outside the {hit.field} of {len(text)} characters")
        related = tuple(
            Place(article_id=place.article_id or article.id, span=place.span, text=excerpt(place.text))
            for place in hit.related
        )
        finding = Finding(
            article_id=article.id,
            rule=rule,
            family=family,
            start=hit.span.start,
            end=hit.span.end,
            text=excerpt(hit.span.of(text)),
            severity=severity_of(rule),
            confidence=round(calibrated(rule, hit.confidence), 3),
            message=excerpt(hit.message),
            fingerprint=fingerprint(rule, hit.field, text, hit.span),
            field=hit.field,
            fix=hit.fix,
            related=related,
            preview=preview,
        )
        findings.setdefault((hit.field, hit.span), finding)
    return list(findings.values())


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """Return a hit of a reporting pass as plain data."""
    return {
        "span": list(hit.span),
        "message": hit.message,
        "confidence": hit.confidence,
        "fix": hit.fix,
        "related": [place.to_json() for place in hit.related],
        "field": hit.field,
    }


def brought(document: Document, passes: Iterable[Pass], plan: Plan) -> list[tuple[str, list[str], bytes]]:
    """Return what the article brings to each pass: (pass id, keys, row as JSON)."""
    found = []
    with watched(document, plan) as watch:
        for item in passes:
            with contextlib.suppress(CutOff):
                if keys := watch.call(partial(_keys, item, document)):
                    found.append((item.id, keys, orjson.dumps(watch.call(partial(item.row, document)))))
    return found


def _keys(item: Pass, document: Document) -> list[str]:
    return sorted(set(item.keys(document)))


def pack_article(article: Article) -> bytes:
    """Return the article as JSON, for the spool and for other processes."""
    origin = [article.origin.file, article.origin.line] if article.origin else None
    return orjson.dumps([article.to_row(), origin])


def unpack_article(data: bytes) -> Article:
    """Read back what `pack_article` wrote."""
    return _article(orjson.loads(data))


def with_carried(article: bytes, carried: bytes) -> bytes:
    """Return a packed article together with what the first sweep has read of it (JSON, see `Document.carry`)."""
    return article[:-1] + b"," + carried + b"]"


def _article(fields: list[Any]) -> Article:
    row, origin, *_ = fields
    return Article.from_row(row, Origin(*origin) if origin else None)


def pack_outcome(outcome: Outcome) -> bytes:
    """Return the outcome as JSON."""
    date = outcome.own_date and outcome.own_date.to_row()
    findings = [finding.to_json() for finding in outcome.findings]
    return orjson.dumps([findings, outcome.measures, outcome.not_measured, date, outcome.language])


def unpack_outcome(data: bytes) -> Outcome:
    """Read back what `pack_outcome` wrote."""
    findings, measures, not_measured, date, language = orjson.loads(data)
    own = None if date is None else OwnDate.from_row(date)
    return Outcome([Finding.from_json(row) for row in findings], measures, not_measured, own, language)


def document_of(article: bytes, gathered: Mapping[str, list[Any]], plan: Plan) -> Document:
    """Return the document of a packed article with what the gathering passes found."""
    fields = orjson.loads(article)
    unpacked = _article(fields)
    return Document(unpacked, plan.context(unpacked, gathered), fields[-1] if isinstance(fields[-1], dict) else None)
