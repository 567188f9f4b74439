"""The configuration in force, as a value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from auditor.finding import FAMILIES
from auditor.reading.office_holders import Tenure

if TYPE_CHECKING:
    from auditor.check import Check

FIELDS = ("id", "text", "title", "source", "url", "published", "language", "authors")
"""The fields of an article that an input can hold."""

DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What an audit runs with.

    `select`, `ignore`: ids, families or patterns (`typos/*`); `ignore` has the last word. `preview`: also run checks
    whose precision is not measured yet; their findings never count. `checks`: options by id of check or measure.
    `thresholds`: a score of `accept` or more is accepted, one below `reject` rejected. `fields`: the names an article's
    field may have in the input, best first. `allow_words`, `allow_names`: never reported as unknown or misspelt;
    `allow_files`: files of such, one a line. `facts`: tables of office-holders. `inference`: `model`, the folder of a
    local language-inference model. `dismissed`: a dismissals file. `templates`: a file of the lines that sources print
    round their stories. `jobs`: processes, 0 = one per core. `time_limit`: seconds of processor time that one article
    may take, 0 = no limit; a longer text gets more. `formats`, `reports`: what a run writes, and the folder for it.
    `origins`: dotted key to where its value comes from.
    """

    select: tuple[str, ...] = FAMILIES
    ignore: tuple[str, ...] = ()
    preview: bool = True
    checks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=lambda: {"accept": 80.0, "reject": 40.0})
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {name: (name,) for name in FIELDS})
    allow_words: tuple[str, ...] = ()
    allow_names: tuple[str, ...] = ()
    allow_files: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()
    """Every allowed word and name, lower-cased: those of `allow_words`, `allow_names` and `allow_files`."""
    facts: tuple[str, ...] = ()
    fact_rows: tuple[Tenure, ...] = ()
    """The rows of the files in `facts`."""
    inference: Mapping[str, str] = field(default_factory=dict)
    dismissed: str | None = None
    templates: str | None = None
    jobs: int = 0
    time_limit: float = 60.0
    precision_floor: float = 0.5
    """A rule that editors confirm less often (lower bound, from 20 decisions in the store on) counts as a preview."""
    formats: tuple[str, ...] = ("html", "jsonl")
    reports: str = "reports"
    origins: Mapping[str, str] = field(default_factory=dict)

    def selects(self, rule: str) -> bool:
        """Whether the rule runs; a check that is off unless named needs its own id under `select`."""
        chosen = any(matches(pattern, rule) for pattern in self.select)
        if not chosen or any(matches(pattern, rule) for pattern in self.ignore):
            return False
        check = _check(rule)
        if check is None:
            return True
        return (self.preview or check.preview is None) and (check.off is None or rule in self.select)

    def rows(self) -> list[tuple[str, str, str]]:
        """Return (key, value as TOML writes it, origin) for everything that is in force, to be printed."""
        rows = []
        for key in SHOWN:
            value = getattr(self, key)
            if isinstance(value, Mapping):
                rows += [(name, _shown(item), self._origin(name)) for name, item in _flat(key, value)]
            else:
                rows.append((key, _shown(value), self._origin(key)))
        return rows

    def _origin(self, key: str) -> str:
        return self.origins.get(key, DEFAULT)


SHOWN = (
    "select",
    "ignore",
    "preview",
    "checks",
    "thresholds",
    "fields",
    "allow_words",
    "allow_names",
    "allow_files",
    "facts",
    "inference",
    "dismissed",
    "templates",
    "jobs",
    "time_limit",
    "precision_floor",
    "formats",
    "reports",
)  # fmt: skip
"""The keys of a configuration, in the order in which they are printed."""


def matches(pattern: str, rule: str) -> bool:
    """Whether `pattern`, an id, a family or a pattern with `*`, means the rule."""
    return pattern in (rule, rule.partition("/")[0]) or fnmatchcase(rule, pattern)


def _check(rule: str) -> Check | None:
    from auditor import catalog  # noqa: PLC0415  (walks every check, which not every command needs)

    return catalog.all_checks().get(rule)


def _flat(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    flat = []
    for key, value in table.items():
        name = f"{prefix}.{key}"
        flat += _flat(name, value) if isinstance(value, Mapping) else [(name, value)]
    return flat


def _shown(value: Any) -> str:
    if value is None:
        return "(none)"
    # JSON writes strings, numbers, lists and truth values as TOML does; a set is written as a list, a day as it is.
    return json.dumps(
        value, ensure_ascii=False, default=lambda other: sorted(other) if isinstance(other, frozenset) else str(other)
    )
