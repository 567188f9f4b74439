"""auditor gate: part articles by a suite."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.options import (
    ConfigFile,
    Dismissed,
    Format,
    Ignore,
    Inputs,
    Jobs,
    Out,
    Quiet,
    Select,
    Strict,
    Today,
    audited,
    configured,
    finish,
)


def gate(
    inputs: Inputs,
    suite: Annotated[Path, typer.Option("--suite", help="A suite of expectations, e.g. expectations/ingest.json.")],
    out: Out = None,
    format_: Format = None,
    jobs: Jobs = None,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    dismissed: Dismissed = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Audit articles and part them into accepted.jsonl and quarantine.jsonl by a suite of expectations.

    Exit status: 0 the gate passed, 1 it failed, 2 usage, input or configuration error, 3 some record could not be
    read and --strict was given.
    """
    settings = configured(config, select, ignore, dismissed, format_ or "jsonl", jobs)
    result = audited(inputs, out, settings, suite, today, quiet)
    finish(result, settings, strict=strict, quiet=quiet)
