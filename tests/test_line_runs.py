"""Runs of short lines: where they begin, and that each line gets what its whole run says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading import line_features
from auditor.reading.line_codes import read_codes
from auditor.reading.line_runs import read_runs, texts_of_runs
from auditor.reading.lines import read_lines

PROSE = "The harbour will open in May after nine years of work, the mayor said."


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_runs_cover_every_line_once_and_prose_stands_alone(prose: list[bool]) -> None:
    starts, lengths = read_runs(np.array(prose))
    assert starts[0] == 0
    assert (starts + lengths).tolist() == [*starts[1:], len(prose)]
    for start, length in zip(starts, lengths, strict=True):
        run = prose[start : start + length]
        assert run == [True] or not any(run)
    assert not any(not prose[start] and not prose[start - 1] for start in starts[1:])


def test_text_scores_are_those_of_the_run() -> None:
    found = texts_of_runs(np.array([4.0, -5, 1, 3, -7]), np.array([False, True, False, False, True]))
    assert found["text_in_run_mean"].tolist() == [4, -5, 2, 2, -7]
    assert found["text_in_run_most"].tolist() == [4, -5, 3, 3, -7]
    assert found["text_in_run_least"].tolist() == [4, -5, 1, 1, -7]


def test_features_of_a_run_are_the_means_of_its_lines() -> None:
    text = f"Sports\n{PROSE}\nWeather 12\nAt noon\n{PROSE}"
    lines = read_lines(text)
    found = line_features.base(read_codes(text, lines), lines, "", (), ())
    assert found["run_digits"][2] == found["run_digits"][3] == pytest.approx(found["digits"][2:4].mean())
    assert found["run_lines"].tolist() == pytest.approx(np.log1p([1, 1, 2, 2, 1]).tolist())
    assert found["run_first"].tolist() == [1, 0, 0, 0, 0]
    assert found["run_last"].tolist() == [0, 0, 0, 0, 1]
