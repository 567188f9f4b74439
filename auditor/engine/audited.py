"""What an audit yields: one `Audited` an article, and one `Summary` a run."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditor.article import Article
from auditor.extraction import Extraction
from auditor.finding import Finding
from auditor.measure import Value
from auditor.reading.dates import OwnDate
from auditor.scoring import Score
from auditor.scoring.quality import Quality
from auditor.scoring.verdict import Verdict

if TYPE_CHECKING:
    from auditor.store.compare import Known
    from auditor.store.records import State


_ELEMENTS = 200
"""Elements of pages that a run counts by name; a hostile collection has millions."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One article with everything the audit says of it.

    `record`: the input record, untouched. `findings`: by place, dismissed ones left out. `dismissed`: those left out.
    `not_measured`: check or measure id to the reason ("language: sr", "undated", "failed: ...").
    """

    ordinal: int
    article: Article
    record: Mapping[str, Any]
    findings: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]
    measures: Mapping[str, Value]
    not_measured: Mapping[str, str]
    own_date: OwnDate | None
    language: str | None
    score: Score
    verdict: Verdict
    states: Mapping[str, State] = field(default_factory=dict)
    """Fingerprint to "new" or "still", beside the baseline; empty without one."""
    fixed: tuple[Known, ...] = ()
    """Findings that the baseline has and this audit no longer."""
    extraction: Extraction | None = None
    """What the page tells of the junk in the text, where the page is at hand."""

    def to_json(self) -> dict[str, Any]:
        """Return the row of `articles.jsonl`: ids, score, verdict, counts, measures; never the text."""
        own = self.own_date
        return {
            "id": self.article.id,
            "source": self.article.source,
            "title": self.article.title,
            "url": self.article.url,
            "published": str(self.article.published) if self.article.published is not None else None,
            "date": own.date.isoformat() if own else None,
            "date_from": own.origin if own else None,
            "date_alternatives": [day.isoformat() for day in own.alternatives] if own else [],
            "date_article_id": own.article_id if own else None,
            "language": self.language,
            "score": self.score.total,
            "score_interval": [self.score.low, self.score.high],
            "verdict": self.verdict,
            "coverage": self.score.coverage,
            "score_parts": self.score.to_json(),
            "findings": len(self.findings),
            "dismissed": len(self.dismissed),
            "measures": dict(self.measures),
            "not_measured": dict(self.not_measured),
            **({"extraction": self.extraction.to_json()} if self.extraction else {}),
        }


@dataclass(slots=True)
class SourceTally:
    """Running figures of one source."""

    source: str
    articles: int = 0
    words: int = 0
    score_sum: float = 0.0
    score_squares: float = 0.0
    verdicts: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    """Number of findings by family, previews left out."""

    def to_json(self) -> dict[str, Any]:
        """Return the row of `sources.jsonl`; rates are findings per 100 articles."""
        return {
            "source": self.source,
            "articles": self.articles,
            "words": self.words,
            "mean_score": round(self.score_sum / self.articles, 1) if self.articles else None,
            "verdicts": dict(self.verdicts),
            "findings_per_100_articles": {
                family: round(100 * count / self.articles, 1) for family, count in self.findings.items()
            },
        }


@dataclass(slots=True)
class Summary:
    """Figures of one run, complete once the last article has passed.

    `score_bins`: number of articles with a score in [0, 10), [10, 20) ... [90, 100]. `rules`, `families`: number of
    findings. `not_measured`: id to number of articles. `failed_checks`: check id to number of articles on which it
    raised (the run goes on; the check counts as not measured there). `unused_dismissals`: reported, never an error.
    """

    run: str
    started: datetime.datetime
    version: str
    inputs: tuple[str, ...]
    articles: int = 0
    words: int = 0
    rejected: int = 0
    findings: int = 0
    dismissed: int = 0
    score_sum: float = 0.0
    verdicts: dict[str, int] = field(default_factory=lambda: {"accept": 0, "review": 0, "reject": 0})
    score_bins: list[int] = field(default_factory=lambda: [0] * 10)
    families: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    severities: dict[str, int] = field(default_factory=dict)
    not_measured: dict[str, int] = field(default_factory=dict)
    failed_checks: dict[str, int] = field(default_factory=dict)
    unused_dismissals: list[dict[str, Any]] = field(default_factory=list)
    sources: dict[str, SourceTally] = field(default_factory=dict)
    changes: dict[State, int] | None = None
    """Findings that are new, still there and fixed, beside the baseline; previews left out. None: no baseline."""
    new_sure: int = 0
    """New findings that are sure."""
    baseline: str | None = None
    """What the run was compared with."""
    held: dict[str, str] = field(default_factory=dict)
    """Rules that were taken for previews because editors confirm too few of their findings, each with the figures."""
    measured: Mapping[str, str] = field(default_factory=dict)
    """Rule to how often editors confirmed its findings, in words."""
    past: tuple[Mapping[str, Any], ...] = ()
    """`run.json` of earlier runs in the store, oldest first; the report draws the trend from them."""
    alarms: list[str] = field(default_factory=list)
    """What changed about sources, a sentence each."""
    extracted: dict[str, int] = field(default_factory=lambda: {"articles": 0, "junk": 0, "removable": 0})
    """Articles whose page was at hand, findings of junk in them, and those of them that a better extraction removes."""
    elements: dict[str, int] = field(default_factory=dict)
    """Elements of pages to the number of removable findings in them."""
    standing: Mapping[str, Quality] = field(default_factory=dict)
    """How the store rated each source before this run; empty without a store, and in its first run."""
    stored: int | None = None
    """The number of the run in its store."""

    def add(self, audited: Audited) -> None:
        """Count one article."""
        self.articles += 1
        self.findings += len(audited.findings)
        self.dismissed += len(audited.dismissed)
        self.score_sum += audited.score.total
        self.verdicts[audited.verdict] += 1
        self.score_bins[min(9, int(audited.score.total // 10))] += 1
        words = int(audited.measures.get("words") or 0)
        self.words += words
        name = audited.article.source or ""
        source = self.sources.setdefault(name, SourceTally(name))
        source.articles += 1
        source.words += words
        source.score_sum += audited.score.total
        source.score_squares += audited.score.total**2
        source.verdicts[audited.verdict] = source.verdicts.get(audited.verdict, 0) + 1
        for finding in audited.findings:
            self.rules[finding.rule] = self.rules.get(finding.rule, 0) + 1
            self.severities[finding.severity] = self.severities.get(finding.severity, 0) + 1
            self.families[finding.family] = self.families.get(finding.family, 0) + 1
            if not finding.preview:
                source.findings[finding.family] = source.findings.get(finding.family, 0) + 1
        for name, reason in audited.not_measured.items():
            counts = self.failed_checks if reason.startswith("failed") else self.not_measured
            counts[name] = counts.get(name, 0) + 1
        if audited.extraction is not None:
            self._page(audited.extraction)
        if self.changes is not None:
            self._compare(self.changes, audited)

    def _page(self, found: Extraction) -> None:
        self.extracted["articles"] += 1
        self.extracted["junk"] += found.junk
        self.extracted["removable"] += len(found.removable)
        for element in found.removable.values():
            if element in self.elements or len(self.elements) < _ELEMENTS:
                self.elements[element] = self.elements.get(element, 0) + 1

    def _compare(self, changes: dict[State, int], audited: Audited) -> None:
        for finding in audited.findings:
            state = audited.states.get(finding.fingerprint)
            if state is not None and not finding.preview:
                changes[state] += 1
                self.new_sure += state == "new" and finding.certainty == "sure"
        changes["fixed"] += sum(not past.preview for past in audited.fixed)

    def _compared(self) -> dict[str, Any]:
        if self.changes is None:
            return {}
        return {"baseline": self.baseline, **{str(state): count for state, count in self.changes.items()}}

    @property
    def mean_score(self) -> float | None:
        """Mean score over all articles, one decimal; None without articles."""
        return round(self.score_sum / self.articles, 1) if self.articles else None

    def to_json(self) -> dict[str, Any]:
        """Return the content of `run.json`."""
        return {
            "run": self.run,
            "started": self.started.isoformat(timespec="seconds"),
            "version": self.version,
            "inputs": list(self.inputs),
            "articles": self.articles,
            "rejected": self.rejected,
            "words": self.words,
            "findings": self.findings,
            "dismissed": self.dismissed,
            "mean_score": self.mean_score,
            "verdicts": self.verdicts,
            "score_bins": self.score_bins,
            "families": dict(sorted(self.families.items())),
            "severities": dict(sorted(self.severities.items())),
            "rules": dict(sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))),
            "not_measured": dict(sorted(self.not_measured.items())),
            "failed_checks": dict(sorted(self.failed_checks.items())),
            "unused_dismissals": self.unused_dismissals,
            **({"held": self.held} if self.held else {}),
            **(
                {"extraction": {**self.extracted, "elements": dict(sorted(self.elements.items()))}}
                if self.extracted["articles"]
                else {}
            ),
            **self._compared(),
        }
