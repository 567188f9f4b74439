"""Exit statuses, and the one way in which an expected error is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from auditor.errors import AuditorError

ACCEPTED, FAILED, USAGE, UNREADABLE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 70, 130
"""Passed; gate failed; usage, input or configuration error; unreadable records and --strict; own fault; stopped."""

_BESIDE = 20
"""Files that are named beside one that is missing."""

TRACEBACK = "AUDITOR_TRACEBACK"
"""Environment variable: if set, an error that nobody expected shows where it came from."""


def exit_status(error: Exception) -> int:
    """Print an error to standard error and return the exit status."""
    if isinstance(error, AuditorError):
        return say(str(error))
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return say(f"{place}{error.strerror or error}{_near(error)}")
    if os.environ.get(TRACEBACK):
        raise error
    say(f"internal error: {type(error).__name__}: {str(error)[:200]}; set {TRACEBACK}=1 to see where")
    return INTERNAL


def _near(error: OSError) -> str:
    """Return what else lies where a file was looked for, as the end of a sentence."""
    from auditor.catalog import close_matches

    if not isinstance(error, FileNotFoundError) or not error.filename:
        return ""
    path = Path(os.fsdecode(error.filename))
    if not path.parent.is_dir():
        return f"; there is no folder {path.parent}"
    beside = sorted(item.name for item in path.parent.iterdir() if item.suffix == path.suffix)[:_BESIDE]
    return f"; {close_matches(path.name, beside)}" if beside else f"; {path.parent} has no {path.suffix or 'such'} file"


def say(message: str) -> int:
    """Print one error message and return the exit status of a usage error."""
    sys.stderr.write(f"auditor: {message}\n")
    return USAGE
