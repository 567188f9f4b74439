"""The faces of a run, one file each. A face is a module with a class `Writer(directory)`: `add`, then `close`.

The module's name is the format's name; nothing is registered. Two names here are no formats: `terminal`, which is
printed and never written, and the package `parts`, which holds what several faces share.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Protocol

from auditor import catalog
from auditor.engine.audited import Audited, Summary
from auditor.errors import AuditorError

_PRINTED = "terminal"
FOLDERS = {"report.html": "report"}
"""Folders with more pages, by the file that leads to them; a small run has none."""


class FormatError(AuditorError):
    """An output format that does not exist; the message names the close ones."""


class Writer(Protocol):
    """Writes one output format into a folder, article by article, in constant memory."""

    def add(self, audited: Audited) -> None:
        """Take the next article, in input order."""

    def close(self, summary: Summary) -> None:
        """Finish the files; `summary` is complete."""


def formats() -> tuple[str, ...]:
    """Return the names of all formats."""
    modules = pkgutil.iter_modules(__path__)
    return tuple(sorted(info.name for info in modules if not info.ispkg and info.name != _PRINTED))


def writer(name: str, directory: Path) -> Writer:
    """Return the writer of one format into `directory`. Raises `FormatError` for an unknown name."""
    if name not in formats():
        raise FormatError(f"no output format {name!r}; {catalog.close_matches(name, formats())}")
    made: Writer = importlib.import_module(f"{__name__}.{name}").Writer(directory)
    return made
