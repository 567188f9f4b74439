"""auditor prune: take what is old out of a store."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.options import SeenFrom, StoreNeeded, Wait


def prune(
    store: StoreNeeded,
    keep: Annotated[str, typer.Option("--keep", help="How far back runs are kept: days or weeks, 90d or 12w.")],
    today: SeenFrom = None,
    wait: Wait = 0.0,
) -> None:
    """Take out runs that are older, and what only they hold. Decisions of editors always stay."""
    from auditor.store import prune as _prune
    from auditor.store.database import Store

    days = _prune.days(keep)
    with Store.open(store, create=False) as opened, opened.lock(wait=wait, who="prune"):
        gone = _prune.prune(opened, days, today=today.date() if today else None)
    told = ", ".join(f"{count} {table}" for table, count in sorted(gone.items()) if count)
    typer.echo(f"Taken out: {told or 'nothing'}")
