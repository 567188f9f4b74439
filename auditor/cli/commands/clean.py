"""auditor clean: take the sure junk out of articles, with a patch that puts it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import ConfigFile, Inputs, Quiet, Strict, configured

if TYPE_CHECKING:
    from auditor.repair import Cleaning


def clean(
    inputs: Inputs,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for clean.jsonl and patch.jsonl. [default: only show]")
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", help="Rules or families whose fixes are applied. [default: junk and typography]"),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave less sure findings alone.")
    ] = 0.9,
    undo: Annotated[
        Path | None, typer.Option("--undo", help="A patch.jsonl: give the originals back, as restored.jsonl in --out.")
    ] = None,
    config: ConfigFile = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Take the sure junk out of articles. Without --out nothing is written: what would change is shown.

    Exit status: 0 done, 2 usage, input or configuration error, or a patch that does not fit, 3 some record could not be
    read and --strict was given.
    """
    from auditor import api
    from auditor.cli.errors import UNREADABLE, say

    settings = configured(config)
    if undo is not None:
        if out is None:
            raise typer.Exit(say("--undo writes restored.jsonl: name its folder by --out DIR"))
        done = api.restore(inputs, undo, out, settings)
    else:
        patterns = [part.strip() for part in only.split(",") if part.strip()] if only else None
        done = api.clean(
            inputs, out, settings, only=patterns, min_confidence=min_confidence, show=None if quiet or out else _show
        )
    if not quiet:
        _tell(done, out)
    if strict and done.rejected:
        raise typer.Exit(UNREADABLE)


def _tell(done: Cleaning, out: Path | None) -> None:
    from auditor.render.parts.words import count

    typer.echo(
        f"{count(done.articles, 'article')}, {done.changed} of them changed by {count(done.edits, 'edit')}, "
        f"{done.removed:,} of {count(done.characters, 'character')} taken out; "
        f"{count(done.rejected, 'record')} could not be read"
    )
    typer.echo(f"Written: {out}" if out else "Nothing was written; --out DIR writes clean.jsonl and patch.jsonl")


def _show(name: str, signed: list[tuple[str, str]]) -> None:
    """Print the difference of one article; what comes from the article can neither mark up nor steer the terminal."""
    from rich.console import Console
    from rich.text import Text

    from auditor.render.parts.plain import one_line

    console = Console(highlight=False, soft_wrap=True)
    styles = {"-": "red", "+": "green", "@": "cyan", " ": "dim"}
    console.print(Text(one_line(name)[:200], style="bold"))
    for sign, line in signed:
        console.print(Text(f"{sign} {one_line(line)[:400]}", style=styles[sign]))
