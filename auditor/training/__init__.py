"""Labelled data in, a model file out: builds the data and models that the auditor ships; nothing here runs in an audit.

A model is one module with a docstring and

    train(data, into, say)    reads the labelled files in the folder `data`, writes model files below the folder
                              `into` (laid out as `auditor/knowledge`), and tells its figures, which are
                              cross-validated, line by line through `say`

`auditor train NAME --data DIR` runs it. The name is the file name: `machine_translation.py` is `machine-translation`. A
module that states `FROM_STORE` learns from what people decided or rated, and `--from-store STORE` gives it that instead
of a folder; one that states `WITH_STORE` can learn from decisions beside its folder: their file comes as `decided`.
"""

from __future__ import annotations

import gzip
import importlib
import json
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from auditor.errors import AuditorError

T = TypeVar("T")
Say = Callable[[str], None]


class TrainingError(AuditorError):
    """A model cannot be trained; the message says what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Trainer:
    """A model that can be trained: its name, what it is (the first line of its docstring), and how."""

    name: str
    summary: str
    train: Callable[..., None]
    from_store: bool = False
    """Whether it learns from what people decided or rated, as a store gives it."""
    with_store: bool = False
    """Whether it can learn from decisions beside its labelled folder: `train` then takes their file as `decided`."""

    @property
    def learns_from(self) -> str:
        """What it is given."""
        if self.from_store:
            return "--from-store STORE"
        return "--data DIR, with or without --from-store STORE" if self.with_store else "--data DIR"


def trainers() -> Mapping[str, Trainer]:
    """Return every trainer by name."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if hasattr(module, "train"):
            name = info.name.replace("_", "-")
            summary = (module.__doc__ or "").split("\n", 1)[0]
            from_store, with_store = hasattr(module, "FROM_STORE"), hasattr(module, "WITH_STORE")
            found[name] = Trainer(name, summary, module.train, from_store, with_store)
    return found


def labelled(data: Path, name: str) -> Path:
    """Return the labelled file `name` in the folder `data`; raises `TrainingError` where it is missing."""
    file = data / name
    if not file.is_file():
        here = ", ".join(sorted(item.name for item in data.glob("*"))[:10]) if data.is_dir() else "no such folder"
        raise TrainingError(f"{file}: not found; {data} holds: {here}; name the folder with the labelled set by --data")
    return file


def json_rows(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file, gzipped or not."""
    with _opened(file) as lines:
        yield from map(json.loads, lines)


def read_rows(file: Path, read: Callable[[dict[str, Any]], T], writer: str) -> Iterator[T]:
    """Yield what `read` makes of each row of a JSON Lines file that the command `writer` writes.

    Raises `TrainingError`, with the line, where that is no JSON or `read` raises KeyError, TypeError or ValueError.
    """
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            try:
                item = read(json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else error
                raise TrainingError(f"{file.name}, line {number}: {what}; it is written by {writer}") from None
            yield item


def _opened(file: Path) -> AbstractContextManager[Iterable[bytes]]:
    return gzip.open(file) if file.suffix == ".gz" else file.open("rb")
