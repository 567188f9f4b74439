"""auditor list: what the catalog holds."""

from __future__ import annotations

from typing import Annotated

import typer


def list_(
    family: Annotated[str | None, typer.Option("--family", help="Only this family.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List every check, measure and corpus pass."""
    from auditor.cli.catalog import listing  # noqa: PLC0415

    for line in listing(family, as_json=as_json):
        typer.echo(line)
