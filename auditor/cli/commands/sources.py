"""auditor sources: the delivery quality of every source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import SeenFrom, StoreNeeded

if TYPE_CHECKING:
    from auditor.watch.sources import Source

_BARS = "▁▂▃▄▅▆▇█"
_WIDTH = 16


def sources(
    store: StoreNeeded,
    half_life: Annotated[
        float, typer.Option("--half-life", min=1, help="Days after which an article weighs half.")
    ] = 90.0,
    ratings: Annotated[
        Path | None, typer.Option("--ratings", help="A CSV with source and rating, from outside; shown beside.")
    ] = None,
    today: SeenFrom = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with rates by rule.")] = False,
) -> None:
    """Rate each source by how clean its texts arrive.

    Score with its 90% interval, grade by the lower end, rates by family, trend.

    It measures the delivered text and tells nothing of the truth of the reporting. Sources with fewer than 20 articles
    are not rated.
    """
    from auditor.store.database import Store
    from auditor.watch import report
    from auditor.watch.sources import read_ratings

    outside = read_ratings(ratings) if ratings else None
    with Store.open(store, create=False) as opened:
        day = today.date() if today else None
        found = report.sources_of(opened, day=day, half_life=half_life, ratings=outside)
    if as_json:
        for item in found:
            typer.echo(json.dumps(item.to_json(), ensure_ascii=False))
        return
    head = (
        f"{'source':24}  {'articles':>8}  {'copies':>6}  grade  {'quality, 90%':17}  {'junk':>5}  {'typos':>5}  trend"
    )
    typer.echo(head + (f"  {'rating':10}" if outside else "") + "  by run")
    for item in found:
        typer.echo(_line(item, rated=outside is not None))


def _line(item: Source, *, rated: bool) -> str:
    from auditor.render.parts.plain import one_line

    name = one_line(item.name or "(none)")[:24]
    rating = f"  {one_line(item.rating or '')[:10]:10}" if rated else ""
    if item.score is None:
        return f"{name:24}  {item.articles:>8}  {item.duplicates:>6}  {'too few articles to be rated':46}{'':7}{rating}"
    rates = [item.rates.get(kind) for kind in ("scraper-junk", "typos")]
    shares = "  ".join(f"{rate.value:>5.0%}" if rate else f"{0:>5.0%}" for rate in rates)
    trend = "    -" if item.trend is None else f"{item.trend:+5.1f}"
    interval = f"{item.score.value:.1f} ({item.score.low:.1f}-{item.score.high:.1f})"
    return (
        f"{name:24}  {item.articles:>8}  {item.duplicates:>6}  {item.grade:5}  {interval:17}  {shares}  {trend}"
        f"{rating}  {sparkline(item.series)}"
    )


def sparkline(values: list[float]) -> str:
    """Return the last values as bars, from the lowest of them to the highest."""
    shown = values[-_WIDTH:]
    if not shown:
        return ""
    low, high = min(shown), max(shown)
    return "".join(_BARS[int((value - low) / (high - low) * 7)] if high > low else _BARS[3] for value in shown)
