"""auditor gate: part articles by a suite, as a run into a folder or as a filter between two pipes."""

from __future__ import annotations

import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.errors import UNREADABLE
from auditor.cli.options import (
    ConfigFile,
    Dismissed,
    Format,
    Ignore,
    InputsOrQuery,
    Jobs,
    Out,
    Query,
    Quiet,
    Select,
    Sql,
    Strict,
    Templates,
    Today,
    audited,
    configured,
    finish,
    inputs_of,
)

if TYPE_CHECKING:
    import datetime

    from auditor.config import Config


def gate(
    inputs: InputsOrQuery = None,
    sql: Sql = None,
    query: Query = None,
    suite: Annotated[
        Path | None,
        typer.Option(
            "--suite",
            help="A suite of expectations, e.g. expectations/ingest.json. [default: all but the verdict reject passes]",
            show_default=False,
        ),
    ] = None,
    out: Out = None,
    format_: Format = None,
    jobs: Jobs = None,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    dismissed: Dismissed = None,
    templates: Templates = None,
    today: Today = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Part articles into accepted and quarantined by a suite.

    With files, folders or --out: a run, whose folder gets accepted.jsonl, quarantine.jsonl and validation.json. Exit
    status: 0 the gate passed, 1 it failed.

    With - alone: a filter. Accepted records go to standard output, the others with their reasons to standard error,
    each as soon as it is judged, and each by itself. Exit status: 0 the stream was read to its end.

    Both: 2 usage, input or configuration error, 3 some record could not be read and --strict was given.
    """
    given = inputs_of(inputs, sql, query)
    settings = configured(
        config, select=select, ignore=ignore, dismissed=dismissed, formats=format_ or "jsonl", jobs=jobs,
        templates=templates,
    )  # fmt: skip
    if given == ["-"] and out is None and format_ is None:
        _filter(settings, suite, today, strict=strict)
        return
    from auditor.gating import BY_VERDICT

    result = audited(given, out, settings, suite or BY_VERDICT, today, quiet)
    finish(result, settings, strict=strict, quiet=quiet)


def _filter(settings: Config, suite: Path | None, today: datetime.datetime | None, *, strict: bool) -> None:
    from auditor.doors.gatekeeper import Gatekeeper
    from auditor.doors.stream import filter_stream
    from auditor.intake import read

    if hasattr(signal, "SIGPIPE"):
        # A filter whose reader has left ends without a word, as filters do.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    warnings.simplefilter("ignore")  # every line on standard error is a record
    keeper = Gatekeeper(settings, suite, today=today.date() if today else None)
    passed = filter_stream(read(["-"], settings.fields), sys.stdout.buffer, sys.stderr.buffer, keeper)
    if strict and passed.rejected:
        raise typer.Exit(UNREADABLE)
