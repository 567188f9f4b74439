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

    def recall(self, stage: Stage, keys: list[str]) -> dict[str, tuple[tuple[Part, ...], Any]]:
        """Return (parts to be done, entry) for every key that has an entry of use."""
        mine = self._parts[stage]
        entries = self._remembered.get([key.partition(":")[0] for key in keys])
        found = {}
        for key in keys:
            known, *read = key.split(":")
            if known not in entries:
                continue
            theirs, entry = entries[known]
            other = {name for name in self._narrow if stage == "inspect"}
            other -= {said.partition("=")[0] for said in read if said in entry.get("read", ())}
            again = {part for name in other for part in self._narrow[name]}
            todo = tuple(part for part, version in mine.items() if theirs.get(part) != version or part in again)
            if len(todo) < len(mine):
                gone = {part for part in theirs if part not in mine or part in todo}
                # Two articles may have one key; each gets an entry of its own to mend.
                found[key] = todo, self._cleaned({**entry, "outcome": entry["outcome"] and [*entry["outcome"]]}, gone)
        return found

    def merged(self, entry: Any, outcome: bytes, brought: Brought) -> tuple[bytes, Brought]:
        """Return an entry together with what its missing parts said."""
        fresh = orjson.loads(outcome) if outcome else None
        rows = [*brought, *((name, keys, dump(row)) for name, keys, row in entry["brought"])]
        old = entry["outcome"]
        if fresh is not None and old is not None:
            findings, measures, not_measured, date, language = fresh
            fresh = [
                sorted([*findings, *old[0]], key=lambda row: row["rule"]),
                self._sorted({**old[1], **measures}),
                self._sorted({**old[2], **not_measured}),
                date,
                language,
            ]
        return (b"" if fresh is None else orjson.dumps(fresh)), sorted(rows)

    def entry(self, entry: Any) -> tuple[bytes, Brought]:
        """Return an entry as the engine hands results on."""
        rows = [(name, keys, dump(row)) for name, keys, row in entry["brought"]]
        return (b"" if entry["outcome"] is None else orjson.dumps(entry["outcome"])), rows

    def _sorted(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values by name in the order in which an audit finds them."""
        return dict(sorted(values.items(), key=lambda item: self._order.get(item[0], -1)))

    def keep(self, stage: Stage, key: str, outcome: bytes, brought: Brought) -> None:
        """Remember a result under its key; one that failed somewhere is tried again the next time."""
        if b'":"failed: ' in outcome or b'":"time limit: ' in outcome:
            return
        rows = [[name, keys, orjson.Fragment(row)] for name, keys, row in brought]
        known, *read = key.split(":")
        kept = orjson.Fragment(outcome) if outcome and stage == "inspect" else None  # what is carried on is of this run
        body = {"outcome": kept, "brought": rows, "read": read}
        self._waiting.append((known, orjson.dumps(body)))
        if len(self._waiting) >= _KEPT or time.monotonic() - self._since > _SECONDS:
            self.flush(stage)

    def flush(self, stage: Stage) -> None:
        """Write what waits."""
        if self._waiting:
            mine = self._parts[stage]
            self._remembered.put((digest(dump(mine)), mine), self._waiting)
        self._waiting = []
        self._since = time.monotonic()

    def _cleaned(self, entry: Any, parts: set[str]) -> Any:
        """Take out of an entry what parts said that have changed or are not asked for."""
        if not parts:
            return entry
        passes = {part.removeprefix("pass:") for part in parts if part.startswith("pass:")}
        entry["brought"] = [row for row in entry["brought"] if row[0] not in passes]
        if entry["outcome"] is not None:
            gone = {name for part in parts for name in self._names.get(part, ())}
            failed = parts | {part.removeprefix("measure:") for part in parts}
            old = entry["outcome"]
            old[0] = [row for row in old[0] if row["rule"] not in parts]
            old[1] = {name: value for name, value in old[1].items() if name not in gone}
            old[2] = {name: reason for name, reason in old[2].items() if name not in failed}
        return entry
