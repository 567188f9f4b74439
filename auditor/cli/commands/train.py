"""auditor train: fit a model anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.errors import say


def train(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The model; none: list them.")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Folder with the labelled set.")] = None,
    from_store: Annotated[
        str | None,
        typer.Option(
            "--from-store", help="What people decided and rated; which models learn from it: see auditor train."
        ),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="Where the model files go. [default: the installed package]")
    ] = None,
) -> None:
    """Fit a model on labelled data, or on what editors decided.

    Its cross-validated figures are told, and its files written.

    confidence and score learn from a store alone, scraper-junk from --data and, if given, a store beside it; all others
    from --data. A fit to decisions that would make anything worse is refused.
    """
    from auditor import api
    from auditor.catalog import close_matches

    known = api.trainers()
    if name is None:
        for trainer in known.values():
            typer.echo(f"{trainer.name:<22}  {trainer.summary}")
            typer.echo(f"{'':<22}  {trainer.learns_from}")
        return
    if name not in known:
        raise typer.Exit(say(f"no model {name!r}; {close_matches(name, known)}"))
    if from_store is not None:
        api.train_from_store(name, from_store, into, data=data, say=typer.echo)
        return
    if data is None:
        raise typer.Exit(say(f"{name}: say what it learns from: {known[name].learns_from}"))
    api.train(name, data, into, say=typer.echo)
