"""What a policy would have done: a suite held against runs that a store remembers, and the articles whose fate turns.

Nothing is audited anew: the store has what was found. Expectations of grain "article" are judged; rates of whole
batches belong to the run itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from auditor.engine.ledger import audited_of
from auditor.gating import Decider, Suite
from auditor.store import runs
from auditor.store.database import Store


@dataclass(frozen=True, slots=True)
class Turn:
    """An article whose fate turns: what the policy in force says, and what the new one would."""

    run: int
    article_id: str
    source: str
    score: float
    accepted_before: bool
    accepted_after: bool
    reasons: tuple[str, ...]
    """The expectations that keep it back, under whichever of the two policies does."""

    def to_json(self) -> dict[str, Any]:
        """Return the turn as plain data."""
        return {
            "run": self.run,
            "article_id": self.article_id,
            "source": self.source,
            "score": self.score,
            "before": "accepted" if self.accepted_before else "quarantined",
            "after": "accepted" if self.accepted_after else "quarantined",
            "reasons": list(self.reasons),
        }


@dataclass(slots=True)
class Trial:
    """What a policy would have done to the articles of some runs.

    `reasons`: expectation to number of articles it keeps back. `entered`, `left`: articles that the new policy would
    let in and keep out, where another was in force before. Complete once `hold` has been read to its end.
    """

    articles: int = 0
    accepted: int = 0
    entered: int = 0
    left: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def quarantined(self) -> int:
        """Articles kept back."""
        return self.articles - self.accepted


def hold(
    store: Store, suite: Suite, trial: Trial, *, before: Suite | None = None, since: str | None = None, last: int = 30
) -> Iterator[Turn]:
    """Judge the articles of the newest `last` runs, count them in `trial`, and yield those whose fate turns.

    `before`: the policy in force; without one nothing turns. `since`: only runs from that day on, as 2026-11-01.
    Memory holds a page of articles at a time.
    """
    decider = Decider(suite)
    old = Decider(before) if before is not None else None
    for run in runs.runs(store, limit=last):
        if since is not None and run.day < since:
            continue
        for stored in runs.articles(store, run.id, by="ordinal"):
            audited = audited_of(stored)
            decision = decider.decide(audited)
            trial.articles += 1
            trial.accepted += decision.accepted
            trial.reasons.update(str(item["expectation"]) for item in decision.failed)
            if old is None:
                continue
            was = old.decide(audited)
            if was.accepted != decision.accepted:
                trial.entered += decision.accepted
                trial.left += was.accepted
                failed = (was if decision.accepted else decision).failed
                names = tuple(str(item["expectation"]) for item in failed)
                yield Turn(
                    run.id, stored.article.id, stored.source, stored.score, was.accepted, decision.accepted, names
                )
