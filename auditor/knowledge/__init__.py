"""Data that the auditor knows: phrase lists (TOML), tables (CSV), model weights; no code but this loader.

Every file names its source and licence at its head or in a LICENSE or README beside it.
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any


def path(name: str) -> Path:
    """Return where the data file `name` lies, e.g. `path("scoring/weights.toml")`."""
    return Path(str(files(__name__).joinpath(*name.split("/"))))


@functools.cache
def toml(name: str) -> dict[str, Any]:
    """Read the TOML file `name` once per process. Callers must not change what they get."""
    return tomllib.loads(path(name).read_text(encoding="utf-8"))
