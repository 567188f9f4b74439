"""What happens to one article: checks, measures, what it brings to the corpus passes.

All of it is pure, so any process can do it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
    outcomes = inspect_all([document], plan, [parts])
    assert outcomes is not None  # one alone is carried through, however late
    return outcomes[0]


def inspect_all(
    documents: Sequence[Document], plan: Plan, parts: Sequence[Collection[Part] | None]
) -> list[Outcome] | None:
    """Do what `inspect` does for several articles, check by check; None where one takes too long: do them one by one.

    The second article finds the code and the tables of a check in the caches of the processor, which hold those of all
    checks not by far: sixteen articles together take a sixth less time.
    """
    with watched(documents, plan) as watch:
        works = [_Inspection(document, plan, part, watch) for document, part in zip(documents, parts, strict=True)]
        steps: tuple[tuple[Callable[[_Inspection, Any], None], Sequence[Any]], ...] = (
            (_Inspection.begin, (None,)),
            (_Inspection.check, plan.checks),
            (_Inspection.measure, plan.measures),
        )
        for step, items in steps:
            for item in items:
                for work in works:
                    step(work, item)
                    if work.late and len(works) > 1:
                        return None
    return [work.outcome for work in works]


class _Inspection:
    """The work on one article: what has been found so far, and whether anything had to be cut off."""

    def __init__(self, document: Document, plan: Plan, parts: Collection[Part] | None, watch: Watched) -> None:
        self.document, self.plan, self.parts, self.watch = document, plan, parts, watch
        self.outcome = Outcome([], {}, {}, None, None)
        self.late = False
        self.unmet: Mapping[str, str] = {}
        self.standing: frozenset[str] = frozenset()

    def cut(self, part: str) -> None:
        self.late = True
        self.outcome.not_measured[part] = _late(self.plan)

    def begin(self, _: None) -> None:
        """Read what tells which checks apply."""
        document, outcome = self.document, self.outcome
        try:
            outcome.own_date, outcome.language = self.watch.call(lambda: (document.own_date, document.language.code))
            self.unmet = _unmet(document, self.plan)
        except CutOff:
            self.cut("reading")
            self.unmet = dict.fromkeys(REQUIREMENTS, _late(self.plan))
        self.standing = self.plan.anchors.standing_in(document.text)

    def check(self, check: Check) -> None:
        """Run one check, if it applies."""
        if self.parts is not None and check.id not in self.parts:
            return
        if check.requires and self.unmet and (reason := _reason(check.requires, self.unmet)):
            self.outcome.not_measured[check.id] = reason
            return
        if check.needs and check.needs.isdisjoint(self.standing):
            return
        try:
            # The work ends with the list: what a check yields it works out on the way.
            hits = self.watch.call(partial(_hits, check.find, self.document, self.plan.options.get(check.id)))
            if hits:
                preview = check.preview is not None
                self.outcome.findings += findings_of(check.id, check.family, hits, self.document.article, preview)
        except CutOff:
            self.cut(check.id)
        except Exception as error:
            self.outcome.not_measured[check.id] = _failure(error)

    def measure(self, item: Measure) -> None:
        """Take one measure."""
        if self.parts is not None and f"measure:{item.id}" not in self.parts:
            return
        try:
            options = self.plan.options.get(item.id, {})
            self.outcome.measures |= self.watch.call(partial(item.measure, self.document, **options))
        except (CutOff, Exception) as error:
            self.outcome.measures |= dict.fromkeys(item.names)
            if isinstance(error, CutOff):
                self.cut(item.id)
            else:
                self.outcome.not_measured[item.id] = _failure(error)


def watched(documents: Sequence[Document], plan: Plan) -> Watched:
    """Return the watch over the work on one article, or on several, which may take no longer than the longest alone."""
    longest = max(len(document.text) for document in documents)
    return Watched(allowance(plan.time_limit, longest) if plan.time_limit else 0.0)


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


def _late(plan: Plan) -> str:
    return f"time limit: {plan.time_limit:g} s"


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


Rows = list[tuple[str, list[str], bytes]]
"""What an article brings to passes: (pass id, keys, row as JSON)."""


def brought(document: Document, passes: Iterable[Pass], plan: Plan) -> Rows:
    """Return what the article brings to each pass; nothing to one that takes too long."""
    return _brought([document], [list(passes)], plan)[0]


def brought_all(documents: Sequence[Document], passes: Sequence[Sequence[Pass]], plan: Plan) -> list[Rows] | None:
    """Return what several articles bring, each to passes of its own; None where one takes too long."""
    try:
        return _brought(documents, passes, plan)
    except CutOff:
        return None


def _brought(documents: Sequence[Document], passes: Sequence[Sequence[Pass]], plan: Plan) -> list[Rows]:
    """Return what articles bring, pass by pass; raises CutOff where there are several and one is late."""
    found: list[Rows] = [[] for _ in documents]
    with watched(documents, plan) as watch:
        for name, item in {item.id: item for asked in passes for item in asked}.items():
            for document, asked, rows in zip(documents, passes, found, strict=True):
                if all(name != other.id for other in asked):
                    continue
                try:
                    if keys := watch.call(partial(_keys, item, document)):
                        rows.append((name, keys, orjson.dumps(watch.call(partial(item.row, document)))))
                except CutOff:
                    if len(documents) > 1:
                        raise
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
