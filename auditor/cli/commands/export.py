"""auditor export: a store as Parquet, or what editors decided as labelled articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.options import StoreNeeded


def export(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="FOLDER", help="A folder, or an address such as s3://bucket/name; a file with --labelled."
        ),
    ],
    store: StoreNeeded,
    labelled: Annotated[
        bool, typer.Option("--labelled", help="Write what editors decided as labelled articles, JSON Lines, instead.")
    ] = False,
    run: Annotated[str | None, typer.Option("--run", help="Only this run: number, name or latest.")] = None,
) -> None:
    """Write what a store holds as Parquet, never the texts.

    One data set each for runs, articles, findings, sources and decisions.

    With --labelled: one JSON object an article, with its text and every finding that was confirmed or dismissed.
    """
    from auditor.store import export as _export
    from auditor.store import runs
    from auditor.store.database import Store

    with Store.open(store, create=False) as opened:
        if labelled:
            from auditor.store import labelled as _labelled

            articles, labels = _labelled.write(opened, Path(folder))
            typer.echo(f"{articles} articles, {labels} labels")
            return
        only = runs.find(opened, run).id if run is not None else None
        done = _export.export(opened, folder, only_run=only)
    typer.echo(", ".join(f"{count} {name}" for name, count in done.items()))
