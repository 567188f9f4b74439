"""auditor explain: the documentation of one rule."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.errors import say


def explain(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of a check, measure or pass.", show_default=False)],
) -> None:
    """Say what a rule looks for, and why.

    When it stays silent, its options, and its examples.
    """
    from auditor.cli.catalog import explanation

    text, known = explanation(identity)
    if not known:
        raise typer.Exit(say(text))
    typer.echo(text)
