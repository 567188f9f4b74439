"""What a run has to do with the runs before it: what it need not do again, and what has changed since."""

from __future__ import annotations

import dataclasses
import datetime
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

import orjson

from auditor import __version__
from auditor.dismissals import Dismissals
from auditor.engine.audited import Audited, Summary
from auditor.engine.outbox import Outbox
from auditor.engine.run import Audit

if TYPE_CHECKING:
    from auditor.engine.baseline import Baseline
    from auditor.engine.ledger import Ledger
    from auditor.store.database import Store

ALARMS = "alarms.jsonl"
CHANGES = "changes.jsonl"
_BATCH = 256
"""Articles that are compared with the store at once."""
_PAST = 30
"""Earlier runs whose figures the report shows."""


class Night:
    """A run beside its store and its baseline, either of which may be missing; then it lets everything through.

    `store`: path or URL. `wait`: seconds to wait for another run on it. `baseline`: what findings are compared with: a
    run of the store (number or name), or a `findings.jsonl` or a folder with one; None: the last delivery of each
    article. Entering opens and holds the store; raises `StoreError`.
    """

    def __init__(self, name: str, store: str | None, *, wait: float = 0.0, baseline: str | None = None) -> None:
        self.name = name
        self._address, self._wait, self._against = store, wait, baseline
        self.store: Store | None = None
        self._ledger: Ledger | None = None
        self._baseline: Baseline | None = None
        self._stack = ExitStack()
        self._folder = Path()

    def __enter__(self) -> Night:
        if self._address is not None:
            from auditor.store.database import Store  # noqa: PLC0415  (SQLAlchemy, for those who keep a store)

            try:
                self.store = self._stack.enter_context(Store.open(self._address))
                self._stack.enter_context(self.store.lock(wait=self._wait, who=f"run {self.name}"))
            except BaseException:
                self._stack.close()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def begin(self, audit: Audit, dismissals: Dismissals, summary: Summary, outbox: Outbox, day: datetime.date) -> None:
        """Give the audit what the store knows, and open the baseline."""
        self._folder, scratch = outbox.scratch, outbox.spool
        if self.store is not None:
            from auditor.engine.ledger import Ledger  # noqa: PLC0415  (as above)
            from auditor.engine.memory import Memory  # noqa: PLC0415  (as above)
            from auditor.store import precision, runs  # noqa: PLC0415  (as above)
            from auditor.store.dismissed import dismissals as decided  # noqa: PLC0415  (as above)
            from auditor.store.lineage import Lineage  # noqa: PLC0415  (as above)
            from auditor.store.remembered import Remembered  # noqa: PLC0415  (as above)

            dismissals.extend(decided(self.store))
            audit.known_as = Lineage(self.store, dismissals).of
            audit.memory = Memory(Remembered(self.store, day.isoformat()), audit.plan)
            measured = precision.measured(self.store)
            audit.held = precision.below(measured, audit.precision_floor)
            summary.measured = {rule: str(item) for rule, item in measured.items()}
            summary.held = dict(audit.held)
            self._ledger = Ledger(self.store, scratch)
            self._stack.callback(self._ledger.close)
            summary.baseline = "store"
            from auditor.watch import report  # noqa: PLC0415  (as above)

            summary.standing = report.qualities(self.store, day=day)
            summary.past = tuple(run.figures for run in reversed(runs.runs(self.store, limit=_PAST)))
        if self._against is not None:
            from auditor.engine.baseline import opened  # noqa: PLC0415  (as above)

            self._baseline = self._stack.enter_context(opened(self._against, self.store, scratch))
            summary.baseline = self._baseline.name
        if summary.baseline is not None:
            summary.changes = {"new": 0, "still": 0, "fixed": 0}

    def marked(self, articles: Iterable[Audited]) -> Iterator[Audited]:
        """Yield the articles with their findings marked; what is new and what is fixed goes to `changes.jsonl`."""
        if self._ledger is None and self._baseline is None:
            yield from articles
            return
        stream = iter(articles)
        with (self._folder / CHANGES).open("wb") as changes:
            yield from self._compared(stream, changes)

    def _compared(self, stream: Iterator[Audited], changes: IO[bytes]) -> Iterator[Audited]:
        while batch := list(islice(stream, _BATCH)):
            if self._ledger is not None:
                batch = self._ledger.marked(batch)
            if self._baseline is not None:
                batch = self._baseline.marked(batch)
            for audited in batch:
                changes.writelines(_changes(audited))
                yield audited

    def end(self, summary: Summary, outbox: Outbox, day: datetime.date) -> None:
        """Make the results last: the files, then the run in the store. A kill in between is made good by a rerun."""
        if self._ledger is None:
            outbox.publish()
            return
        assert self.store is not None  # there is no ledger without
        from auditor.watch import alarmed, copies  # noqa: PLC0415  (SQLAlchemy, for those who keep a store)

        with self._ledger.entering(
            name=self.name, started=summary.started, day=day, version=__version__, figures=summary.to_json()
        ) as (number, connection):
            summary.stored = number
            raised = alarmed.update_alarms(connection)
            summary.alarms = [alarm.message for alarm in raised]
            rows = (orjson.dumps(dataclasses.asdict(alarm) | {"message": alarm.message}) for alarm in raised)
            (self._folder / ALARMS).write_bytes(b"".join(row + b"\n" for row in rows))
            outbox.publish()
        self._send(self.store)
        copies.update(self.store)

    def _send(self, store: Store) -> None:
        from auditor.watch import alarmed, send  # noqa: PLC0415  (as above)

        waiting = alarmed.unsent(store)
        if waiting and send.send(waiting, self.name, lambda line: print(f"auditor: {line}", file=sys.stderr)):  # noqa: T201  (a failed alarm must be heard)
            alarmed.mark_sent(store, [row["id"] for row in waiting])


def _changes(audited: Audited) -> Iterator[bytes]:
    """Yield the lines of `changes.jsonl`: the article's findings that are new, then those that are fixed."""
    new = (finding for finding in audited.findings if audited.states.get(finding.fingerprint) == "new")
    for state, findings in (("new", new), ("fixed", audited.fixed)):
        for known in findings:
            row = {"state": state, "article_id": audited.article.id, "fingerprint": known.fingerprint}
            row |= {name: getattr(known, name) for name in ("rule", "field", "text", "message", "preview")}
            yield orjson.dumps(row) + b"\n"
