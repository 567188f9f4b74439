"""auditor init: files that run the audit every night."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer


def init(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="What is audited every night.")],
    schedule: Annotated[str, typer.Option("--schedule", help="cron, systemd, airflow or dagster.")],
    store: Annotated[str, typer.Option("--store", help="The store: a file, or postgresql://user@host/name.")],
    reports: Annotated[str, typer.Option("--reports", help="Folder for the reports.")] = "reports",
    at: Annotated[str, typer.Option("--at", help="Time of day, HH:MM.")] = "03:00",
    keep: Annotated[str, typer.Option("--keep", help="How far back the store keeps runs.")] = "90d",
    into: Annotated[Path, typer.Option("--into", help="Folder for the files.")] = Path(),
) -> None:
    """Write the files that run the audit every night.

    For cron, a systemd timer, Airflow or Dagster.

    Paths are made absolute. Secrets never go into these files: a password of PostgreSQL belongs into ~/.pgpass, those
    of alarms into the environment.
    """
    from auditor import schedules

    made = schedules.Schedule(
        inputs=tuple(_absolute(name) for name in inputs),
        store=_absolute(store),
        reports=_absolute(reports),
        at=at,
        command=shutil.which("auditor") or "auditor",
        keep=keep,
    )
    paths = schedules.write(schedule, made, into)
    for path in paths:
        typer.echo(f"Written: {path}")
    typer.echo(f"Next: {schedules.next_step(schedule, paths)}")


def _absolute(name: str) -> str:
    return name if "://" in name else str(Path(name).absolute())
