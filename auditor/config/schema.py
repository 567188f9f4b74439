"""What each key of the configuration may hold: one reader a key, from the raw TOML value to the checked one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from auditor import catalog
from auditor.catalog import close_matches
from auditor.config.errors import ConfigError
from auditor.config.settings import FIELDS, matches
from auditor.finding import FAMILIES
from auditor.reading.inference import problem_of


@dataclass(frozen=True, slots=True)
class Value:
    """A raw value, with what an error about it has to say. `folder`: what a file it names is relative to."""

    raw: Any
    key: str
    origin: str
    folder: Path

    def wrong(self, allowed: str) -> NoReturn:
        """Raise the error of a value that is not `allowed`."""
        raise ConfigError(f"{self.origin}: {self.key}: found {self.raw!r}; allowed: {allowed}")

    def unknown(self, name: str, known: Iterable[str], what: str = "key") -> NoReturn:
        """Raise the error of a name that is not `known`."""
        raise ConfigError(f"{self.origin}: {self.key}: unknown {what} `{name}`; {close_matches(name, known)}")

    def inside(self, key: str, raw: Any) -> Value:
        """Return the value of one key of this table."""
        return replace(self, raw=raw, key=f"{self.key}.{key}")

    def items(self) -> Iterable[tuple[str, Value]]:
        """Yield key and value of a table."""
        if not isinstance(self.raw, Mapping):
            self.wrong("a table")
        return [(key, self.inside(key, raw)) for key, raw in self.raw.items()]


def _strings(value: Value) -> tuple[str, ...]:
    items = value.raw
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) and item.strip() for item in items):
        value.wrong('a list of strings, ["one", "two"]')
    return tuple(items)


def _name_or_names(value: Value) -> tuple[str, ...]:
    names = (value.raw,) if isinstance(value.raw, str) else value.raw
    if not isinstance(names, (list, tuple)) or not names or not all(isinstance(n, str) and n.strip() for n in names):
        value.wrong("a field name, or a list of them of which the first that a record has counts")
    return tuple(names)


def _string(value: Value) -> str:
    if not isinstance(value.raw, str) or not value.raw.strip():
        value.wrong("a string")
    return value.raw


def _flag(value: Value) -> bool:
    if not isinstance(value.raw, bool):
        value.wrong("true or false")
    return value.raw


def _path(value: Value) -> str:
    return str(value.folder / _string(value))


def _paths(value: Value) -> tuple[str, ...]:
    return tuple(str(value.folder / name) for name in _strings(value))


def _jobs(value: Value) -> int:
    if isinstance(value.raw, bool) or not isinstance(value.raw, int) or value.raw < 0:
        value.wrong("a whole number from 0 on; 0 means one process per core")
    return value.raw


def _seconds(value: Value) -> float:
    if isinstance(value.raw, bool) or not isinstance(value.raw, int | float) or not 0 <= value.raw <= 86_400:
        value.wrong("seconds from 0 to 86400; 0 means no limit")
    return float(value.raw)


def _share(value: Value) -> float:
    if isinstance(value.raw, bool) or not isinstance(value.raw, int | float) or not 0 <= value.raw < 1:
        value.wrong("a share from 0 to under 1; 0 means no floor")
    return float(value.raw)


def _rules(value: Value) -> tuple[str, ...]:
    patterns = _strings(value)
    if any(pattern not in FAMILIES for pattern in patterns):  # walking the catalog takes time; families are known
        known = catalog.rule_ids()
        for pattern in patterns:
            if pattern not in FAMILIES and not any(matches(pattern, rule) for rule in known):
                value.unknown(pattern, [*known, *FAMILIES], "rule or family")
    return patterns


def _some_rules(value: Value) -> tuple[str, ...]:
    return _rules(value) or value.wrong("one rule or family at least")


def _thresholds(value: Value) -> dict[str, float]:
    found = {}
    for key, item in value.items():
        if key not in ("accept", "reject"):
            value.unknown(key, ("accept", "reject"))
        if isinstance(item.raw, bool) or not isinstance(item.raw, int | float) or not 0 <= item.raw <= 100:
            item.wrong("a number from 0 to 100")
        found[key] = float(item.raw)
    return found


def _fields(value: Value) -> dict[str, tuple[str, ...]]:
    found = {}
    for key, item in value.items():
        if key not in FIELDS:
            value.unknown(key, FIELDS, "field of an article")
        found[key] = _name_or_names(item)
    return found


def _checks(value: Value) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for identity, table in value.items():
        check = catalog.all_checks().get(identity) or catalog.all_measures().get(identity)
        if check is None:
            value.unknown(identity, [*catalog.all_checks(), *catalog.all_measures()], "check")
        found[identity] = {}
        for key, item in table.items():
            option = key.replace("-", "_")
            if option not in check.options:
                if not check.options:
                    raise ConfigError(f"{value.origin}: {table.key}: unknown option `{key}`; this check has none")
                table.unknown(option, check.options, "option")
            found[identity][option] = _like(check.options[option], item)
    return found


def _like(default: Any, value: Value) -> Any:
    """Return the value in the type of the option's default: a whole number counts something, a fraction is a share."""
    raw, told = value.raw, f" (default: {default!r})"
    match default:
        case tuple() | frozenset():
            return type(default)(_strings(value))
        case bool() | str():
            if type(raw) is not type(default):
                value.wrong(("true or false" if default in (True, False) else "a string") + told)
        case int():
            if type(raw) is not int or raw < 0:
                value.wrong("a whole number from 0 on" + told)
        case float():
            if type(raw) is not float or not 0 < raw < 1:
                value.wrong("a share, above 0 and below 1" + told)
    return raw


def _inference(value: Value) -> dict[str, str]:
    found = {}
    for key, item in value.items():
        if key != "model":
            value.unknown(key, ("model",))
        found[key] = _path(item)
        if problem := problem_of(found[key]):
            item.wrong(f"the folder of a local model ({problem})")
    return found


READERS: Mapping[str, Callable[[Value], Any]] = {
    "select": _some_rules,
    "ignore": _rules,
    "preview": _flag,
    "checks": _checks,
    "thresholds": _thresholds,
    "fields": _fields,
    "allow_words": _strings,
    "allow_names": _strings,
    "allow_files": _paths,
    "facts": _paths,
    "inference": _inference,
    "dismissed": _path,
    "templates": _path,
    "jobs": _jobs,
    "time_limit": _seconds,
    "precision_floor": _share,
    "formats": _strings,
    "reports": _path,
}
