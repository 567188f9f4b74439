"""auditor alarms: what changed about sources."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from auditor.cli.options import StoreNeeded


def alarms(
    store: StoreNeeded,
    every: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show the alarms of a store that are open.

    Each names the source, the kind, the first bad run, and the figures before and after.
    """
    from auditor.render.parts.plain import one_line
    from auditor.store.database import Store
    from auditor.watch import alarmed

    with Store.open(store, create=False) as opened:
        found = alarmed.alarms(opened, only_open=not every)
    for row in found:
        over = f" (over since run {row['closed_run']})" if row["closed_run"] else ""
        typer.echo(
            json.dumps(row) if as_json else f"run {row['run']:>4}  {row['kind']:8}  {one_line(row['message'])}{over}"
        )
    if not found and not as_json:
        typer.echo("No alarm is open.")
