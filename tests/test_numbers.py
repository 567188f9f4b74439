from __future__ import annotations

import itertools
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading.numbers import read_numbers, read_quantities
from auditor.reading.units import convert, unit


def values(text: str) -> list[float]:
    return [number.value for number in read_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("1,700 people", 1700, 1),
        ("2.5 million votes", 2.5e6, 1e5),
        ("seventy-five", 75, 1),
        ("a dozen eggs", 12, 1),
        ("half a million", 5e5, 5e5),
        ("two and a half million", 2.5e6, 5e5),
        ("three-and-a-half years", 3.5, 0.5),
        ("one hundred and five", 105, 1),
        ("three hundred thousand", 3e5, 1e5),
        ("a million and a half", 1.5e6, 5e5),
        ("2½ miles", 2.5, 0.25),
        ("$3.1bn", 3.1e9, 1e8),
        ("£5m", 5e6, 1e6),
        ("87.1 mln dlrs", 87.1e6, 1e5),
        ("nineteen ninety-eight", 1998, 1),
    ],
)
def test_one_number(text: str, value: float, step: float) -> None:
    (number,) = read_numbers(text)
    assert math.isclose(number.value, value)
    assert math.isclose(number.step, step)


@pytest.mark.parametrize(
    "text", ["at 21:52", "on 10/10/18", "the 1990s", "an F16", "a 5G mast", "two-thirds", "1.2.3", "half"]
)
def test_no_number(text: str) -> None:
    assert values(text) == []


def test_neighbours_stay_two_numbers() -> None:
    assert values("five and six, 20 to 30, one in ten") == [5, 6, 20, 30, 1, 10]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 300", "at least"),
        ("nearly 300", "at most"),
        ("about $300", "about"),
        ("an estimated 300", "about"),
        ("exactly 300", "exact"),
        ("no fewer than 300", "at least"),
        ("no more than 300", "at most"),
        ("300-plus", "at least"),
        ("300+ seats", "at least"),
        ("300 or more", "at least"),
        ("300 or fewer", "at most"),
        ("300 or so", "about"),
        ("300 or none", "exact"),
    ],
)
def test_bound(text: str, bound: str) -> None:
    assert [number.bound for number in read_numbers(text)] == [bound]


def test_ordinals_are_marked() -> None:
    assert [(n.value, n.ordinal) for n in read_numbers("the 3rd, the twenty-first and 21")] == [
        (3, True),
        (21, True),
        (21, False),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "printed"),
    [
        ("some 500kg of", "kg", "500kg"),
        ("20,000.5 km away", "km", "20,000.5 km"),
        ("(-14.7F)", "°F", "-14.7F"),
        ("27 degrees Celsius", "°C", "27 degrees Celsius"),
        ("812 square miles", "mi2", "812 square miles"),
        ("10 per cent", "%", "10 per cent"),
        ("one percentage point", "pp", "one percentage point"),
        ("cost US$30 now", "USD", "US$30"),
        ("cost £5m now", "GBP", "£5m"),
        ("twenty million pounds", "GBP", "twenty million pounds"),
        ("20 pounds", "lb", "20 pounds"),
        ("a 290-mile stretch", "mi", "290-mile"),
        ("60 miles per hour", "mph", "60 miles per hour"),
    ],
)
def test_quantity(text: str, unit: str, printed: str) -> None:
    (quantity,) = read_quantities(text, read_numbers(text))
    assert (quantity.unit, quantity.span.of(text)) == (unit, printed)


@pytest.mark.parametrize("text", ["5 in 10", "3 in London", "12 people", "the third mile", "5 C students"])
def test_no_quantity(text: str) -> None:
    assert read_quantities(text, read_numbers(text)) == ()


def test_grain_takes_zeros_for_rounding() -> None:
    assert [number.grain for number in read_numbers("1,700 and 1,705 and 2.50")] == [100, 1, 0.01]


def test_conversion_knows_both_readings() -> None:
    celsius, fahrenheit = unit("°C"), unit("°F")
    ton, kilogram = unit("ton"), unit("kg")
    assert celsius
    assert fahrenheit
    assert ton
    assert kilogram
    assert convert(10, celsius, fahrenheit) == (50, 18)
    assert convert(1, ton, kilogram) == pytest.approx((907.18474, 1000, 1016.0469088))
    with pytest.raises(ValueError, match="mass"):
        convert(1, ton, celsius)


@given(st.integers(0, 10**9))
def test_figures_with_separators_read_back(value: int) -> None:
    assert values(f"some {value:,} more") == [value]


@given(st.text(alphabet="0123456789,.-$ amkf½", max_size=60))
def test_spans_are_ordered_and_lie_inside(text: str) -> None:
    numbers = read_numbers(text)
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in numbers)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(numbers))
    assert all(math.isfinite(number.value) for number in numbers)
    for quantity in read_quantities(text, numbers):
        assert quantity.span.covers(quantity.number.span)


@pytest.mark.parametrize("piece", ["a", "1", " ", '"', "5,", "1.", "-", "half a ", "five and ", "9" * 400 + " "])
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    read_quantities(text, read_numbers(text))
    assert time.process_time() - start < 3
