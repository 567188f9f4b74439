"""The commands. Heavy modules are imported inside them, so that `--help` answers at once."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor import __version__
from auditor.cli.errors import FAILED, INTERRUPTED, UNREADABLE, say

if TYPE_CHECKING:
    from auditor.api import Result
    from auditor.config import Config

app = typer.Typer(
    name="auditor",
    help="Audit news text for scraper junk, machine-translation artefacts, typos and contradictions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Text files, folders, .jsonl (.gz, .zst), .csv, .parquet, or - for standard input.",
        show_default=False,
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="Folder for the results. [default: reports/<time of the run>]")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", help="Comma-separated: html, jsonl, parquet, csv, sarif, junit, github.", show_default=False
    ),
]
Jobs = Annotated[int | None, typer.Option("--jobs", min=0, help="Processes; 0 = one per processor core.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="An auditor.toml or pyproject.toml.")]
Select = Annotated[str | None, typer.Option("--select", help="Only these rules or families, comma-separated.")]
Ignore = Annotated[str | None, typer.Option("--ignore", help="Not these rules or families, comma-separated.")]
Dismissed = Annotated[Path | None, typer.Option("--dismissed", help="A dismissed.jsonl.")]
Today = Annotated[
    datetime.datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="The last day an article can be of. [default: the current day]"),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 if a record could not be read.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"auditor {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Audit news text for scraper junk, machine-translation artefacts, typos and contradictions."""


@app.command()
def run(
    inputs: Inputs,
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
    """Audit articles and write a report.

    Exit status: 0 done, 2 usage, input or configuration error, 3 some record could not be read and --strict was given.
    """
    settings = _config(config, select, ignore, dismissed, format_, jobs)
    result = _audit(inputs, out, settings, None, today, quiet)
    _finish(result, settings, strict=strict, quiet=quiet)


@app.command()
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
    settings = _config(config, select, ignore, dismissed, format_ or "jsonl", jobs)
    result = _audit(inputs, out, settings, suite, today, quiet)
    _finish(result, settings, strict=strict, quiet=quiet)


@app.command(name="list")
def list_(
    family: Annotated[str | None, typer.Option("--family", help="Only this family.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List every check, measure and corpus pass."""
    from auditor.cli.catalog import listing  # noqa: PLC0415

    for line in listing(family, as_json=as_json):
        typer.echo(line)


@app.command()
def explain(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of a check, measure or pass.", show_default=False)],
) -> None:
    """Say what a rule looks for, why, when it stays silent, its options, and show its examples."""
    from auditor.cli.catalog import explanation  # noqa: PLC0415

    text, known = explanation(identity)
    if not known:
        raise typer.Exit(say(text))
    typer.echo(text)


@app.command()
def new(
    identity: Annotated[
        str, typer.Argument(metavar="FAMILY/DEFECT", help="e.g. typos/doubled-word", show_default=False)
    ],
) -> None:
    """Write the skeleton of a new check into the package; nothing else has to be touched."""
    from auditor.cli.catalog import skeleton  # noqa: PLC0415

    text, written = skeleton(identity)
    if not written:
        raise typer.Exit(say(text))
    typer.echo(text)


@app.command()
def config(
    file: ConfigFile = None,
) -> None:
    """Print the configuration in force, and where each value comes from."""
    from auditor.config import load  # noqa: PLC0415

    settings = load(file)
    rows = settings.rows()
    width = max(len(row[0]) for row in rows)
    values = [(key, str(value), origin) for key, value, origin in rows]
    middle = min(60, max(len(value) for _, value, _ in values))
    for key, value, origin in values:
        typer.echo(f"{key:<{width}}  {value:<{middle}}  {origin}")


def _config(
    file: Path | None,
    select: str | None,
    ignore: str | None,
    dismissed: Path | None,
    formats: str | None,
    jobs: int | None,
) -> Config:
    from auditor.config import load  # noqa: PLC0415

    given: dict[str, Any] = {
        "select": _parts(select),
        "ignore": _parts(ignore),
        "dismissed": str(dismissed) if dismissed else None,
        "formats": _parts(formats),
        "jobs": jobs,
    }
    return load(file, {key: value for key, value in given.items() if value is not None})


def _parts(text: str | None) -> list[str] | None:
    return None if text is None else [part.strip() for part in text.split(",") if part.strip()]


def _audit(
    inputs: list[str],
    out: Path | None,
    settings: Config,
    suite: Path | None,
    today: datetime.datetime | None,
    quiet: bool,
) -> Result:
    from auditor import api  # noqa: PLC0415
    from auditor.cli.progress import progress  # noqa: PLC0415

    if out is None:
        out = Path(settings.reports) / datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H%M%SZ")
    try:
        with progress(quiet=quiet) as told:
            return api.run(inputs, out, settings, suite=suite, today=today.date() if today else None, progress=told)
    except KeyboardInterrupt:
        sys.stderr.write("auditor: stopped; nothing was written\n")
        raise typer.Exit(INTERRUPTED) from None


def _finish(result: Result, settings: Config, *, strict: bool, quiet: bool) -> None:
    from auditor.render import terminal  # noqa: PLC0415

    if "github" in settings.formats:
        typer.echo((result.directory / "github.txt").read_text(encoding="utf-8"), nl=False)
    if not quiet:
        terminal.show(result.summary, result.worst, result.directory, result.validation)
    if result.validation is not None and not result.validation.success:
        raise typer.Exit(FAILED)
    if strict and result.summary.rejected:
        raise typer.Exit(UNREADABLE)
