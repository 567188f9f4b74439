"""Between an audit and its store: articles go in with what was found, and come out as an audit yields them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.engine.audited import Audited
from auditor.extraction import extraction
from auditor.reading.dates import OwnDate
from auditor.scoring import Score
from auditor.scoring.verdict import VERDICTS
from auditor.store.database import Store
from auditor.store.recorder import Recorder
from auditor.store.records import Entry, Stored, article_key


class Ledger:
    """Keeps one run in a store. `marked` lets the articles through; `enter` makes the run last."""

    def __init__(self, store: Store, scratch: Path) -> None:
        self._recorder = Recorder(store, scratch)
        self.entering = self._recorder.entering
        self.close = self._recorder.close

    def marked(self, batch: Sequence[Audited]) -> list[Audited]:
        """Return the articles with their findings marked as new or still there, and those that are fixed."""
        marks = self._recorder.add([entry_of(audited) for audited in batch])
        return [
            replace(audited, states=mark.states, fixed=mark.fixed) for audited, mark in zip(batch, marks, strict=True)
        ]


def entry_of(audited: Audited) -> Entry:
    """Return what a store keeps of an audited article."""
    own, score = audited.own_date, audited.score
    return Entry(
        ordinal=audited.ordinal,
        key=article_key(audited.article),
        article=audited.article,
        record=audited.record,
        findings=audited.findings,
        dismissed=audited.dismissed,
        score=score.total,
        verdict=audited.verdict,
        words=int(audited.measures.get("words") or 0),
        language=audited.language,
        date=own.date if own else None,
        body={
            "measures": dict(audited.measures),
            "not_measured": dict(audited.not_measured),
            "language": audited.language,
            "own_date": own and own.to_row(),
            "score": score.to_row(),
        },
    )


def audited_of(stored: Stored) -> Audited:
    """Return an article of a store as the audit that entered it had yielded it."""
    body: Mapping[str, Any] = stored.body
    states = {finding.fingerprint: stored.state(finding) for finding in (*stored.findings, *stored.dismissed)}
    return Audited(
        ordinal=stored.ordinal,
        article=stored.article,
        record=stored.record,
        findings=stored.findings,
        dismissed=stored.dismissed,
        measures=body["measures"],
        not_measured=body["not_measured"],
        own_date=None if body["own_date"] is None else OwnDate.from_row(body["own_date"]),
        language=body["language"],
        score=Score.from_row(body["score"]),
        verdict=next(name for name in VERDICTS if name == stored.verdict),
        states={name: state for name, state in states.items() if state is not None},
        fixed=stored.fixed,
        extraction=extraction(stored.record, stored.article.text, stored.findings),
    )
