"""The delivery quality of every source, over all that a store holds of it.

It measures text, not truth: how clean articles arrive, and nothing of what they say. Each article counts once, as it
was last delivered; one of a cluster of near-copies counts as its share of the cluster, so a syndicated story weighs
once; older ones weigh less by the half-life. Rates and scores are shrunk (`auditor.scoring.shrinkage`), told with a
90% interval, graded by its lower end, and not at all below `FEW` articles.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import func, select

from auditor.scoring.quality import FEW, grade
from auditor.scoring.shrinkage import Beta, Estimate, Normal, fit_means, fit_rates
from auditor.store.database import Store
from auditor.store.errors import StoreError
from auditor.store.schema import finding, run, seen, source_figures

HALF_LIFE = 90.0
"""Days after which an article weighs half."""
_TREND = 7
"""Runs that the trend compares with those before them."""


@dataclass(slots=True)
class Source:
    """One source. Scores run to 100; rates are shares of articles with at least one finding, previews left out.

    `articles`: number; `weight`: what they count as. `score`, `grade`: None below `FEW` articles. `rates`: by family
    and by rule. `trend`: mean score of the last runs less that of the runs before. `newest`: the latest day that an
    article states. `series`: mean score of each run that had the source, oldest first. `rating`: from outside.
    """

    name: str
    articles: int = 0
    duplicates: int = 0
    weight: float = 0.0
    score: Estimate | None = None
    grade: str | None = None
    rates: dict[str, Estimate] = field(default_factory=dict)
    raw: dict[str, float] = field(default_factory=dict)
    mean: float | None = None
    trend: float | None = None
    newest: str | None = None
    last_run: int | None = None
    series: list[float] = field(default_factory=list)
    copies: dict[str, dict[str, float]] = field(default_factory=dict)
    rating: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the source as plain data."""
        told = self.score is not None
        return {
            "source": self.name,
            "articles": self.articles,
            "duplicates": self.duplicates,
            "weight": round(self.weight, 2),
            "delivery_quality": _rounded(self.score, 1) if self.score else None,
            "grade": self.grade,
            "mean_score": None if self.mean is None else round(self.mean, 1),
            "rates": {kind: _rounded(rate, 4) for kind, rate in sorted(self.rates.items())} if told else None,
            "trend": None if self.trend is None else round(self.trend, 1),
            "newest": self.newest,
            "last_run": self.last_run,
            "series": [round(value, 1) for value in self.series],
            "copies": self.copies,
            "rating": self.rating,
        }


@dataclass(slots=True)
class _Sums:
    articles: int = 0
    weight: float = 0.0
    score: float = 0.0
    squares: float = 0.0
    hits: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


def sources(
    store: Store,
    *,
    day: datetime.date | None = None,
    half_life: float = HALF_LIFE,
    few: int = FEW,
    ratings: Mapping[str, str] | None = None,
    shares: Mapping[str, float] | None = None,
    rates: bool = True,
) -> list[Source]:
    """Return every source of the store, the best lower bound first, those that are not told last.

    `day`: the day from which age counts (None: that of the newest run). `shares`: article key to what it counts as
    (see `auditor.watch.copies`); 1 where it is not named. `rates`: False leaves them out, which takes most of the time.
    """
    sums = _collect(store, day, half_life, shares or {}, rates=rates)
    kinds = sorted({kind for item in sums.values() for kind in item.hits})
    priors = {kind: fit_rates([(item.hits[kind], item.weight) for item in sums.values()]) for kind in kinds}
    normal = fit_means([(item.weight, item.score, item.squares) for item in sums.values()])
    found = {name: _source(name, item, priors, normal, few) for name, item in sums.items()}
    _add_series(store, found)
    for name, item in found.items():
        item.rating = (ratings or {}).get(name)
    return sorted(
        found.values(), key=lambda item: (item.score is None, -(item.score.low if item.score else 0), item.name)
    )


def _source(name: str, item: _Sums, priors: Mapping[str, Beta], normal: Normal, few: int) -> Source:
    mean = item.score / item.weight if item.weight else None
    made = Source(name, articles=item.articles, weight=item.weight, mean=mean)
    if item.articles >= few and mean is not None:
        made.score = normal.posterior(mean, item.weight)
        made.grade = grade(made.score)
        made.rates = {kind: prior.posterior(item.hits[kind], item.weight) for kind, prior in priors.items()}
        made.raw = {kind: item.hits[kind] / item.weight for kind in priors}
    return made


def _collect(
    store: Store, day: datetime.date | None, half_life: float, shares: Mapping[str, float], *, rates: bool
) -> dict[str, _Sums]:
    sums: dict[str, _Sums] = {}
    last = select(seen.c.article, func.max(seen.c.run).label("run")).group_by(seen.c.article).subquery()
    articles = (
        select(seen.c.article, seen.c.source, seen.c.score, run.c.day)
        .join(last, (last.c.article == seen.c.article) & (last.c.run == seen.c.run))
        .join(run, run.c.id == seen.c.run)
        .order_by(seen.c.article)
    )
    kinds = (
        select(finding.c.article, finding.c.family, finding.c.rule)
        .where(finding.c.fixed_run.is_(None), finding.c.preview.is_(False), finding.c.dismissed.is_(False))
        .distinct()
        .order_by(finding.c.article)
    )
    with store.read() as connection:
        if day is None:
            newest = connection.scalar(select(func.max(run.c.day)))
            day = datetime.date.fromisoformat(newest) if newest else None
        touched = _grouped(connection.execute(kinds) if rates else ())
        waiting = next(touched, None)
        for row in connection.execute(articles):
            age = (day - datetime.date.fromisoformat(row.day)).days if day else 0
            weight = shares.get(row.article, 1.0) * 0.5 ** (max(age, 0) / half_life)
            item = sums.setdefault(row.source, _Sums())
            item.articles += 1
            item.weight += weight
            item.score += weight * row.score
            item.squares += weight * row.score**2
            while waiting is not None and waiting[0] < row.article:
                waiting = next(touched, None)
            if waiting is not None and waiting[0] == row.article:
                for kind in waiting[1]:
                    item.hits[kind] += weight
    return sums


def _grouped(rows: Any) -> Iterator[tuple[str, set[str]]]:
    """Yield (article, kinds) of rows that are sorted by article."""
    article, kinds = None, set[str]()
    for row in rows:
        if article is not None and row.article != article:
            yield article, kinds
            kinds = set()
        article = row.article
        kinds |= {row.family, row.rule}
    if article is not None:
        yield article, kinds


def _add_series(store: Store, found: Mapping[str, Source]) -> None:
    query = select(source_figures).order_by(source_figures.c.source, source_figures.c.run)
    tallies: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    with store.read() as connection:
        for row in connection.execute(query):
            item = found.get(row.source)
            if item is None or not row.articles:
                continue
            tallies[row.source].append((row.articles, row.score_sum))
            item.last_run = row.run
            newest = orjson.loads(row.body).get("newest") or None
            item.newest = max(filter(None, (item.newest, newest)), default=None)
    for name, rows in tallies.items():
        item = found[name]
        item.series = [total / count for count, total in rows]
        late, early = rows[-_TREND:], rows[:-_TREND]
        if len(early) >= _TREND:
            item.trend = _mean(late) - _mean(early)


def _mean(rows: list[tuple[int, float]]) -> float:
    return sum(total for _, total in rows) / sum(count for count, _ in rows)


def read_ratings(path: Path) -> dict[str, str]:
    """Read ratings from outside: a CSV with the columns `source` and `rating`. Raises `StoreError`."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            if not {"source", "rating"} <= set(rows.fieldnames or ()):
                raise StoreError(f"{path}: columns {rows.fieldnames}; needed are source and rating")
            return {str(row["source"]): str(row["rating"]) for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StoreError(f"{path}: ratings cannot be read: {error}") from None


def _rounded(estimate: Estimate, digits: int) -> dict[str, float]:
    return {name: round(value, digits) for name, value in estimate._asdict().items()}
