"""Near-copies over all that a store holds, and the clusters they make.

Candidates share a band of their MinHash signatures (rensa); whether they are copies is decided by the exact share of
five-word shingles of one that stand in the other. A cluster is told with the likely original first: the earliest date
that an article states, then the earliest delivery, then the longest text.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, union
from sqlalchemy.dialects import postgresql, sqlite

from auditor.store.database import Store
from auditor.store.packing import unpack
from auditor.store.schema import band, content, near_copy, result, run, seen, sketched

WORDS = 5
COPY = 0.5
"""Share of the shingles of either text from which the two count as near-copies."""
_PERMUTATIONS, _ROWS = 128, 4
_BATCH = 200
_LOOKED_UP = 10_000
"""Contents that are new are looked up so many at a time, for it takes a look at every content of the store."""
_ASKED = 500
"""Values in one statement."""
_CROWD = 50
"""Candidates of one text that are compared with it; a text that has more is one of many alike already."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a cluster. `contained`: the share of its shingles that stand in the likely original."""

    article: str
    source: str
    day: str
    dated: bool
    first_run: int
    score: float
    words: int
    contained: float


def update(store: Store) -> int:
    """Look for near-copies of every content that is new in the store; return how many were looked at.

    Each batch is one transaction, so it goes on where it was killed. Under `Store.lock`.
    """
    waiting = (
        select(content.c.hash)
        .outerjoin(sketched, sketched.c.content == content.c.hash)
        .where(sketched.c.content.is_(None))
        .order_by(content.c.first_run, content.c.hash)
        .limit(_LOOKED_UP)
    )
    done = 0
    while True:
        with store.read() as connection:
            names = list(connection.scalars(waiting))
        if not names:
            return done
        for start in range(0, len(names), _BATCH):
            some = names[start : start + _BATCH]
            with store.write() as connection:
                _sketch(connection, some)
            done += len(some)


def _sketch(connection: Connection, names: Sequence[str]) -> None:
    """Hold contents that are new against those before them, and enter what they share.

    Statements cost more than the work, so each table is asked and written to once for all of them.
    """
    words: dict[str, int] = {}
    bands: dict[str, list[int]] = {}
    for name, text in _texts(connection, names):
        words[name] = len(_WORD.findall(text))
        bands[name] = _bands(_shingles(text))
    holders: defaultdict[int, list[str]] = defaultdict(list)
    values = sorted({value for found in bands.values() for value in found})
    for start in range(0, len(values), _ASKED):
        for row in connection.execute(select(band).where(band.c.hash.in_(values[start : start + _ASKED]))):
            holders[row.hash].append(row.content)
    pairs: list[dict[str, Any]] = []
    for name in names:
        counts = Counter(other for value in bands[name] for other in holders[value])
        candidates = [other for other, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_CROWD]]
        if candidates:
            ((_, text),) = _texts(connection, [name])
            shingles = _shingles(text)
            for other, text in _texts(connection, candidates):
                pairs += _pair(name, shingles, other, _shingles(text))
        for value in bands[name]:
            holders[value].append(name)
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(sketched.insert(), [{"content": name, "words": count} for name, count in words.items()])
    if pairs:
        connection.execute(near_copy.insert(), pairs)
    if held := [{"hash": value, "content": name} for name in names for value in bands[name]]:
        connection.execute(insert(band).on_conflict_do_nothing(), held)


def _texts(connection: Connection, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (hash, text) of contents, one text at a time: some are long."""
    for row in connection.execute(select(content.c.hash, content.c.body).where(content.c.hash.in_(names))):
        yield row.hash, unpack(row.body)[0][0]


def _pair(name: str, shingles: set[str], other: str, others: set[str]) -> Iterator[dict[str, str | float]]:
    """Yield the row of two contents that are near-copies."""
    common = len(shingles & others)
    shares = {name: common / len(shingles), other: common / len(others)}
    if max(shares.values()) >= COPY:
        first, second = sorted(shares)
        yield {"one": first, "other": second, "one_in_other": shares[first], "other_in_one": shares[second]}


def _shingles(text: str) -> set[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {" ".join(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1)}


def _bands(shingles: set[str]) -> list[int]:
    if not shingles:
        return []
    from rensa import RMinHash  # noqa: PLC0415  (only a run with a store needs it)

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=42)
    sketch.update(sorted(shingles))
    values = sketch.digest()
    found = set()
    for start in range(0, _PERMUTATIONS, _ROWS):
        raw = f"{start}:{values[start : start + _ROWS]}".encode()
        found.add(int.from_bytes(hashlib.blake2b(raw, digest_size=8).digest(), "big", signed=True))
    return sorted(found)


def clusters(store: Store) -> Iterator[list[Member]]:
    """Yield every cluster of two or more articles, the likely original first; the largest clusters first."""
    with store.read() as connection:
        pairs = connection.execute(select(near_copy)).all()
        groups = _groups([(row.one, row.other) for row in pairs])
        shares = {(row.one, row.other): row.one_in_other for row in pairs}
        shares |= {(row.other, row.one): row.other_in_one for row in pairs}
        members = _members(connection)
    found = []
    for group in groups:
        latest: dict[str, tuple[str, Any]] = {}
        for name in group:
            for row in members.get(name, ()):  # an article that was edited is one member, by its latest text
                if row["article"] not in latest or latest[row["article"]][1]["run"] < row["run"]:
                    latest[row["article"]] = name, row
        if len(latest) < 2:
            continue
        ranked = sorted(latest.values(), key=lambda item: _rank(item[1]))
        first = ranked[0][0]
        found.append([_member(row, 1.0 if name == first else shares.get((name, first), 0.0)) for name, row in ranked])
    yield from sorted(found, key=lambda group: (-len(group), group[0].article))


def _rank(row: Any) -> tuple[Any, ...]:
    return row["date"] or row["day"], row["first_run"], -row["words"], row["article"]


def _member(row: Any, contained: float) -> Member:
    return Member(
        article=row["article"],
        source=row["source"],
        day=row["date"] or row["day"],
        dated=row["date"] is not None,
        first_run=row["first_run"],
        score=row["score"],
        words=row["words"],
        contained=round(contained, 3),
    )


def _groups(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        left, right = sorted((root(one), root(other)))
        parent[right] = left
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(parent):
        groups[root(name)].append(name)
    return list(groups.values())


def _members(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Return the articles of every content that is a near-copy of another."""
    ends = (
        select(seen.c.article, seen.c.content, func.max(seen.c.run).label("last"), func.min(seen.c.run).label("first"))
        .where(seen.c.content.in_(union(select(near_copy.c.one), select(near_copy.c.other))))
        .group_by(seen.c.article, seen.c.content)
        .subquery()
    )
    query = (
        select(
            seen.c.article, seen.c.content, seen.c.source, seen.c.score, seen.c.run, run.c.day, ends.c.first,
            sketched.c.words, result.c.body,
        )
        .join(ends, (ends.c.article == seen.c.article) & (ends.c.last == seen.c.run))
        .join(run, run.c.id == ends.c.first)
        .join(sketched, sketched.c.content == seen.c.content)
        .join(result, result.c.hash == seen.c.result)
        .where(ends.c.content == seen.c.content)
    )  # fmt: skip
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(query):
        own = unpack(row.body).get("own_date")
        own = None if own and own[1] == "near-copy" else own  # a date that was lent tells nothing of who was first
        made = {name: getattr(row, name) for name in ("article", "source", "score", "run", "day", "words")}
        found[row.content].append(made | {"first_run": row.first, "date": own[0] if own else None})
    return found


def weights(found: Iterable[Sequence[Member]]) -> dict[str, float]:
    """Return what each clustered article counts as, by article key: a cluster counts once, shared by its members."""
    return {member.article: 1 / len(group) for group in found for member in group}


def borrowed(found: Iterable[Sequence[Member]]) -> dict[str, dict[str, dict[str, float]]]:
    """Return who copies whom: copying source -> source of the original -> articles, and points of score lost by it."""
    told: defaultdict[str, dict[str, dict[str, float]]] = defaultdict(dict)
    for group in found:
        original, *copies = group
        for copy in copies:
            if copy.source != original.source:
                row = told[copy.source].setdefault(original.source, {"articles": 0, "points_lost": 0.0})
                row["points_lost"] = round(
                    (row["points_lost"] * row["articles"] + original.score - copy.score) / (row["articles"] + 1), 2
                )
                row["articles"] += 1
    return dict(told)
