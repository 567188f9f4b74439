"""Parts the articles of a run into accepted and quarantined, and judges the run as a whole.

Articles pass through in chunks, so memory stays flat; rows are judged one by one, so chunks cannot change a result.
An article is quarantined if and only if an expectation of grain "article" fails on it that is more than information.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from auditor.engine.audited import Audited
from auditor.gating.columns import GRAINS, Cell, Grain, row
from auditor.gating.judge import Judge, Ruling
from auditor.gating.rates import Rates
from auditor.gating.reasons import KEY, failure, line, reasons, with_reasons
from auditor.gating.suite import Expectation, Suite

ACCEPTED, QUARANTINE, VALIDATION = "accepted.jsonl", "quarantine.jsonl", "validation.json"

CHUNK = 5_000
_PENDING = 16_000_000
"""Code points of text held back at most, with the records they belong to: a chunk of long articles ends early."""
_SAMPLE = 10


@dataclass(slots=True)
class Outcome:
    """What one expectation came to over the whole run.

    `evaluated`, `unexpected`, `unmeasured`: rows it was about, that failed, that null left open. `sample`: the first
    rows that failed, as article ids or sources. `observed`: the value of the batch, for the grain "batch".
    """

    expectation: Expectation
    evaluated: int = 0
    unexpected: int = 0
    unmeasured: int = 0
    sample: list[str | None] = field(default_factory=list)
    observed: Cell = None

    @property
    def success(self) -> bool:
        """Whether no row failed."""
        return self.unexpected == 0

    def add(self, ruling: Ruling, rows: Sequence[Mapping[str, Cell]]) -> None:
        """Count one chunk."""
        self.evaluated += ruling.evaluated
        self.unexpected += len(ruling.failed)
        self.unmeasured += len(ruling.unmeasured)
        if self.expectation.grain == "batch":
            return
        for number in sorted(ruling.failed)[: _SAMPLE - len(self.sample)]:
            name = rows[number].get("id", rows[number].get("source"))
            self.sample.append(None if name is None else str(name))

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as plain data."""
        item = self.expectation
        return {
            "id": item.id,
            "type": item.type,
            "grain": item.grain,
            "severity": item.severity,
            "column": item.column,
            "allowed": item.allowed,
            "row_condition": item.condition,
            "why": item.why,
            "success": self.success,
            "evaluated": self.evaluated,
            "unexpected": self.unexpected,
            "unexpected_percent": round(100 * self.unexpected / self.evaluated, 2) if self.evaluated else None,
            "unmeasured": self.unmeasured,
            "sample": self.sample,
            **({"observed": self.observed} if item.grain == "batch" else {}),
        }


@dataclass(frozen=True, slots=True)
class Validation:
    """The gate's judgement: article counts and one outcome an expectation, in the order of the suite."""

    suite: Suite
    articles: int
    accepted: int
    quarantined: int
    outcomes: tuple[Outcome, ...]
    version: str

    @property
    def too_few(self) -> bool:
        """Whether there were fewer articles than the suite asks for: an empty delivery is no success."""
        return self.articles < self.suite.least_articles

    @property
    def success(self) -> bool:
        """Whether the gate is open: enough articles, and no critical expectation failed."""
        critical = (item for item in self.outcomes if item.expectation.severity == "critical")
        return not self.too_few and all(item.success for item in critical)

    def sentence(self) -> str:
        """Return the judgement in one line."""
        parts = [f"{self.accepted} of {self.articles} articles accepted, {self.quarantined} in quarantine"]
        if self.too_few:
            parts.append(f"at least {self.suite.least_articles} expected")
        failed = [item for item in self.outcomes if not item.success]
        for severity, word in (("critical", "failed"), ("warning", "warnings"), ("info", "noted")):
            names = [_brief(item) for item in failed if item.expectation.severity == severity]
            if names:
                parts.append(f"{word}: {', '.join(names)}")
        if idle := sum(not item.evaluated for item in self.outcomes):
            parts.append(f"{idle} of {len(self.outcomes)} expectations had nothing to judge")
        return f"Gate {self.suite.name} {'passed' if self.success else 'FAILED'}: {'; '.join(parts)}"

    def to_json(self) -> dict[str, Any]:
        """Return the content of `validation.json`."""
        return {
            "suite": self.suite.name,
            "file": self.suite.file,
            "success": self.success,
            "articles": self.articles,
            "least_articles": self.suite.least_articles,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "great_expectations": self.version,
            "expectations": [item.to_json() for item in self.outcomes],
        }


def _brief(outcome: Outcome) -> str:
    item = outcome.expectation
    if item.grain == "batch":
        shown = "not measured" if outcome.observed is None else outcome.observed
        return f"{item.id} ({item.column}: {shown})"
    what = "articles" if item.grain == "article" else "sources"
    return f"{item.id} ({outcome.unexpected} {what})"


class Gate:
    """Takes audited articles one by one and writes `accepted.jsonl`, `quarantine.jsonl` and `validation.json`.

    `directory` must exist. `chunk`: articles validated at once. `key`: under what name a quarantined record carries its
    reasons; a record that has such a key already keeps it, and the reasons go under `<key>_2`, `<key>_3` and so on.
    """

    def __init__(self, suite: Suite, directory: Path, *, chunk: int = CHUNK, key: str = KEY) -> None:
        self.suite = suite
        self.directory = directory
        self._chunk = chunk
        self._key = key
        self._judges: dict[Grain, Judge] = {grain: Judge(suite.expectations, grain, suite.file) for grain in GRAINS}
        self._outcomes = {item.id: Outcome(item) for item in suite.expectations}
        self._pending: list[tuple[Audited, dict[str, Cell]]] = []
        self._size = 0
        self._accepted = self._quarantined = 0
        self._batch = Rates()
        self._sources: dict[str | None, Rates] = {}
        for name in (ACCEPTED, QUARANTINE):
            (directory / name).write_bytes(b"")

    def add(self, audited: Audited) -> None:
        """Take one article."""
        cells = row(audited)
        self._pending.append((audited, cells))
        self._size += len(audited.article.text)
        self._batch.add(cells)
        self._sources.setdefault(audited.article.source, Rates()).add(cells)
        if len(self._pending) >= self._chunk or self._size >= _PENDING:
            self._flush()

    def close(self) -> Validation:
        """Judge what is left and the run as a whole; write `validation.json`."""
        self._flush()
        articles = self._accepted + self._quarantined
        if articles:
            self._close_rates()
        validation = Validation(
            suite=self.suite,
            articles=articles,
            accepted=self._accepted,
            quarantined=self._quarantined,
            outcomes=tuple(self._outcomes.values()),
            version=self._judges["article"].version,
        )
        data = orjson.dumps(validation.to_json(), option=orjson.OPT_INDENT_2)
        (self.directory / VALIDATION).write_bytes(data + b"\n")
        return validation

    def _close_rates(self) -> None:
        batch = self._batch.row()
        for item in self._judges["batch"].expectations:
            self._outcomes[item.id].observed = batch[item.column]
        by_name = sorted(self._sources.items(), key=lambda pair: (pair[0] is not None, pair[0] or ""))
        self._rule("batch", [batch])
        self._rule("source", [{"source": name, **rates.row()} for name, rates in by_name])

    def _rule(self, grain: Grain, rows: Sequence[Mapping[str, Cell]]) -> dict[str, Ruling]:
        rulings = self._judges[grain].judge(rows)
        for name, ruling in rulings.items():
            self._outcomes[name].add(ruling, rows)
        return rulings

    def _flush(self) -> None:
        if not self._pending:
            return
        rows = [cells for _, cells in self._pending]
        failed: dict[int, list[dict[str, Any]]] = {}
        for name, ruling in self._rule("article", rows).items():
            item = self._outcomes[name].expectation
            if item.severity != "info":
                for number in ruling.failed:
                    failed.setdefault(number, []).append(failure(item, rows[number], number in ruling.unmeasured))
        with (
            (self.directory / ACCEPTED).open("ab") as accepted,
            (self.directory / QUARANTINE).open("ab") as quarantine,
        ):
            for number, (audited, _) in enumerate(self._pending):
                if number in failed:
                    found = reasons(audited, failed[number])
                    quarantine.write(line(with_reasons(audited.record, found, self._key)))
                else:
                    accepted.write(line(audited.record))
        self._quarantined += len(failed)
        self._accepted += len(rows) - len(failed)
        self._pending.clear()
        self._size = 0
