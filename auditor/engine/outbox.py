"""Files appear under their final name only when they are whole, whatever kills the run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType

from auditor.errors import AuditorError

_PREFIX = ".partial-"


class OutboxError(AuditorError):
    """A folder for results cannot be made; the message says which and why."""


class Outbox:
    """A folder of results. Inside the `with` block files are written to `scratch`; `publish` moves them to `directory`.

    After an error, or a kill at any moment, `directory` holds what it held before. Files move one by one, `last` at the
    end: its presence and its content tell that the set is complete. A folder moves as one. Leftovers of killed runs are
    removed at the start. A block that ends without an error and has not published does so then.

    `beside`: folders by the file that they belong to. When the file is written anew without its folder, the folder that
    an earlier run left is taken away.
    """

    def __init__(self, directory: Path, *, last: str, beside: Mapping[str, str] = MappingProxyType({})) -> None:
        self.directory = directory
        self.last = last
        self.beside = beside
        self.scratch = directory / f"{_PREFIX}{os.getpid()}"
        self.spool = self.scratch / "spool"
        self._published = False

    def __enter__(self) -> Outbox:
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = "a file has this name" if isinstance(error, FileExistsError) else error.strerror or error
            raise OutboxError(f"{self.directory}: no folder for the results: {why}; name another by --out") from None
        for left in self.directory.glob(f"{_PREFIX}*"):
            if not _alive(left.name.removeprefix(_PREFIX)) or left == self.scratch:
                shutil.rmtree(left, ignore_errors=True)
        self.spool.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.publish()
        finally:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def publish(self) -> None:
        """Move the files to their place, once; nothing can be added afterwards."""
        if self._published:
            return
        self._published = True
        found = (path for path in self.scratch.iterdir() if path != self.spool)
        results = sorted(found, key=lambda path: (path.name == self.last, path.name))
        for top in results:
            for path in (top, *top.rglob("*")):
                if path.is_file():
                    with path.open("rb") as written:
                        os.fsync(written.fileno())
        replaced = self.scratch / "replaced"
        replaced.mkdir()
        for path in results:
            target = self.directory / path.name
            if target.is_dir():  # only an empty folder can be replaced
                target.replace(replaced / path.name)
            path.replace(target)
        names = {path.name for path in results}
        for name in {self.beside[name] for name in names if name in self.beside} - names:
            if (self.directory / name).is_dir():
                (self.directory / name).replace(replaced / name)


def _alive(pid: str) -> bool:
    """Whether a process of this number may run. Only POSIX lets one ask without sending it something."""
    if os.name != "posix":
        return True
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except OSError:
        return True
    return True
