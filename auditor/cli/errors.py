"""Exit statuses, and the one way in which an expected error is told."""

from __future__ import annotations

import sys

ACCEPTED, FAILED, USAGE, UNREADABLE, INTERRUPTED = 0, 1, 2, 3, 130
"""Passed; the gate failed; usage, input or configuration error; unreadable records under --strict; stopped by hand."""


def exit_status(error: Exception) -> int | None:
    """Print an expected error to standard error and return the exit status; None for an error nobody expected."""
    from auditor.config import ConfigError  # noqa: PLC0415  (only on the way out)
    from auditor.gate.suite import SuiteError  # noqa: PLC0415
    from auditor.intake import InputError  # noqa: PLC0415
    from auditor.render import FormatError  # noqa: PLC0415

    if isinstance(error, (ConfigError, InputError, SuiteError, FormatError)):
        return say(str(error))
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return say(f"{place}{error.strerror or error}")
    return None


def say(message: str) -> int:
    """Print one error message and return the exit status of a usage error."""
    sys.stderr.write(f"auditor: {message}\n")
    return USAGE
