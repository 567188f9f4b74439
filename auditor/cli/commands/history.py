"""auditor history: an article or a finding through time."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.errors import say
from auditor.cli.options import StoreNeeded


def history(
    which: Annotated[
        str, typer.Argument(metavar="ARTICLE|FINGERPRINT", help="Id of an article, or fingerprint of a finding.")
    ],
    store: StoreNeeded,
) -> None:
    """Show what became of an article, or of one finding.

    The runs that met the article with its score, and each of its findings from the first run to the last.
    """
    from auditor.render.parts.plain import one_line
    from auditor.store import decisions, runs
    from auditor.store.database import Store

    with Store.open(store, create=False) as opened:
        versions = runs.versions(opened, which)
        lives = runs.lives(opened, article=which) if versions else runs.lives(opened, fingerprint=which)
        decided = decisions.history(opened, fingerprints={past.fingerprint for past in lives})
    if not versions and not lives:
        raise typer.Exit(say(f"{which[:100]!r}: no article and no fingerprint of this store"))
    before = None
    for run, content, score, verdict in versions:
        typer.echo(
            f"run {run:>5}  score {score:5.1f}  {verdict:6}  {'' if content == before else 'text ' + content[:8]}"
        )
        before = content
    for past in lives:
        end = f"fixed in run {past.fixed_run}" if past.fixed_run else f"still there in run {past.last_run}"
        where = "" if versions else f"  {one_line(past.article)[:60]}"
        dismissed = ", dismissed" if past.dismissed else ""
        typer.echo(
            f"{past.fingerprint}  {past.rule}  from run {past.first_run}, {end}{dismissed}{where}: "
            f"{one_line(past.message)[:120]}"
        )
    for item in decided:
        until = f" until {item.until}" if item.until else ""
        about = f"{item.kind} of {item.fingerprint} by {one_line(item.who)}{until}"
        typer.echo(f"{item.made[:16]}  {about}: {one_line(item.reason)[:100]}")
