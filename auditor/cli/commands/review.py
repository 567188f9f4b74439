"""auditor review: the editors' desk."""

from __future__ import annotations

import getpass
import os
from typing import Annotated

import typer

from auditor.cli.errors import say


def review(
    run: Annotated[str, typer.Argument(metavar="[RUN]", help="Number or name of a run, or latest.")] = "latest",
    store: Annotated[
        str, typer.Option("--store", help="The store: a file, or postgresql://user@host/name.")
    ] = "auditor.db",
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 = any that is free.")] = 8766,
    rate: Annotated[bool, typer.Option("--rate", help="Rate whole articles blind, from 1 to 5, instead.")] = False,
    who: Annotated[
        str | None, typer.Option("--who", help="Name that decisions bear. [default: the login name]")
    ] = None,
) -> None:
    """Decide on the findings of a stored run, in a browser.

    Confirm, dismiss, note, assign, undo.

    Later runs on the store leave out what was dismissed. Listens on this machine alone; at another --host every visitor
    needs a token, which is printed at the start (or taken from the variable AUDITOR_TOKEN). Needs the extra `desk`.
    """
    try:
        from auditor.server.review.serve import TOKEN, serve
    except ModuleNotFoundError as error:
        raise typer.Exit(say(f"no module {error.name!r}; install with: pip install 'article-auditor[desk]'")) from None
    from auditor.config import load

    serve(
        store,
        run,
        who=who or _login(),
        host=host,
        port=port,
        page="rate" if rate else "",
        floor=load().precision_floor,
        token=os.environ.get(TOKEN) or None,
        say=lambda line: typer.echo(line, err=True),
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "editor"
