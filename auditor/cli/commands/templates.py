"""auditor templates: learn the lines that each source prints round its stories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.options import ConfigFile, Inputs, Quiet, configured


def templates(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", help="The file to write, JSON Lines.")],
    config: ConfigFile = None,
    quiet: Quiet = False,
) -> None:
    """Learn the lines that sources print round stories.

    They go into a file to review, and to use by --templates.

    Exit status: 0 done, 2 usage, input or configuration error.
    """
    from auditor import api
    from auditor.render.parts.words import count

    sources, lines, junk = api.learn_templates(inputs, out, configured(config))
    if not quiet:
        found = f"{count(lines, 'recurring line')} of {count(sources, 'source')}"
        typer.echo(f"{found}, {junk} of them taken for furniture: {out}")
