"""One run: two sweeps over a stream of articles, with grouping for the corpus passes between them.

    read      the stream goes to the spool; an id that was seen before is rejected
    gather    passes that gather see every article; their verdicts become the context of the second sweep
    inspect   checks and measures; passes that report take what they need
    finish    findings of the passes join those of the checks; dismissals, score, verdict; results in input order

Only the spool grows with the input, and it lies on disk. Order of the input, number of processes and chunks do not
change a finding: everything that depends on other articles goes through a pass, which sees its rows sorted.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from auditor.article import Article
from auditor.check import Hit
from auditor.corpus_check import Pass
from auditor.dismissals import Dismissals, of_record
from auditor.document import Document
from auditor.engine import pool
from auditor.engine.audited import Audited
from auditor.engine.inspection import (
    Outcome,
    Plan,
    findings_of,
    inspect,
    pack_article,
    unpack_article,
    unpack_outcome,
)
from auditor.engine.memory import situation
from auditor.engine.spool import Spool
from auditor.extraction import extraction
from auditor.finding import Finding, Place
from auditor.intake import Record, Reject
from auditor.scoring import score
from auditor.scoring.verdict import verdict
from auditor.span import Span

if TYPE_CHECKING:
    from auditor.engine.memory import Memory

_RECALLED = 256
"""Articles that are looked up at once."""


class Progress(Protocol):
    """Told how far a run is: the name of the step, articles done in it, articles in all (None while reading)."""

    def __call__(self, step: str, done: int, of: int | None) -> None:
        """Take note."""


class Audit:
    """Audits a stream of records. `rejected` is called with every record that could not be read."""

    def __init__(
        self,
        plan: Plan,
        *,
        dismissals: Dismissals,
        accept: float,
        reject: float,
        jobs: int = 1,
        rejected: Callable[[Reject], None] = lambda item: None,
        progress: Progress = lambda step, done, of: None,
        memory: Memory | None = None,
        precision_floor: float = 0.0,
    ) -> None:
        self.plan = plan
        self.dismissals = dismissals
        self.accept, self.reject = accept, reject
        self.jobs = jobs
        self.rejected = rejected
        self.progress = progress
        self.memory = memory
        self.precision_floor = precision_floor
        self.held: Mapping[str, str] = {}
        """Rules that count as previews in this run, each with the reason."""
        self.known_as: Callable[[Article, list[Finding]], Mapping[str, Sequence[str]]] = lambda article, findings: {}
        """Tells the fingerprints that findings had before their text was edited, by the present one."""
        self._families = {rule: rule.partition("/")[0] for rule in plan.rules}
        self._selected = Counter(self._families.values())
        self.crew: Callable[[Plan, int], pool.Crew] = pool.Crew
        """Makes those who do the work, of a plan and the number of processes."""

    def one(self, article: Article, record: dict[str, Any] | None = None) -> Audited:
        """Audit a single article, without knowledge of any other."""
        document = Document(article, self.plan.context(article))
        outcome = inspect(document, self.plan)
        document.forget()
        return self._finish(0, article, record or {}, outcome, [])

    def stream(self, records: Iterable[Record | Reject], scratch: Path) -> Iterator[Audited]:
        """Yield every article of `records`, audited, in input order. `scratch`: a folder for the spool file."""
        spool = Spool(scratch / "spool.db")
        try:
            self._read(records, spool)
            count = spool.count()
            with closing(self.crew(self.plan, self.jobs)) as crew:
                self._sweep("gather", spool, count, crew)
                self._sweep("inspect", spool, count, crew)
            reporting = {item.id: item for item in self.plan.passes("report")}
            for ordinal, packed, record, data, reported in spool.outcomes():
                article = unpack_article(packed)
                extra = [
                    finding
                    for name, verdicts in reported.items()
                    for finding in _reported(reporting[name], verdicts, article)
                ]
                yield self._finish(ordinal, article, orjson.loads(record), unpack_outcome(data), extra)
                self.progress("write", ordinal + 1, count)
        finally:
            spool.close()

    def _read(self, records: Iterable[Record | Reject], spool: Spool) -> None:
        ordinal = 0
        for item in records:
            if isinstance(item, Reject):
                self.rejected(item)
                continue
            article = item.article
            origin = article.origin
            place = f"{origin.file}:{origin.line}" if origin and origin.line else origin.file if origin else "the input"
            record = orjson.dumps(item.record, default=str, option=orjson.OPT_NON_STR_KEYS)
            depends_on = situation(article, self.plan) if self.memory is not None else None
            first = spool.add_article(ordinal, article.id, place, pack_article(article), record, depends_on)
            if first is not None:
                self.rejected(
                    Reject(
                        file=origin.file if origin else "",
                        line=origin.line if origin else None,
                        reason=f"id {article.id[:100]!r} was already used at {first}; ids must be unique in a run",
                        excerpt=article.text[:200],
                    )
                )
                continue
            ordinal += 1
            self.progress("read", ordinal, None)

    def _sweep(self, stage: pool.Stage, spool: Spool, count: int, crew: pool.Crew) -> None:
        """Send every article through one stage, then let its passes judge what they were brought."""
        passes = self.plan.passes("gather" if stage == "gather" else "report")
        if stage == "gather" and (not passes or count < 2):
            return
        for done, (ordinal, outcome, brought) in enumerate(self._worked(stage, spool, count, crew), 1):
            if stage == "inspect":
                spool.add_outcome(ordinal, outcome)
            elif outcome.startswith(b"{"):  # nothing of a remembered article, and none of one that was lost
                spool.add_carried(ordinal, outcome)
            for name, keys, row in brought:
                spool.add_row(name, ordinal, row, keys)
            self.progress(stage, done, count)
        for item in passes:
            for ordinal, said in crew.judge(item.id, spool.groups(item.id)):
                spool.add_verdict(item.stage, item.id, ordinal, said)

    def _worked(self, stage: pool.Stage, spool: Spool, count: int, crew: pool.Crew) -> Iterator[pool.Result]:
        """Yield the result of every article: remembered ones first, then what is worked out now."""
        memory = self.memory
        if memory is None:
            yield from crew.run(stage, spool.contexts(), count)
            return
        spool.clear_todo()
        yield from self._remembered(memory, stage, spool)
        for ordinal, now, with_it in crew.run(stage, spool.todo(), spool.count_todo()):
            key, entry = spool.noted(ordinal)
            outcome, brought = (now, with_it) if entry is None else memory.merged(entry, now, with_it)
            memory.done += stage == "inspect" and entry is None
            memory.mended += stage == "inspect" and entry is not None
            memory.keep(stage, key, outcome, brought)
            yield ordinal, outcome, brought
        memory.flush(stage)

    def _remembered(self, memory: Memory, stage: pool.Stage, spool: Spool) -> Iterator[pool.Result]:
        """Yield what is known as it should be, and note in the spool what is to be done."""
        stream = spool.situations()
        while chunk := list(itertools.islice(stream, _RECALLED)):
            keys = [memory.key(stage, situation, gathered) for _, situation, gathered in chunk]
            known = memory.recall(stage, keys)
            for (ordinal, _, _), key in zip(chunk, keys, strict=True):
                parts, entry = known.get(key, (None, None))
                if entry is not None and not parts:
                    memory.reused += stage == "inspect"
                    yield ordinal, *memory.entry(entry)
                else:
                    spool.add_todo(ordinal, key, parts, entry)

    def _finish(
        self, ordinal: int, article: Article, record: dict[str, Any], outcome: Outcome, extra: list[Finding]
    ) -> Audited:
        findings: list[Finding] = []
        dismissed: list[Finding] = []
        own = of_record(record)
        found = list(numbered(sorted([*outcome.findings, *extra], key=_place)))
        known_as = self.known_as(article, found) if found else {}
        for finding in found:
            if finding.rule in self.held:
                finding = replace(finding, preview=True)  # noqa: PLW2901  (the same finding, held back)
            gone = self.dismissals.match(
                finding, self.plan.today, article.source, known_as.get(finding.fingerprint, ())
            ) or own.match(finding, self.plan.today)
            (dismissed if gone else findings).append(finding)
        self.dismissals.note(own, self.plan.today)
        ran = {} if "engine" in outcome.not_measured else dict(self._selected)
        for rule in outcome.not_measured if ran else ():
            if rule in self._families:
                ran[self._families[rule]] -= 1
        total = score(
            findings,
            characters=len(article.text),
            words=int(outcome.measures.get("words") or len(article.text.split())),
            ran=ran,
            selected=self._selected,
        )
        return Audited(
            ordinal=ordinal,
            article=article,
            record=record,
            findings=tuple(findings),
            dismissed=tuple(dismissed),
            measures=outcome.measures,
            not_measured=outcome.not_measured,
            own_date=outcome.own_date,
            language=outcome.language,
            score=total,
            verdict=verdict(total.total, accept=self.accept, reject=self.reject),
            extraction=extraction(record, article.text, findings),
        )


def _place(finding: Finding) -> tuple[bool, str, int, int, str]:
    return finding.field == "text", finding.field, finding.start, finding.end, finding.rule


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell apart findings of one article that have the same fingerprint: the second one ends in -2, and so on."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        yield finding if number == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{number}")


def _reported(item: Pass, verdicts: list[Any], article: Article) -> list[Finding]:
    hits = [
        Hit(
            Span(*row["span"]),
            row["message"],
            row["confidence"],
            row["fix"],
            tuple(Place.from_json(place) for place in row["related"]),
            row["field"],
        )
        for row in verdicts
    ]
    return findings_of(item.id, item.family, hits, article)
