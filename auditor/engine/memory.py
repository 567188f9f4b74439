"""Results of earlier runs, taken where nothing they depend on has changed, and mended where only some checks have.

An entry is keyed by the article's content, the reading of its publication date on the day of the run, and what the
gathering passes said of it; it carries the version of every part (check, measure, pass) that it was made with. A run
takes entries whose versions are its own; where some differ, only those parts are done again. What a pass said that
only certain checks read (`readers`) is no part of the key: where it differs, those checks are done again.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import orjson

from auditor.article import Article
from auditor.engine.inspection import Part, Plan
from auditor.engine.versions import measured_names, versions
from auditor.reading.published import read_published
from auditor.store.packing import digest, dump

if TYPE_CHECKING:
    from auditor.store.remembered import Remembered

Stage = Literal["gather", "inspect"]
Brought = list[tuple[str, list[str], bytes]]

_KEPT = 256
_SECONDS = 5.0
"""What is worked out is written after so many results or seconds: a killed run loses no more."""


def situation(article: Article, plan: Plan) -> str:
    """Return the hash of everything about an article alone that an audit depends on."""
    published = None if article.published is None else repr(read_published(article.published, plan.today))
    fields = [article.to_row(), published]
    if known := plan.templates.get((article.source or "").strip()):
        fields.append(orjson.dumps(known, option=orjson.OPT_SORT_KEYS, default=str).decode())
    return digest(orjson.dumps(fields))


class Memory:
    """The memory of one run. `reused`, `mended`, `done`: articles taken as they were, in part, and worked out anew."""

    def __init__(self, remembered: Remembered, plan: Plan) -> None:
        self._remembered = remembered
        every = versions(plan)
        inspecting = {part for part in every if not part.startswith("pass:")}
        inspecting |= {f"pass:{item.id}" for item in plan.passes("report")}
        self._parts: Mapping[Stage, dict[str, str]] = {
            "inspect": {part: every[part] for part in sorted(inspecting)},
            "gather": {part: every[part] for part in sorted(set(every) - inspecting)},
        }
        self._narrow = {item.id: item.readers for item in plan.passes("gather") if item.readers}
        self._names = measured_names()
        found = [check.id for check in plan.checks]
        for item in plan.measures:
            found += (item.id, *item.names)
        self._order = {name: place for place, name in enumerate(dict.fromkeys(found))}
        self._cases: dict[tuple[str, str, tuple[str, ...]], tuple[tuple[Part, ...], set[Part]]] = {}
        self._waiting: list[tuple[str, bytes]] = []
        self._since = time.monotonic()
        self.reused = self.mended = self.done = 0

    def key(self, stage: Stage, situation: str, gathered: Mapping[str, list[Any]]) -> str:
        """Return the key of an article's entry, and behind it what narrow passes said: `key:name=hash:name=hash`."""
        if stage == "gather":
            return situation + "g"
        wide = {name: said for name, said in gathered.items() if name not in self._narrow}
        narrow = (f":{name}={digest(dump(gathered.get(name, [])))}" for name in sorted(self._narrow))
        return digest(situation.encode() + dump(wide)) + "".join(narrow)

    def recall(self, stage: Stage, keys: list[str]) -> dict[str, tuple[tuple[Part, ...], bytes]]:
        """Return (parts to be done, entry) for every key that has an entry of use."""
        mine = self._parts[stage]
        entries = self._remembered.get([key.partition(":")[0] for key in keys])
        found = {}
        for key in keys:
            known, *read = key.split(":")
            if known not in entries:
                continue
            versions_of, entry = entries[known]
            todo, gone = self._outdated(stage, versions_of, ())
            if len(todo) < len(mine) and (unread := _unread(entry, read)):
                todo, gone = self._outdated(stage, versions_of, unread)
            if len(todo) < len(mine):
                found[key] = todo, self._cleaned(entry, gone) if gone else entry
        return found

    def _outdated(self, stage: Stage, versions_of: str, unread: tuple[str, ...]) -> tuple[tuple[Part, ...], set[Part]]:
        """Return the parts to be done again of an entry that rests on these versions, and those to be taken out.

        `unread`: narrow passes that said something else when the entry was made.
        """
        case = stage, versions_of, unread
        if case not in self._cases:
            mine, theirs = self._parts[stage], self._remembered.versions(versions_of)
            again = {part for name in unread for part in self._narrow[name]}
            todo = tuple(part for part, version in mine.items() if theirs.get(part) != version or part in again)
            self._cases[case] = todo, {part for part in theirs if part not in mine or part in todo}
        return self._cases[case]

    def merged(self, entry: bytes, outcome: bytes, brought: Brought) -> tuple[bytes, Brought]:
        """Return an entry together with what its missing parts said."""
        then, rows = self.entry(entry)
        if outcome and then:
            findings, measures, not_measured, date, language = orjson.loads(outcome)
            old = orjson.loads(then)
            outcome = orjson.dumps(
                [
                    sorted([*findings, *old[0]], key=lambda row: row["rule"]),
                    self._sorted({**old[1], **measures}),
                    self._sorted({**old[2], **not_measured}),
                    date,
                    language,
                ]
            )
        return outcome, sorted([*brought, *rows])

    @staticmethod
    def entry(entry: bytes) -> tuple[bytes, Brought]:
        """Return an entry as the engine hands results on."""
        outcome, _, *rest = entry.split(b"\n")
        heads = map(orjson.loads, rest[::2])
        return outcome, [(name, keys, row) for (name, keys), row in zip(heads, rest[1::2], strict=True)]

    def _sorted(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values by name in the order in which an audit finds them."""
        return dict(sorted(values.items(), key=lambda item: self._order.get(item[0], -1)))

    def keep(self, stage: Stage, key: str, outcome: bytes, brought: Brought) -> None:
        """Remember a result under its key; one that failed somewhere is tried again the next time."""
        if b'":"failed: ' in outcome or b'":"time limit: ' in outcome:
            return
        known, *read = key.split(":")
        kept = outcome if stage == "inspect" else b""  # what is carried on is of this run
        self._waiting.append((known, _packed(kept, orjson.dumps(read), brought)))
        if len(self._waiting) >= _KEPT or time.monotonic() - self._since > _SECONDS:
            self.flush(stage)

    def flush(self, stage: Stage) -> None:
        """Write what waits."""
        if self._waiting:
            mine = self._parts[stage]
            self._remembered.put((digest(dump(mine)), mine), self._waiting)
        self._waiting = []
        self._since = time.monotonic()

    def _cleaned(self, entry: bytes, parts: set[Part]) -> bytes:
        """Take out of an entry what parts said that have changed or are not asked for."""
        outcome, rows = self.entry(entry)
        passes = {part.removeprefix("pass:") for part in parts if part.startswith("pass:")}
        if outcome:
            gone = {name for part in parts for name in self._names.get(part, ())}
            failed = parts | {part.removeprefix("measure:") for part in parts}
            old = orjson.loads(outcome)
            old[0] = [row for row in old[0] if row["rule"] not in parts]
            old[1] = {name: value for name, value in old[1].items() if name not in gone}
            old[2] = {name: reason for name, reason in old[2].items() if name not in failed}
            outcome = orjson.dumps(old)
        return _packed(outcome, b"[]", [row for row in rows if row[0] not in passes])


def _packed(outcome: bytes, read: bytes, brought: Brought) -> bytes:
    """Return an entry: lines of JSON, so that what is taken as it was need not be read to be handed on.

    The outcome; what narrow passes said; then for each row of a pass its name and keys, and the row.
    """
    rows = (line for name, keys, row in brought for line in (orjson.dumps([name, keys]), row))
    return b"\n".join((outcome, read, *rows))


def _unread(entry: bytes, read: list[str]) -> tuple[str, ...]:
    """Return the narrow passes that say something else (`name=hash`) than they said when the entry was made."""
    then = orjson.loads(entry.split(b"\n", 2)[1]) if read else ()
    return tuple(said.partition("=")[0] for said in read if said not in then)
