"""auditor runs: what a store holds."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from auditor.cli.options import StoreNeeded


def runs(
    store: StoreNeeded,
    limit: Annotated[int, typer.Option("--limit", min=1, help="The newest so many.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the runs of a store, newest first.

    Each with its articles, mean score, and findings that are new, still there and fixed.
    """
    from auditor.render.parts.plain import one_line
    from auditor.store import runs as _runs
    from auditor.store.database import Store

    with Store.open(store, create=False) as opened:
        found = _runs.runs(opened, limit=limit)
    if not as_json:
        typer.echo(
            f"{'run':>5}  {'day':10}  {'articles':>8}  {'score':>5}  {'new':>6}  {'still':>6}  {'fixed':>6}  name"
        )
    for run in found:
        score = run.figures.get("mean_score")
        if as_json:
            row = {name: getattr(run, name) for name in ("id", "name", "day", "started", "finished", "version")}
            row |= {
                "articles": run.articles,
                "mean_score": score,
                "new": run.new,
                "still": run.still,
                "fixed": run.fixed,
            }
            typer.echo(json.dumps(row))
        else:
            typer.echo(
                f"{run.id:>5}  {run.day:10}  {run.articles:>8}  {'-' if score is None else score:>5}  "
                f"{run.new:>6}  {run.still:>6}  {run.fixed:>6}  {one_line(run.name)[:60]}"
            )
