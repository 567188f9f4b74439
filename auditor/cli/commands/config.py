"""auditor config: the configuration in force."""

from __future__ import annotations

import typer

from auditor.cli.options import ConfigFile


def config(
    file: ConfigFile = None,
) -> None:
    """Print the configuration in force.

    Every value with where it comes from: the default, a file, the command line.
    """
    from auditor.config import load

    settings = load(file)
    rows = settings.rows()
    width = max(len(row[0]) for row in rows)
    values = [(key, str(value), origin) for key, value, origin in rows]
    middle = min(60, max(len(value) for _, value, _ in values))
    for key, value, origin in values:
        typer.echo(f"{key:<{width}}  {value:<{middle}}  {origin}")
