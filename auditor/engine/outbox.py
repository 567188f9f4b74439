"""Files appear under their final name only when they are whole, whatever kills the run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType

_PREFIX = ".partial-"


class Outbox:
    """A folder of results. Inside the `with` block files are written to `scratch`; at its end they move to `directory`.

    After an error, or a kill at any moment, `directory` holds what it held before. Files move one by one, `last` at the
    end: its presence and its content tell that the set is complete. Leftovers of killed runs are removed at the start.
    """

    def __init__(self, directory: Path, *, last: str) -> None:
        self.directory = directory
        self.last = last
        self.scratch = directory / f"{_PREFIX}{os.getpid()}"
        self.spool = self.scratch / "spool"

    def __enter__(self) -> Outbox:
        self.directory.mkdir(parents=True, exist_ok=True)
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
                self._publish()
        finally:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def _publish(self) -> None:
        shutil.rmtree(self.spool)
        files = sorted(self.scratch.iterdir(), key=lambda path: (path.name == self.last, path.name))
        for path in files:
            with path.open("rb") as written:
                os.fsync(written.fileno())
        for path in files:
            path.replace(self.directory / path.name)


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
