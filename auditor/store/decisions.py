"""What people decided about findings: an append-only list, and what holds of it.

A decision is about a finding (by fingerprint), about a rule on a source (an empty source: on all), or about a phrase.
Nothing is changed or deleted: to take a decision back, append an `undo` that names it. Decisions on one target are
numbered; whoever decides on what they saw gives the number they saw last (`seen`) and learns of others by `Conflict`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.exc import IntegrityError

from auditor.store.database import Store
from auditor.store.errors import StoreError
from auditor.store.packing import column
from auditor.store.schema import decision as _table

Kind = Literal["confirm", "dismiss", "note", "assign", "undo"]
Scope = Literal["finding", "rule", "phrase"]
KINDS: tuple[Kind, ...] = ("confirm", "dismiss", "note", "assign", "undo")
_JUDGING = ("confirm", "dismiss")
SCOPES: tuple[Scope, ...] = ("finding", "rule", "phrase")


class Conflict(StoreError):  # noqa: N818  (a state, and the name that reads best where it is caught)
    """Someone else has decided on the same target in the meantime; `latest` is what they said."""

    def __init__(self, message: str, latest: Decision | None) -> None:
        super().__init__(message)
        self.latest = latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A decision to be appended.

    scope "finding": `fingerprint`, and `article` if it is to hold in that article alone. scope "rule": `rule`, and
    `source` if it is to hold there alone. scope "phrase": `phrase` (compared without case), and `rule`, `source` if
    only there. `who` decides; `owner` is to act ("assign"). `until`: the last day on which it holds, None: for good.
    `undoes`: id of the decision that an "undo" takes back.
    """

    kind: Kind
    who: str
    scope: Scope = "finding"
    fingerprint: str | None = None
    article: str | None = None
    rule: str | None = None
    source: str | None = None
    phrase: str | None = None
    reason: str = ""
    owner: str | None = None
    until: datetime.date | None = None
    undoes: int | None = None

    @property
    def target(self) -> str:
        """What the decision is about, as one string; decisions with equal scope and target are numbered together."""
        match self.scope:
            case "finding":
                parts: tuple[str | None, ...] = (self.fingerprint, self.article)
            case "rule":
                parts = (self.rule, self.source)
            case _:
                parts = ((self.phrase or "").casefold(), self.rule, self.source)
        return column("\x1f".join(part or "" for part in parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Wish):
    """A decision as it stands in the store. `revision`: its number within its target. `made`: UTC, ISO 8601."""

    id: int
    revision: int
    made: str

    def holds(self, day: datetime.date | None) -> bool:
        """Whether its last day is not over; always without a `day`."""
        return self.until is None or day is None or self.until >= day


def append(store: Store, wish: Wish, *, seen: int | None = None, now: datetime.datetime | None = None) -> Decision:
    """Append a decision and return it as it stands in the store.

    `seen`: the revision of the target that the decider saw last (0: none); None skips the comparison. Raises
    `Conflict` if there is a later one, `StoreError` for a wish that says too little.
    """
    return append_all(store, [wish], seen=None if seen is None else [seen], now=now)[0]


def append_all(
    store: Store,
    wishes: Sequence[Wish],
    *,
    seen: Sequence[int] | None = None,
    now: datetime.datetime | None = None,
) -> list[Decision]:
    """Append several decisions, all or none (see `append`); one keystroke over a filter is one call."""
    for wish in wishes:
        _check(wish)
    made = (now or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC).isoformat(timespec="microseconds")
    done: list[Decision] = []
    with store.write() as connection:
        for place, wish in enumerate(wishes):
            latest = _latest(connection, wish)
            revision = latest.revision if latest else 0
            if seen is not None and seen[place] != revision:
                raise _conflict(store, latest)
            if wish.kind == "undo":
                _check_undo(store, connection, wish)
            row = _row(wish) | {"revision": revision + 1, "made": made}
            try:
                key = connection.execute(_table.insert().values(row)).inserted_primary_key
            except IntegrityError:  # PostgreSQL: two writers at one moment
                raise _conflict(store, None) from None
            assert key is not None  # every table here has one
            done.append(_decision(row | {"id": key[0]}))
    return done


def _conflict(store: Store, latest: Decision | None) -> Conflict:
    said = f": {latest.kind} by {latest.who[:60]}" if latest else ""
    return Conflict(f"{store.name}: this was decided by someone else in the meantime{said}; look again", latest)


def _check(wish: Wish) -> None:
    if wish.kind not in KINDS or wish.scope not in SCOPES:
        raise StoreError(
            f"decision {wish.kind!r} on {wish.scope!r}; allowed: {', '.join(KINDS)} on {', '.join(SCOPES)}"
        )
    needed = {"finding": "fingerprint", "rule": "rule", "phrase": "phrase"}[wish.scope]
    if not getattr(wish, needed):
        raise StoreError(f"a decision on a {wish.scope} needs `{needed}`")
    if not wish.who.strip():
        raise StoreError("a decision needs `who`: the person or the process that decides")
    if wish.kind == "dismiss" and not wish.reason.strip():
        raise StoreError("a dismissal needs a `reason`")
    if wish.kind == "assign" and not wish.owner:
        raise StoreError("an assignment needs an `owner`")
    if (wish.kind == "undo") != (wish.undoes is not None):
        raise StoreError("an undo, and nothing else, names the decision it `undoes`")


def _check_undo(store: Store, connection: Connection, wish: Wish) -> None:
    row = connection.execute(select(_table).where(_table.c.id == wish.undoes)).mappings().first()
    if row is None:
        raise StoreError(f"{store.name}: no decision {wish.undoes}")
    if (row["scope"], row["target"]) != (wish.scope, wish.target):
        raise StoreError(f"{store.name}: decision {wish.undoes} is about something else")


def _latest(connection: Connection, wish: Wish) -> Decision | None:
    rows = select(_table).where(_table.c.scope == wish.scope, _table.c.target == wish.target)
    row = connection.execute(rows.order_by(_table.c.revision.desc()).limit(1)).mappings().first()
    return None if row is None else _decision(dict(row))


def history(
    store: Store, *, fingerprints: Iterable[str] | None = None, scope: Scope | None = None, after: int = 0
) -> list[Decision]:
    """Return every decision in the order made: all, those on some fingerprints, of one scope, or with a later id."""
    query = select(_table).where(_table.c.id > after)
    if scope is not None:
        query = query.where(_table.c.scope == scope)
    return _read(store, query, fingerprints)


def active(
    store: Store, *, fingerprints: Iterable[str] | None = None, day: datetime.date | None = None
) -> list[Decision]:
    """Return the decisions that hold, in the order made: neither taken back nor, by `day`, over; undos left out.

    Of confirmations and dismissals of one target only the latest holds: whoever decides last has the word. Without
    `day` expired ones are among them (`Decision.holds` tells), so that they can be reported.
    """
    found = _read(store, select(_table), fingerprints)
    undone = {item.undoes for item in found if item.kind == "undo"}
    standing = [item for item in found if item.kind != "undo" and item.id not in undone]
    judged = {(item.scope, item.target): item.id for item in standing if item.kind in _JUDGING}
    return [
        item
        for item in standing
        if item.holds(day) and (item.kind not in _JUDGING or judged[item.scope, item.target] == item.id)
    ]


def version(store: Store) -> int:
    """Return a number that grows with every decision; a page that shows decisions asks it whether to look again."""
    with store.read() as connection:
        return int(connection.scalar(select(func.max(_table.c.id))) or 0)


def _read(store: Store, query: Select[Any], fingerprints: Iterable[str] | None) -> list[Decision]:
    wanted = None if fingerprints is None else sorted(set(fingerprints))
    rows: list[Decision] = []
    with store.read() as connection:
        for start in range(0, 1 if wanted is None else len(wanted), 500):  # SQLite bounds the values of a statement
            part = query if wanted is None else query.where(_table.c.fingerprint.in_(wanted[start : start + 500]))
            rows += [_decision(dict(row)) for row in connection.execute(part.order_by(_table.c.id)).mappings()]
    return sorted(rows, key=lambda item: item.id)


def _row(wish: Wish) -> dict[str, Any]:
    names = ("kind", "scope", "target", "fingerprint", "article", "rule", "source", "phrase", "owner", "undoes")
    row: dict[str, Any] = {name: getattr(wish, name) for name in names}
    row = {name: column(value) if isinstance(value, str) else value for name, value in row.items()}
    until = wish.until.isoformat() if wish.until else None
    return row | {"reason": column(wish.reason), "who": column(wish.who), "until": until}


def _decision(row: dict[str, Any]) -> Decision:
    until = row["until"]
    return Decision(
        id=row["id"],
        revision=row["revision"],
        made=row["made"],
        kind=cast(Kind, row["kind"]),
        scope=cast(Scope, row["scope"]),
        fingerprint=row["fingerprint"],
        article=row["article"],
        rule=row["rule"],
        source=row["source"],
        phrase=row["phrase"],
        reason=row["reason"],
        who=row["who"],
        owner=row["owner"],
        until=datetime.date.fromisoformat(until) if until else None,
        undoes=row["undoes"],
    )
