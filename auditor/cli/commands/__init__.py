"""The commands, one file each, found by walking this package.

A module defines a function of its own name (`run.py`: `run`; a trailing underscore is dropped), or `app`, a group of
commands. Heavy modules are imported inside the functions, so that `--help` answers at once.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Annotated

import typer

from auditor import __version__

app = typer.Typer(
    name="auditor",
    help="Audit news text for scraper junk, machine-translation artefacts, typos and contradictions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"auditor {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Audit news text for scraper junk, machine-translation artefacts, typos and contradictions."""


for _info in pkgutil.iter_modules(__path__):
    _module = importlib.import_module(f"{__name__}.{_info.name}")
    _name = _info.name.strip("_").replace("_", "-")
    if hasattr(_module, "app"):
        app.add_typer(_module.app, name=_name)
    else:
        app.command(name=_name)(getattr(_module, _info.name))
