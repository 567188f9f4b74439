"""Delivery quality of a source: its mean score, drawn towards the rest as far as its size leaves it open, and a grade.

It says how cleanly texts arrive, never whether they are true. A grade goes by the lower end of the interval, and there
is none below `FEW` articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.scoring.shrinkage import Estimate, fit_means

FEW = 20
"""Articles below which a source is not rated."""
GRADES = (("A", 90.0), ("B", 80.0), ("C", 70.0), ("D", 60.0), ("E", 0.0))


@dataclass(frozen=True, slots=True)
class Quality:
    """What is known of a source. `score`: None below `FEW` articles. `series`: its mean score by run, oldest first."""

    articles: int
    score: Estimate | None
    series: tuple[float, ...] = ()

    @property
    def grade(self) -> str | None:
        """The grade, None where there is no score."""
        return None if self.score is None else grade(self.score)


def grade(score: Estimate) -> str:
    """Return the grade of a delivery quality, by its lower end."""
    return next(letter for letter, least in GRADES if score.low >= least)


def qualities(sums: Mapping[str, tuple[int, float, float]]) -> dict[str, Quality]:
    """Return the quality of each source from (articles, sum of scores, sum of their squares)."""
    prior = fit_means(list(sums.values()))
    return {
        name: Quality(of, prior.posterior(total / of, of) if of >= FEW else None)
        for name, (of, total, _) in sums.items()
        if of
    }
