"""What the line model knows of the run of short lines that a line stands in: a block of links, a list of the author.

A run is a stretch of lines that are no prose; a line of prose is a run by itself. Each line gets the means of its run,
so that a block is judged by all its lines, however long it is.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MEANS = (
    "capital_words", "elsewhere", "title_share", "digits", "sentence", "best_paragraph", "words", "rules_near", "ruled",
)  # fmt: skip
"""Features of a line whose mean over the run is one of the run; "ruled" is how many rules name the line."""


def read_runs(prose: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Return the first line of each run and the number of its lines. At least one line is needed."""
    begins = np.ones(len(prose), bool)
    begins[1:] = prose[1:] | prose[:-1]
    starts = np.flatnonzero(begins)
    return starts, np.diff(starts, append=len(prose))


def of_runs(columns: Mapping[str, Floats], ruled: Floats, prose: NDArray[np.bool_]) -> dict[str, Floats]:
    """Return the features of each line's run, by name. `columns`: those of the line itself."""
    starts, lengths = read_runs(prose)
    rows = np.stack([ruled if name == "ruled" else columns[name] for name in _MEANS])
    means = np.add.reduceat(rows, starts, axis=1) / lengths
    ends = starts + lengths == len(prose)
    every = np.vstack((means, np.log1p(lengths), starts == 0, ends)).repeat(lengths, axis=1)
    names = (*_MEANS, "lines", "first", "last")
    return {f"run_{name}": row for name, row in zip(names, every, strict=True)}


def texts_of_runs(scores: Floats, prose: NDArray[np.bool_]) -> dict[str, Floats]:
    """Return the mean, the largest and the least text score of each line's run, by name."""
    starts, lengths = read_runs(prose)
    mean = np.add.reduceat(scores, starts) / lengths
    every = (mean, np.maximum.reduceat(scores, starts), np.minimum.reduceat(scores, starts))
    return {
        f"text_in_run_{name}": row.repeat(lengths) for name, row in zip(("mean", "most", "least"), every, strict=True)
    }
