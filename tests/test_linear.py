"""Time is linear in the size of the text, whatever the text: four times as much takes about four times as long."""

from __future__ import annotations

import time

import pytest

from auditor import Gatekeeper
from tests import hostile

SMALL = 6_000
TIMES = 4
FLOOR = 0.25
"""Seconds: below this the measure is noise."""
BAIT = {f"{kind}-{number}": text for kind in ("bait", "markup", "unicode", "template") for number, text in enumerate(hostile.STRINGS[kind])}  # fmt: skip  # noqa: E501
QUICK = ["bait-3", "bait-26", "bait-45", "bait-51", "markup-21", "unicode-0"]


@pytest.fixture(scope="module")
def keeper() -> Gatekeeper:
    keeper = Gatekeeper()
    keeper.audit(hostile.STORY * 3)
    return keeper


def seconds(keeper: Gatekeeper, unit: str, size: int) -> float:
    text = f"{hostile.STORY}\n\n{(unit * (size // len(unit) + 1))[:size]}x"
    begin = time.process_time()
    keeper.audit(text)
    return time.process_time() - begin


@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in BAIT if name not in QUICK)])  # fmt: skip  # noqa: E501
def test_time_is_linear(name: str, keeper: Gatekeeper) -> None:
    unit = BAIT[name]
    for _ in range(3):  # a busy machine is forgiven twice
        small, large = seconds(keeper, unit, SMALL), seconds(keeper, unit, TIMES * SMALL)
        if large < max(FLOOR, 2 * TIMES * small):
            return
    raise AssertionError(f"{unit[:30]!r}: {small:.2f} s for {SMALL:,} characters, {large:.2f} s for {TIMES * SMALL:,}")
