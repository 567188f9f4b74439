"""The command line. It mirrors `auditor.api` and adds nothing but words."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; every expected error ends in one message and its exit status, never in a traceback."""
    from auditor.cli.commands import app
    from auditor.cli.errors import exit_status

    try:
        app()
    except Exception as error:
        sys.exit(exit_status(error))


__all__ = ["main"]
