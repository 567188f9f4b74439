"""The configuration: defaults, a file, the command line; each value knows where it comes from.

The file is an explicit one, else the nearest `auditor.toml` (settings at the top level) or `pyproject.toml` with a
`[tool.auditor]` table, from the working directory upwards. Unknown keys are errors, with the close matches.
"""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from auditor import catalog
from auditor.finding import FAMILIES

FIELDS = ("id", "text", "title", "source", "url", "published", "language")
DEFAULT, COMMAND_LINE = "default", "command line"


class ConfigError(Exception):
    """A setting that cannot be used: says the file, the key, what was found and what is allowed."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a run can be told.

    `select`, `ignore`: rule ids, families or globs ("typos/*"); ignore wins. `fields`: article field to the names it
    may have in the input, tried in order. `checks`: options by check id. `thresholds`: a score of `accept` or more is
    accepted, one below `reject` rejected, the rest is for review. `allow_words`, `allow_names`: never flagged as typos
    or odd names; `allow_files`: files with one such entry a line. `dismissed`: path of a dismissals file. `preview`:
    whether to run checks that are still being measured. `jobs`: processes, 0 = one per core. `formats`: faces to write.
    `reports`: folder for runs. `origins`: key to where its value comes from.
    """

    select: tuple[str, ...] = FAMILIES
    ignore: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {name: (name,) for name in FIELDS})
    checks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=lambda: {"accept": 80.0, "reject": 40.0})
    allow_words: tuple[str, ...] = ()
    allow_names: tuple[str, ...] = ()
    allow_files: tuple[str, ...] = ()
    dismissed: str | None = None
    preview: bool = True
    jobs: int = 0
    formats: tuple[str, ...] = ("html", "jsonl")
    reports: str = "reports"
    allowed: frozenset[str] = frozenset()
    origins: Mapping[str, str] = field(default_factory=dict)

    def selects(self, rule: str) -> bool:
        """Whether the rule is to be run."""
        if not self.preview:
            check = catalog.all_checks().get(rule)
            if check is not None and check.preview is not None:
                return False
        return _named(rule, self.select) and not _named(rule, self.ignore)

    def rows(self) -> list[tuple[str, Any, str]]:
        """Return (key, value, origin) of every setting, options of checks one row each."""
        rows: list[tuple[str, Any, str]] = []
        for key in _READERS:
            value = getattr(self, key)
            if isinstance(value, Mapping):
                for name, inner in value.items():
                    own = f"{key}.{name}"
                    rows.append((own, inner, self.origins.get(own, self.origins.get(key, DEFAULT))))
            else:
                rows.append((key, value, self.origins.get(key, DEFAULT)))
        return rows


def _named(rule: str, patterns: tuple[str, ...]) -> bool:
    family = rule.partition("/")[0]
    return any(pattern in (rule, family) or fnmatch.fnmatchcase(rule, pattern) for pattern in patterns)


def load(path: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Config:
    """Return the configuration in force. `path`: an explicit file. `overrides`: values given on the command line.

    Raises `ConfigError` for a file that cannot be read, an unknown key, or a value that does not fit.
    """
    config = Config()
    origins: dict[str, str] = {}
    found = _find() if path is None else path
    if found is not None:
        table, name = _read(found)
        config = _apply(config, table, name, found.parent, origins)
    config = _apply(config, overrides or {}, COMMAND_LINE, Path(), origins)
    allowed = {*config.allow_words, *config.allow_names}
    for file in config.allow_files:
        allowed |= _entries(Path(file), origins.get("allow_files", COMMAND_LINE))
    return replace(config, allowed=frozenset(entry.casefold() for entry in allowed), origins=origins)


def _find() -> Path | None:
    for folder in (Path.cwd(), *Path.cwd().parents):
        own = folder / "auditor.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and "auditor" in _parse(project).get("tool", {}):
            return project
    return None


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give an auditor.toml or a pyproject.toml") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error


def _read(path: Path) -> tuple[Mapping[str, Any], str]:
    table = _parse(path)
    if path.name != "pyproject.toml":
        return table, str(path)
    tool = table.get("tool", {}).get("auditor")
    if not isinstance(tool, dict):
        raise ConfigError(f"{path}: no table [tool.auditor]; write one, or name another file")
    return tool, f"{path} [tool.auditor]"


def _apply(config: Config, table: Mapping[str, Any], place: str, folder: Path, origins: dict[str, str]) -> Config:
    values: dict[str, Any] = {}
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            raise ConfigError(f"{place}: unknown key {key!r}; {catalog.close_matches(str(key), _READERS)}")
        try:
            values[key] = reader(value, config, folder)
        except ConfigError as error:
            raise ConfigError(f"{place}: {key}{error}") from None
        origins[key] = place
        if isinstance(value, Mapping):
            origins |= {f"{key}.{name}": place for name in value}
            del origins[key]
    config = replace(config, **values)
    if config.thresholds["reject"] > config.thresholds["accept"]:
        raise ConfigError(
            f"{place}: thresholds: reject is {config.thresholds['reject']:g}, above accept, "
            f"{config.thresholds['accept']:g}; reject must be the lower one"
        )
    return config


def _names(value: Any, config: Config, folder: Path) -> tuple[str, ...]:
    known = (*FAMILIES, *catalog.rule_ids())
    for name in _strings(value, config, folder):
        if name not in known and not fnmatch.filter(known, name):
            raise ConfigError(f": no rule or family {name!r}; {catalog.close_matches(name, known)}")
    return tuple(value)


def _strings(value: Any, config: Config, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f": found {value!r}; allowed: a list of strings")
    return tuple(value)


def _paths(value: Any, config: Config, folder: Path) -> tuple[str, ...]:
    return tuple(str(folder / name) for name in _strings(value, config, folder))


def _path(value: Any, config: Config, folder: Path) -> str:
    return str(folder / _string(value, config, folder))


def _string(value: Any, config: Config, folder: Path) -> str:
    if not isinstance(value, str):
        raise ConfigError(f": found {value!r}; allowed: a string")
    return value


def _truth(value: Any, config: Config, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f": found {value!r}; allowed: true or false")
    return value


def _count(value: Any, config: Config, folder: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigError(f": found {value!r}; allowed: a whole number from 0")
    return value


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ConfigError(f": found {value!r}; allowed: a table")
    return value


def _fields(value: Any, config: Config, folder: Path) -> Mapping[str, tuple[str, ...]]:
    fields = dict(config.fields)
    for name, column in _table(value).items():
        if name not in FIELDS:
            raise ConfigError(f".{name}: unknown field; {catalog.close_matches(name, FIELDS)}")
        columns = (column,) if isinstance(column, str) else column
        if not isinstance(columns, (list, tuple)) or not columns or not all(isinstance(item, str) for item in columns):
            raise ConfigError(f".{name}: found {column!r}; allowed: a field name or a list of field names")
        fields[name] = tuple(columns)
    return fields


def _thresholds(value: Any, config: Config, folder: Path) -> Mapping[str, float]:
    thresholds = dict(config.thresholds)
    for name, bound in _table(value).items():
        if name not in thresholds:
            raise ConfigError(f".{name}: unknown threshold; {catalog.close_matches(name, thresholds)}")
        if isinstance(bound, bool) or not isinstance(bound, (int, float)) or not 0 <= bound <= 100:
            raise ConfigError(f".{name}: found {bound!r}; allowed: a number from 0 to 100")
        thresholds[name] = float(bound)
    return thresholds


def _checks(value: Any, config: Config, folder: Path) -> Mapping[str, Mapping[str, Any]]:
    options: dict[str, Mapping[str, Any]] = dict(config.checks)
    known = catalog.all_checks()
    for identity, table in _table(value).items():
        if identity not in known:
            raise ConfigError(f".{identity!r}: no such check; {catalog.close_matches(identity, known)}")
        defaults = known[identity].options
        for name, option in _table(table).items():
            if name not in defaults:
                help_ = catalog.close_matches(name, defaults) if defaults else "it has no options"
                raise ConfigError(f".{identity!r}.{name}: unknown option; {help_}")
            wanted = type(defaults[name])
            fits = isinstance(option, wanted) or (wanted is float and isinstance(option, int))
            if not fits or (isinstance(option, bool) and wanted is not bool):
                raise ConfigError(f".{identity!r}.{name}: found {option!r}; allowed: {wanted.__name__}")
        options[identity] = dict(table)
    return options


def _entries(path: Path, place: str) -> set[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{place}: allow_files: {path}: {error}; give a UTF-8 file, one entry a line") from error
    return {entry for line in lines if (entry := line.partition("#")[0].strip())}


_READERS = {
    "select": _names,
    "ignore": _names,
    "fields": _fields,
    "checks": _checks,
    "thresholds": _thresholds,
    "allow_words": _strings,
    "allow_names": _strings,
    "allow_files": _paths,
    "dismissed": _path,
    "preview": _truth,
    "jobs": _count,
    "formats": _strings,
    "reports": _string,
}
