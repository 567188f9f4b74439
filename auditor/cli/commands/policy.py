"""auditor policy: what a suite would have done to past runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.options import StoreNeeded


def policy(
    suite: Annotated[
        Path,
        typer.Argument(metavar="SUITE", help="The suite to try, e.g. expectations/strict.json.", show_default=False),
    ],
    store: StoreNeeded,
    before: Annotated[
        Path | None, typer.Option("--before", help="The suite in force: show the articles whose fate turns.")
    ] = None,
    last: Annotated[int, typer.Option("--last", min=1, help="The newest so many runs.")] = 30,
    since: Annotated[str | None, typer.Option("--since", help="Only runs from this day on, as 2026-11-01.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show what a suite would accept of the runs of a store.

    How many articles, why not the others, and which ones turn beside the suite in force.

    Nothing is audited anew and nothing is written. Only expectations about single articles are judged.
    """
    from auditor.doors.policy import Trial, hold
    from auditor.gating import load_suite
    from auditor.render.parts.plain import one_line
    from auditor.store.database import Store

    trial = Trial()
    new, old = load_suite(suite), load_suite(before) if before else None
    with Store.open(store, create=False) as opened:
        for turn in hold(opened, new, trial, before=old, since=since, last=last):
            row = turn.to_json()
            if as_json:
                typer.echo(json.dumps(row))
            else:
                why = ", ".join(turn.reasons)
                name = one_line(turn.article_id)[:60]
                typer.echo(f"run {turn.run}  {turn.score:5.1f}  {row['before']} -> {row['after']}  {name}  ({why})")
    if as_json:
        typer.echo(json.dumps({"suite": new.name, "articles": trial.articles, "accepted": trial.accepted,
                               "quarantined": trial.quarantined, "entered": trial.entered, "left": trial.left,
                               "reasons": dict(trial.reasons.most_common())}))  # fmt: skip
        return
    typer.echo(f"{new.name}: {trial.accepted} of {trial.articles} articles accepted, {trial.quarantined} in quarantine")
    for name, count in trial.reasons.most_common():
        typer.echo(f"{count:>7}  {name}")
    if old is not None:
        typer.echo(f"against {old.name}: {trial.entered} would enter, {trial.left} would be kept back")
