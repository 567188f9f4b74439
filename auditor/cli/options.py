"""Options that several commands share, and what they mean together."""

from __future__ import annotations

import datetime
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli.errors import FAILED, INTERRUPTED, UNREADABLE, say

if TYPE_CHECKING:
    from auditor import intake
    from auditor.api import Result
    from auditor.config import Config
    from auditor.gating import Suite

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Text files, folders, .jsonl (.gz, .zst), .csv, .parquet, or - for standard input.",
        show_default=False,
    ),
]
InputsOrQuery = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT...",
        help="Text files, folders, .jsonl (.gz, .zst), .csv, .parquet, - for standard input; or --sql with --query.",
        show_default=False,
    ),
]
_SQL = "AUDITOR_SQL"
Sql = Annotated[
    str | None,
    typer.Option(
        "--sql",
        metavar="URL",
        envvar=_SQL,
        show_envvar=True,
        help="A database to read from: postgresql://user@host/name, sqlite:///file.db. Nothing is written to it.",
        show_default=False,
    ),
]
Query = Annotated[
    str | None,
    typer.Option("--query", help="A SELECT whose rows are articles, or @FILE with one.", show_default=False),
]
Out = Annotated[
    str | None,
    typer.Option("--out", help="Folder for the results, or an address. [default: reports/<time of the run>]"),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="Comma-separated: html, jsonl, parquet, csv, sarif, junit, github. [default: html,jsonl]",
        show_default=False,
    ),
]
Jobs = Annotated[int | None, typer.Option("--jobs", min=0, help="Processes; 0 = one per processor core. [default: 0]")]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="An auditor.toml or pyproject.toml. [default: of this folder, or above it]"),
]
Select = Annotated[str | None, typer.Option("--select", help="Only these rules or families, comma-separated.")]
Ignore = Annotated[str | None, typer.Option("--ignore", help="Not these rules or families, comma-separated.")]
Dismissed = Annotated[Path | None, typer.Option("--dismissed", help="Findings to leave out: a dismissed.jsonl.")]
Templates = Annotated[
    Path | None, typer.Option("--templates", help="What sources print round their stories; see auditor templates.")
]


def _day(written: str) -> datetime.datetime:
    try:
        return datetime.datetime.strptime(written, "%Y-%m-%d")  # noqa: DTZ007  (a day, of no zone)
    except ValueError:
        raise typer.BadParameter(f"found {written!r}; allowed: a day such as 2024-03-31") from None


def _dated(meaning: str) -> Any:
    help_ = f"{meaning} [default: the current day]"
    return typer.Option("--today", parser=_day, metavar="YYYY-MM-DD", help=help_)


Today = Annotated[datetime.datetime | None, _dated("The last day an article can be of.")]
SeenFrom = Annotated[datetime.datetime | None, _dated("The day from which one counts back.")]
StoreAt = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="AUDITOR_STORE",
        show_envvar=True,
        help="Keep the run in this store: a file (SQLite), or postgresql://user@host/name.",
        show_default=False,
    ),
]
StoreNeeded = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="AUDITOR_STORE",
        show_envvar=True,
        help="A store: a file (SQLite), or postgresql://user@host/name.",
    ),
]
BaselineAt = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="RUN|FILE",
        help="Tell new findings apart beside this: a run of the store, a findings.jsonl, or a folder with one.",
        show_default=False,
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        help="Exit with 1 on: new (a finding the baseline lacks), new-sure (a sure one), alarm.",
        show_default=False,
    ),
]
Engine = Annotated[
    str, typer.Option("--engine", help="Where the work is done: local, or dask (a cluster).", show_default=True)
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", help="Address of a Dask cluster that is there already: tcp://host:8786."),
]
Profiled = Annotated[
    bool, typer.Option("--profile", help="Print where the time went, by check and view; works in one process.")
]
Wait = Annotated[float, typer.Option("--wait", min=0, help="Seconds to wait for another run on the store.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 if a record could not be read.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


def configured(
    file: Path | None,
    *,
    select: str | None = None,
    ignore: str | None = None,
    dismissed: Path | None = None,
    formats: str | None = None,
    jobs: int | None = None,
    templates: Path | None = None,
) -> Config:
    """Return the configuration with what the command line says on top of it."""
    from auditor.config import load

    given: dict[str, Any] = {
        "select": _parts(select),
        "ignore": _parts(ignore),
        "dismissed": str(dismissed) if dismissed else None,
        "templates": str(templates) if templates else None,
        "formats": _parts(formats),
        "jobs": jobs,
    }
    return load(file, {key: value for key, value in given.items() if value is not None})


def inputs_of(inputs: list[str] | None, sql: str | None, query: str | None) -> list[str | intake.Query]:
    """Return the files and the query that a command is to read; exits where there is neither, or half of a query."""
    from auditor.intake import Query as Asked

    if query is None:
        if sql is not None and sql != os.environ.get(_SQL):
            raise typer.Exit(
                say("--sql: the query is missing; give --query 'select id, text from ...' or --query @FILE")
            )
        if not inputs:
            raise typer.Exit(say("no INPUT; name files, folders, - for standard input, or --sql URL --query SELECT"))
        return [*inputs]
    if sql is None:
        raise typer.Exit(say(f"--query: of which database? give --sql URL with it, or set {_SQL}"))
    if query.startswith("@"):
        query = Path(query[1:]).read_text(encoding="utf-8")
    return [*(inputs or []), Asked(sql, query)]


def _parts(text: str | None) -> list[str] | None:
    return None if text is None else [part.strip() for part in text.split(",") if part.strip()]


def audited(
    inputs: list[str | intake.Query],
    out: str | None,
    settings: Config,
    suite: Suite | Path | None,
    today: datetime.datetime | None,
    quiet: bool,
    **kept: Any,
) -> Result:
    """Run the audit with a progress bar; a stop by the keyboard exits with its own status. `kept`: about the store."""
    from auditor import api
    from auditor.cli.progress import progress

    if out is None:
        out = str(Path(settings.reports) / datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H%M%SZ"))
    try:
        with progress(quiet=quiet) as told:
            day = today.date() if today else None
            return api.run(inputs, out, settings, suite=suite, today=day, progress=told, **kept)
    except KeyboardInterrupt:
        sys.stderr.write("auditor: stopped; nothing was written\n")
        raise typer.Exit(INTERRUPTED) from None


FAILS = ("new", "new-sure", "alarm")


def fails(text: str | None, store: str | None, baseline: str | None) -> tuple[str, ...]:
    """Return what a run is to fail on; exits on a name that is not known, and where nothing is compared."""
    names = tuple(_parts(text) or ())
    if unknown := [name for name in names if name not in FAILS]:
        raise typer.Exit(say(f"--fail-on: found {unknown[0]!r}; allowed: {', '.join(FAILS)}"))
    if names and store is None and baseline is None:
        raise typer.Exit(say("--fail-on: nothing to compare with; give --store or --baseline"))
    return names


def engine_of(engine: str, scheduler: str | None) -> dict[str, str | None]:
    """Return the engine as `api.run` takes it; exits on one that is not known."""
    if engine not in ("local", "dask"):
        raise typer.Exit(say(f"--engine: found {engine[:40]!r}; allowed: local, dask"))
    if scheduler is not None and engine != "dask":
        raise typer.Exit(say("--scheduler: names a Dask cluster; give --engine dask with it"))
    return {"engine": engine, "scheduler": scheduler}


def _read(folder: Path | str, name: str) -> str:
    from auditor import remote

    if isinstance(folder, str):
        return remote.text(f"{folder}/{name}")
    return (folder / name).read_text(encoding="utf-8")


def finish(result: Result, settings: Config, *, strict: bool, quiet: bool, fail_on: tuple[str, ...] = ()) -> None:
    """Tell what came out and exit with the status that belongs to it."""
    from auditor.api import REJECTED
    from auditor.render import terminal
    from auditor.render.parts.plain import one_line

    if "github" in settings.formats:
        typer.echo(_read(result.directory, "github.txt"), nl=False)
    if not quiet:
        terminal.show(result.summary, result.worst, result.directory, result.validation)
    if result.profile is not None:
        for line in result.profile.lines(result.summary.articles):
            typer.echo(line, err=True)
    if result.validation is not None and not result.validation.success:
        raise typer.Exit(FAILED)
    new = result.summary.changes["new"] if result.summary.changes is not None else 0
    met = {"new": new, "new-sure": result.summary.new_sure, "alarm": len(result.summary.alarms)}
    if any(met[name] for name in fail_on):
        raise typer.Exit(FAILED)
    if result.summary.rejected and not result.summary.articles:
        first = json.loads(_read(result.directory, REJECTED).partition("\n")[0])
        place = ":".join(str(first[name]) for name in ("file", "line") if first.get(name))
        say(one_line(f"{place}: {first['reason']}; not one record could be read: see {result.directory}/{REJECTED}"))
        raise typer.Exit(UNREADABLE)
    if strict and result.summary.rejected:
        raise typer.Exit(UNREADABLE)
