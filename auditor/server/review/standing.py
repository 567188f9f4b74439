"""What holds of the decisions in a store: whether a finding is open, confirmed or dismissed, by whom, and why.

The store keeps decisions in the order they were made and never changes one; so whatever is new is read on top of what
is known.
"""

from __future__ import annotations

import datetime
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.dismissals import Dismissal
from auditor.store import decisions
from auditor.store.database import Store
from auditor.store.decisions import Decision, Wish

if TYPE_CHECKING:
    from auditor.server.review.worklist import Item

STATUSES = ("open", "confirmed", "dismissed")


@dataclass(frozen=True, slots=True)
class Status:
    """What holds of one finding.

    `decision`: the one that judged it; None for an open finding, and for one that a file or its own record dismissed.
    `revision`: number of decisions on it so far. `notes`: what people wrote on it, oldest first.
    """

    judged: str
    decision: Decision | None
    revision: int
    owner: str | None
    notes: tuple[Decision, ...]


class Standing:
    """The decisions of a store as they stand. `today`: gives the day by which a dismissal may be over."""

    def __init__(self, store: Store, today: Callable[[], datetime.date]) -> None:
        self._store = store
        self._today = today
        self._lock = threading.Lock()
        self._all: list[Decision] = []
        self._state = _State([], today())
        self.version = 0
        self.refresh()

    def refresh(self) -> Standing:
        """Read what is new in the store."""
        with self._lock:
            fresh = decisions.history(self._store, after=self.version)
            if fresh or self._state.day != self._today():
                self._all += fresh
                self._state = _State(self._all, self._today())
                if fresh:
                    self.version = fresh[-1].id
        return self

    @property
    def log(self) -> list[Decision]:
        """Every decision, in the order made."""
        return self._all

    def of(self, item: Item) -> Status:
        """Return what holds of a finding."""
        return self._state.of(item)

    def revision(self, wish: Wish) -> int:
        """Return how many decisions there are on the target of a wish."""
        return self._state.revisions.get((wish.scope, wish.target), 0)

    def since(self, version: int) -> list[Decision]:
        """Return the decisions made after the one of that id."""
        return [item for item in self._all if item.id > version]

    def by_id(self, number: int) -> Decision | None:
        """Return one decision."""
        return next((item for item in reversed(self._all) if item.id == number), None)

    def batch(self, number: int) -> list[Decision]:
        """Return the decisions that were made together with one, and were not taken back."""
        first = self.by_id(number)
        undone = {item.undoes for item in self._all}
        if first is None:
            return []
        return [
            item
            for item in self._all
            if item.made == first.made and item.who == first.who and item.kind != "undo" and item.id not in undone
        ]


class _State:
    def __init__(self, every: list[Decision], day: datetime.date) -> None:
        self.day = day
        self.revisions: dict[tuple[str, str], int] = {}
        undone = {item.undoes for item in every if item.kind == "undo"}
        standing = [item for item in every if item.kind != "undo" and item.id not in undone]
        judged = {(item.scope, item.target): item.id for item in standing if item.kind in ("confirm", "dismiss")}
        self._of_finding: defaultdict[str, list[Decision]] = defaultdict(list)
        self._wide: list[tuple[Dismissal, Decision]] = []
        self._touched = {item.fingerprint for item in every if item.fingerprint}
        for item in every:
            self.revisions[item.scope, item.target] = item.revision
        for item in standing:
            judges = item.kind in ("confirm", "dismiss")
            if not item.holds(day) or (judges and judged[item.scope, item.target] != item.id):
                continue
            if item.scope == "finding":
                self._of_finding[item.fingerprint or ""].append(item)
            elif item.kind == "dismiss":
                wide = Dismissal(rule=item.rule, source=item.source, phrase=item.phrase, article_id=item.article)
                self._wide.append((wide, item))

    def of(self, item: Item) -> Status:
        finding = item.finding
        own = [
            one for one in self._of_finding.get(finding.fingerprint, ()) if one.article in (None, finding.article_id)
        ]
        judging = [one for one in own if one.kind in ("confirm", "dismiss")]
        wide = [decision for dismissal, decision in self._wide if dismissal.covers(finding, item.source)]
        dismissing = [one for one in (*judging, *wide) if one.kind == "dismiss"]
        judged, decision = "open", None
        if dismissing:  # as in a run: whatever dismisses it, dismisses it
            judged, decision = "dismissed", dismissing[-1]
        elif judging:
            judged, decision = "confirmed", judging[-1]
        elif item.left_out and finding.fingerprint not in self._touched:
            judged = "dismissed"
        return Status(
            judged=judged,
            decision=decision,
            revision=self.revisions.get(("finding", target_of(finding.fingerprint)), 0),
            owner=next((one.owner for one in reversed(own) if one.kind == "assign"), None),
            notes=tuple(one for one in own if one.kind == "note"),
        )


def target_of(fingerprint: str) -> str:
    """Return the target of decisions on a finding wherever it stands."""
    return Wish(kind="note", who="-", fingerprint=fingerprint).target
