"""auditor new: the skeleton of a check."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.errors import say


def new(
    identity: Annotated[
        str, typer.Argument(metavar="FAMILY/DEFECT", help="e.g. typos/doubled-word", show_default=False)
    ],
) -> None:
    """Write the skeleton of a new check.

    It goes into the package; nothing else has to be touched.
    """
    from auditor.cli.catalog import skeleton

    text, written = skeleton(identity)
    if not written:
        raise typer.Exit(say(text))
    typer.echo(text)
