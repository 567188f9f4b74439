"""Finds the configuration file, reads it, and lays it over the defaults and what the command line says over both."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from auditor.catalog import close_matches
from auditor.config.errors import ConfigError
from auditor.config.schema import READERS, Value
from auditor.config.settings import SHOWN, Config
from auditor.reading.fact_table import FactError, read_facts
from auditor.reading.office_holders import Tenure

OWN, SHARED = "auditor.toml", "pyproject.toml"
COMMAND_LINE = "command line"


def load(path: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Config:
    """Return the configuration in force; raises `ConfigError`.

    `path`: a file to read instead of the one that is found. `overrides`: values by key that stand above the file, as
    the command line gives them.
    """
    settings: dict[str, Any] = {}
    origins: dict[str, str] = {}
    file = path or find(Path.cwd())
    if file is not None:
        table, origin = _table(file, explicit=path is not None)
        _lay(table, origin, file.parent, settings, origins)
    if overrides:
        _lay(overrides, COMMAND_LINE, Path(), settings, origins)
    defaults = {item.name: getattr(Config(), item.name) for item in dataclass_fields(Config)}
    thresholds = {**defaults["thresholds"], **settings.get("thresholds", {})}
    if thresholds["reject"] > thresholds["accept"]:
        where = origins.get("thresholds.reject", origins.get("thresholds.accept"))
        raise ConfigError(
            f"{where}: thresholds: reject is {thresholds['reject']:g}, above accept, {thresholds['accept']:g}; "
            "reject must be the lower one"
        )
    listed = [*settings.get("allow_words", ()), *settings.get("allow_names", ())]
    listed += [
        entry for name in settings.get("allow_files", ()) for entry in _entries(Path(name), origins["allow_files"])
    ]
    settings["fields"] = {**defaults["fields"], **settings.get("fields", {})}
    settings |= {"thresholds": thresholds, "allowed": frozenset(entry.lower() for entry in listed)}
    settings["fact_rows"] = tuple(
        row for name in settings.get("facts", ()) for row in _facts(Path(name), origins["facts"])
    )
    return Config(**{**defaults, **settings, "origins": origins})


def find(folder: Path) -> Path | None:
    """Return the configuration file of `folder`: its own or the nearest above it, not beyond the repository's root."""
    for place in (folder, *folder.parents):
        if (own := place / OWN).is_file():
            return _short(own)
        shared = place / SHARED
        if shared.is_file() and _section(_parsed(shared)) is not None:
            return _short(shared)
        if (place / ".git").exists():
            return None
    return None


def _table(file: Path, *, explicit: bool) -> tuple[dict[str, Any], str]:
    """Return the table of the auditor in `file`, and how to name it."""
    if explicit and not file.is_file():
        siblings = [other.name for other in file.parent.glob("*.toml")] if file.parent.is_dir() else []
        near = f"; {close_matches(file.name, siblings)}" if siblings else ""
        raise ConfigError(f"{file}: no such file{near}")
    content = _parsed(file)
    if file.name != SHARED:
        return content, str(file)
    section = _section(content)
    if section is None:
        raise ConfigError(f"{file}: has no table [tool.auditor]; write the configuration under that heading")
    if not isinstance(section, dict):
        raise ConfigError(f"{file}: tool.auditor is {section!r}; it must be a table, [tool.auditor]")
    return section, f"{file} [tool.auditor]"


def _section(content: dict[str, Any]) -> Any:
    tool = content.get("tool")
    return tool.get("auditor") if isinstance(tool, dict) else None


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8, as TOML must be: byte {error.start:,}") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror or error}") from None


def _lay(
    table: Mapping[str, Any], origin: str, folder: Path, settings: dict[str, Any], origins: dict[str, str]
) -> None:
    """Check every value of `table` and put it over those in `settings`; tables are joined key by key."""
    for key, raw in table.items():
        name = key.replace("-", "_")
        if name not in READERS:
            heading = " (that heading is for pyproject.toml)" if key == "tool" else ""
            raise ConfigError(f"{origin}: unknown key `{key}`{heading}; {close_matches(name, SHOWN)}")
        value = READERS[name](Value(raw, name, origin, folder))
        if isinstance(value, dict):
            value = _joined(settings.get(name, {}), value, name, origin, origins)
        else:
            origins[name] = origin
        settings[name] = value


def _joined(
    below: Mapping[str, Any], above: Mapping[str, Any], name: str, origin: str, origins: dict[str, str]
) -> dict[str, Any]:
    joined = dict(below)
    for key, value in above.items():
        if isinstance(value, dict):
            joined[key] = _joined(joined.get(key, {}), value, f"{name}.{key}", origin, origins)
        else:
            joined[key] = value
            origins[f"{name}.{key}"] = origin
    return joined


def _entries(file: Path, origin: str) -> list[str]:
    """Return the entries of a word list: one a line, without blank lines and what follows a #."""
    try:
        content = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"{origin}: allow_files: {file}: {error.strerror or error}; give a UTF-8 file, one entry a line"
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{origin}: allow_files: {file}: not UTF-8 at byte {error.start:,}; give a UTF-8 file, one entry a line"
        ) from None
    entries = (line.partition("#")[0].strip() for line in content.splitlines())
    return [entry for entry in entries if entry]


def _facts(file: Path, origin: str) -> tuple[Tenure, ...]:
    """Return the rows of a table of facts."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return read_facts(lines, str(file))
    except OSError as error:
        raise ConfigError(f"{origin}: facts: {file}: {error.strerror or error}; give a CSV file in UTF-8") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{origin}: facts: {file}: not UTF-8 at byte {error.start:,}; give a UTF-8 file") from None
    except FactError as error:
        raise ConfigError(f"{origin}: facts: {error}") from None


def _short(file: Path) -> Path:
    """Return the path from the current folder, where it lies in or below it."""
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
