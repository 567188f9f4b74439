"""The mean score from run to run, as a line in a drawing of 300 by 132."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from auditor.engine.audited import Summary
from auditor.render.parts import words

_LEFT, _RIGHT, _TOP, _BOTTOM = 24.0, 296.0, 12.0, 108.0
_LEAST = 10.0
"""Points of score that the drawing spans at least, so that a flat line looks flat."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The course of the mean score.

    `points`: x,y pairs; `dots`: (x, y, of this run); `grid`: (y, label); `first`, `last`: what stands under the ends;
    `before`: when the last run was.
    """

    runs: tuple[float, ...]
    points: str
    dots: tuple[tuple[float, float, bool], ...]
    grid: tuple[tuple[float, str], ...]
    first: str
    last: str
    before: str
    spoken: str


def trend(summary: Summary) -> Trend | None:
    """Return the line from the earlier runs to this one; None without earlier runs."""
    known = [
        (datetime.datetime.fromisoformat(row["started"]), float(row["mean_score"]))
        for row in summary.past
        if row.get("mean_score") is not None
    ]
    if not known or summary.mean_score is None:
        return None
    known.append((summary.started, summary.mean_score))
    scores = [score for _, score in known]
    low, high = min(scores), max(scores)
    if high - low < _LEAST:
        low = max(0.0, min(low - (_LEAST - (high - low)) / 2, 100 - _LEAST))
        high = low + _LEAST
    step = (_RIGHT - _LEFT) / (len(known) - 1)

    def height(score: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * (score - low) / (high - low), 1)

    places = [(round(_LEFT + step * at, 1), height(score)) for at, score in enumerate(scores)]
    days = [_moment(when, summary.started) for when, _ in known]
    axis = [f"{known[at][0]:%H:%M}" if known[0][0].date() == summary.started.date() else days[at] for at in (0, -1)]
    return Trend(
        runs=tuple(scores),
        points=" ".join(f"{x},{y}" for x, y in places),
        dots=tuple((x, y, at == len(places) - 1) for at, (x, y) in enumerate(places)),
        grid=tuple((height(level), f"{level:.0f}") for level in (low, (low + high) / 2, high)),
        first=axis[0],
        last=axis[1],
        before=days[-2],
        spoken=f"Mean score of {len(known)} runs, from {scores[0]:.1f} on {days[0]} to {scores[-1]:.1f} on {days[-1]}",
    )


def _moment(when: datetime.datetime, now: datetime.datetime) -> str:
    """Return the day of a run; of one on the day of this run, its time of day as well."""
    day = words.day(when.date())
    return f"{day}, {when:%H:%M}" if when.date() == now.date() else day
