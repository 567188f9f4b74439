"""A progress bar on standard error, for runs that take a while and a person who watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.engine.run import Progress

PATIENCE = 2.0
"""Seconds before the bar appears: a short run prints none."""
_STEPS = {"read": "Reading", "gather": "Comparing articles", "inspect": "Checking", "write": "Writing"}


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Yield what the engine tells its progress to."""
    if quiet or not sys.stderr.isatty():
        yield lambda step, done, of: None
        return
    from rich import progress as rich_progress
    from rich.console import Console

    bar = rich_progress.Progress(
        rich_progress.TextColumn("{task.description}"),
        rich_progress.BarColumn(),
        rich_progress.MofNCompleteColumn(),
        rich_progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("", total=None)
    started = time.monotonic()
    shown = False

    def told(step: str, done: int, of: int | None) -> None:
        nonlocal shown
        if not shown and time.monotonic() - started > PATIENCE:
            bar.start()
            shown = True
        bar.update(task, description=_STEPS.get(step, step), completed=done, total=of)

    try:
        yield told
    finally:
        if shown:
            bar.stop()
