"""How a source stands: delivery quality with its interval, grade, and mean score from run to run as a small line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.engine.audited import Summary
from auditor.scoring.quality import Quality, qualities
from auditor.scoring.shrinkage import Estimate

_WIDTH, _HEIGHT, _EDGE = 96.0, 18.0, 2.5
_LEAST = 10.0
"""Points of score that a line spans at least, so that a steady source looks steady."""
_RUNS = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """A source in front of a reader.

    `over`: articles that the quality rests on. `before`: whether those are the articles of the runs before this one;
    else it rests on this run alone. `line`: x,y pairs in a drawing of 96 by 18, "" for a single run; `spoken`: the same
    in words.
    """

    grade: str | None
    score: Estimate | None
    over: int
    before: bool
    line: str
    end: tuple[float, float]
    spoken: str


def standings(summary: Summary) -> Mapping[str, Standing]:
    """Return how each source of the run stands: by all that the store held of it before, else by this run alone."""
    here = qualities(
        {name: (tally.articles, tally.score_sum, tally.score_squares) for name, tally in summary.sources.items()}
    )
    return {
        name: _standing(summary.standing.get(name), here[name], tally.score_sum / tally.articles)
        for name, tally in summary.sources.items()
        if tally.articles
    }


def _standing(past: Quality | None, here: Quality, mean: float) -> Standing:
    before = past is not None and past.score is not None
    told = past if past is not None and before else here
    runs = [*(past.series[-(_RUNS - 1) :] if past is not None else ()), mean]
    line, end = _line(runs)
    spoken = f"Mean score of {len(runs)} runs, from {runs[0]:.1f} to {runs[-1]:.1f}" if line else ""
    return Standing(told.grade, told.score, told.articles, before, line, end, spoken)


def _line(runs: list[float]) -> tuple[str, tuple[float, float]]:
    if len(runs) < 2:
        return "", (0.0, 0.0)
    low, high = min(runs), max(runs)
    if high - low < _LEAST:
        low = max(0.0, min(low - (_LEAST - (high - low)) / 2, 100 - _LEAST))
        high = low + _LEAST
    step = (_WIDTH - 2 * _EDGE) / (len(runs) - 1)
    places = [
        (
            round(_EDGE + at * step, 1),
            round(_HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * (score - low) / (high - low), 1),
        )
        for at, score in enumerate(runs)
    ]
    return " ".join(f"{x:g},{y:g}" for x, y in places), places[-1]
