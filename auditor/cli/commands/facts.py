"""auditor facts: the table of office-holders, and tables of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="List, add and check facts of your own.\n\nWho held which office, when, by which source.", no_args_is_help=True
)

Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="Tables of one's own (CSV).")]


@app.command(name="list")
def list_(
    files: Files = None,
    person: Annotated[str, typer.Option(help="Only people with these letters in their name.")] = "",
    organisation: Annotated[str, typer.Option(help="Only organisations or countries with these letters.")] = "",
) -> None:
    """List the facts in force: the shipped ones and those of the tables named."""
    from auditor import api

    rows = api.facts(files or (), person=person, organisation=organisation)
    for row in rows:
        until = str(row.end) if row.end else f"(none stated by {row.as_of or 'the source'})"
        typer.echo(f"{row.person}, {row.role}, {row.organisation}: {row.start} to {until}  [{row.source}]")
    typer.echo(f"{len(rows)} {'fact' if len(rows) == 1 else 'facts'}")


@app.command()
def check(files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Tables to check (CSV).")]) -> None:
    """Check tables row by row; a wrong row is an error with its line, what was found and what is allowed."""
    from auditor import api

    for file in files:
        rows = api.check_facts(file)
        typer.echo(f"{file}: {len(rows)} {'row' if len(rows) == 1 else 'rows'}, all in order")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table (CSV); it is made if there is none.")],
    person: Annotated[str, typer.Option(help="Name, as articles print it.")],
    role: Annotated[str, typer.Option(help='The post, "Secretary General".')],
    organisation: Annotated[str, typer.Option(help="Organisation or country, as articles print it.")],
    start: Annotated[str, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD.")],
    source: Annotated[str, typer.Option(help="Where the dates come from.")],
    end: Annotated[str, typer.Option(help="The same forms; empty: still in office.")] = "",
    as_of: Annotated[str, typer.Option(help="The day up to which the source knows; needed without an end.")] = "",
) -> None:
    """Add one fact to a table. Name the table in the configuration (`facts = ["FILE"]`) and the checks use it."""
    from auditor import api

    row = {"person": person, "role": role, "organisation": organisation, "start": start, "end": end, "source": source,
           "as_of": as_of}  # fmt: skip
    added = api.add_fact(file, row)
    typer.echo(f"{file}: added {added.person}, {added.role}, {added.organisation}, from {added.start}")
