"""auditor copies: near-copies over all runs."""

from __future__ import annotations

import dataclasses
import json
from itertools import islice
from typing import Annotated

import typer

from auditor.cli.options import StoreNeeded


def copies(
    store: StoreNeeded,
    limit: Annotated[int, typer.Option("--limit", min=1, help="The largest so many clusters.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One cluster a line, as JSON.")] = False,
) -> None:
    """Show clusters of near-copies in a store.

    The likely original comes first; with each copy how much of it stands there, and what else it carries.
    """
    from auditor.render.parts.plain import one_line
    from auditor.store.database import Store
    from auditor.watch import copies as _copies

    with Store.open(store, create=False) as opened:
        found = list(islice(_copies.clusters(opened), limit))
    for group in found:
        if as_json:
            typer.echo(json.dumps([dataclasses.asdict(member) for member in group]))
            continue
        for number, member in enumerate(group):
            what = "original?" if number == 0 else f"{member.contained:9.0%}"
            typer.echo(f"{what}  {member.day}  {one_line(member.source)[:24]:24}  {one_line(member.article)[:60]}")
        typer.echo("")
    if not found and not as_json:
        typer.echo("No near-copies.")
