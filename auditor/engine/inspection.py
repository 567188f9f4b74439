"""What happens to one article: checks, measures, what it brings to the corpus passes.

All of it is pure, so any process can do it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from auditor.article import Article, Origin
from auditor.catalog import all_checks, all_measures, all_passes
from auditor.check import Check, Hit
from auditor.corpus_check import Pass
from auditor.document import Context, Document
from auditor.finding import Finding, Place, excerpt, fingerprint
from auditor.measure import Measure, Value
from auditor.reading.dates import OwnDate
from auditor.scoring.score import severity_of
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run applies to every article: plain data, so that it reaches other processes as it is.

    `rules`: ids of the checks and reporting passes to run. `options`: keyword arguments by check id. `allowed`:
    lower-cased words and names that no check may flag. `today`: the last day an article can be of.
    """

    rules: tuple[str, ...]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    today: datetime.date | None = None

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks among the rules."""
        return tuple(check for check in all_checks().values() if check.id in self.rules)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures: they cost little and every report shows them."""
        return tuple(all_measures().values())

    def passes(self, stage: str) -> tuple[Pass, ...]:
        """Return the passes of one stage: all that gather, and those among the rules that report."""
        return tuple(
            item
            for item in all_passes().values()
            if item.stage == stage and (stage == "gather" or item.id in self.rules)
        )


@dataclass(slots=True)
class Outcome:
    """What the checks and measures said of one article."""

    findings: list[Finding]
    measures: dict[str, Value]
    not_measured: dict[str, str]
    own_date: OwnDate | None
    language: str | None


def inspect(document: Document, plan: Plan) -> Outcome:
    """Run every check and measure of `plan`. One that raises counts as not measured there; the others go on."""
    outcome = Outcome([], {}, {}, document.own_date, document.language.code)
    for check in plan.checks:
        if reason := _unmet(check, document):
            outcome.not_measured[check.id] = reason
            continue
        try:
            hits = list(check.find(document, **plan.options.get(check.id, {})))
            outcome.findings += findings_of(check.id, check.family, hits, document.article, check.preview is not None)
        except Exception as error:
            outcome.not_measured[check.id] = _failure(error)
    for item in plan.measures:
        try:
            values = dict(item.measure(document))
        except Exception as error:
            values = dict.fromkeys(item.names)
            outcome.not_measured[item.id] = _failure(error)
        outcome.measures |= values
    return outcome


def _unmet(check: Check, document: Document) -> str | None:
    if "english" in check.requires and not document.english:
        return f"language: {document.language.code}"
    if "date" in check.requires and document.own_date is None:
        return "undated"
    return None


def _failure(error: Exception) -> str:
    return excerpt(f"failed: {type(error).__name__}: {error}", 200)


def findings_of(rule: str, family: str, hits: Iterable[Hit], article: Article, preview: bool = False) -> list[Finding]:
    """Turn the hits of one rule on one article into findings; equal spans count once."""
    fields = {"text": article.text, "title": article.title or ""}
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
            confidence=round(hit.confidence, 3),
            message=excerpt(hit.message),
            fingerprint=fingerprint(rule, hit.field, text, hit.span),
            field=hit.field,
            fix=hit.fix,
            related=related,
            preview=preview,
        )
        findings.setdefault((hit.field, hit.span), finding)
    return list(findings.values())


def brought(document: Document, passes: Iterable[Pass]) -> list[tuple[str, list[str], bytes]]:
    """Return what the article brings to each pass: (pass id, keys, row as JSON)."""
    found = []
    for item in passes:
        keys = sorted(set(item.keys(document)))
        if keys:
            found.append((item.id, keys, orjson.dumps(item.row(document))))
    return found


def pack_article(article: Article) -> bytes:
    """Return the article as JSON, for the spool and for other processes."""
    published = article.published
    if isinstance(published, datetime.date):
        published = published.isoformat()
    origin = [article.origin.file, article.origin.line] if article.origin else None
    return orjson.dumps(
        [article.text, article.id, article.title, article.source, article.url, published, article.language, origin]
    )


def unpack_article(data: bytes) -> Article:
    """Read back what `pack_article` wrote."""
    text, identity, title, source, url, published, language, origin = orjson.loads(data)
    return Article(
        text=text,
        id=identity,
        title=title,
        source=source,
        url=url,
        published=published,
        language=language,
        origin=Origin(*origin) if origin else None,
    )


def pack_outcome(outcome: Outcome) -> bytes:
    """Return the outcome as JSON."""
    own = outcome.own_date
    date = (
        None
        if own is None
        else [
            own.date.isoformat(),
            own.origin,
            [day.isoformat() for day in own.alternatives],
            None if own.span is None else list(own.span),
            own.article_id,
        ]
    )
    findings = [finding.to_json() for finding in outcome.findings]
    return orjson.dumps([findings, outcome.measures, outcome.not_measured, date, outcome.language])


def unpack_outcome(data: bytes) -> Outcome:
    """Read back what `pack_outcome` wrote."""
    findings, measures, not_measured, date, language = orjson.loads(data)
    own = None
    if date is not None:
        day, origin, alternatives, span, article_id = date
        own = OwnDate(
            datetime.date.fromisoformat(day),
            origin,
            tuple(datetime.date.fromisoformat(other) for other in alternatives),
            None if span is None else Span(*span),
            article_id,
        )
    return Outcome([Finding.from_json(row) for row in findings], measures, not_measured, own, language)


def document_of(article: bytes, gathered: Mapping[str, list[Any]], plan: Plan) -> Document:
    """Return the document of a packed article with what the gathering passes found."""
    context = Context(
        gathered={name: tuple(rows) for name, rows in gathered.items()}, allowed=plan.allowed, today=plan.today
    )
    return Document(unpack_article(article), context)
