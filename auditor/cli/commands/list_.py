"""auditor list: what the catalog holds."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.errors import say


def list_(
    family: Annotated[str | None, typer.Option("--family", help="Only this family.")] = None,
    store: Annotated[
        str | None, typer.Option("--store", help="With how often editors confirmed each rule, by this store.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List every check, measure and corpus pass."""
    from auditor.catalog import close_matches
    from auditor.cli.catalog import listing
    from auditor.finding import FAMILIES

    if family is not None and family not in FAMILIES:
        raise typer.Exit(say(f"--family: no family {family[:60]!r}; {close_matches(family, FAMILIES)}"))
    measured = {}
    if store is not None:
        from auditor.store import precision
        from auditor.store.database import Store

        with Store.open(store, create=False) as opened:
            measured = precision.measured(opened)
    for line in listing(family, as_json=as_json, measured=measured):
        typer.echo(line)
