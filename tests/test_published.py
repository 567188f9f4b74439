"""The publication date of the metadata, in every form that is delivered."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Article
from auditor.document import Document
from auditor.reading.published import PublishedDate, printed, read_published

TODAY = datetime.date(2026, 1, 1)
DAY = datetime.date(2022, 2, 9)


@pytest.mark.parametrize(
    "value",
    [
        "2022-02-09", "2022-02-09T08:38:00+01:00", "2022-02-09 08:38:00 UTC", "2022/02/09", "2022.02.09", "2022-2-9",
        "20220209", "20220209T083800Z", "202202090838", "20220209083800", 20220209,
        "Feb. 9, 2022", "February 9th 2022", "9th of February 2022", "9 February 2022 08:38", "09-Feb-2022",
        "9 FEB 2022", "  9 Feb   2022 ", "Wednesday, February 9, 2022 | 08:38", "Updated: 9 Feb 2022, 10:00 IST",
        "Wed, 09 Feb 2022 08:38:00 +0100", "Wed, 09 Feb 22 08:38:00 GMT", "Wed Feb  9 08:00:00 EST 2022",
        1644394680, 1644394680.5, 1644394680000, "1644394680", "1644394680000", "1644394680.25",
        datetime.date(2022, 2, 9), datetime.datetime(2022, 2, 9, 8, 38, tzinfo=datetime.UTC),
    ],
)  # fmt: skip
def test_one_reading(value: Any) -> None:
    assert read_published(value, TODAY) == PublishedDate(DAY)


@pytest.mark.parametrize(
    ("value", "first", "other"),
    [
        ("10.08.2022", (2022, 8, 10), (2022, 10, 8)),  # with dots the day comes first
        ("10/08/2022", (2022, 10, 8), (2022, 8, 10)),  # with slashes the month does
        ("9/2/22 10:00", (2022, 9, 2), (2022, 2, 9)),
    ],
)
def test_two_readings(value: str, first: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    assert read_published(value, TODAY) == PublishedDate(datetime.date(*first), None, (datetime.date(*other),))


@pytest.mark.parametrize("value", ["10/10/2022", "13/08/2022", "08/13/2022", "13.08.2022"])
def test_figures_with_one_reading(value: str) -> None:
    assert read_published(value, TODAY).alternatives == ()


def test_a_reading_in_the_future_is_dropped() -> None:
    assert read_published("02/01/2026", TODAY).date == datetime.date(2026, 1, 2)
    assert read_published("02/01/2026", TODAY).alternatives == ()


@pytest.mark.parametrize("value", [None, "", " \n"])
def test_nothing_delivered(value: Any) -> None:
    assert read_published(value, TODAY) == PublishedDate(None)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("2022-02-31", "impossible"), ("31.02.2022", "impossible"), ("0000-00-00", "impossible"),
        ("0001-01-01", "impossible"), ("1599-12-31", "impossible"), ("20221345", "impossible"),
        ("2050-09-30", "future"), ("2026-01-03", "future"),
        ("last Tuesday", "unreadable"), ("2022", "unreadable"), ("February 2022", "unreadable"), (12, "unreadable"),
        (True, "unreadable"), (float("nan"), "unreadable"), (float("-inf"), "unreadable"),
        pytest.param(10**5000, "unreadable", id="huge"),
        (b"2022-02-09", "unreadable"), ([], "unreadable"),
    ],
)  # fmt: skip
def test_problems(value: Any, problem: str) -> None:
    assert read_published(value, TODAY) == PublishedDate(None, problem)  # type: ignore[arg-type]  # a literal by now


def test_bounds() -> None:
    assert read_published("2026-01-02", TODAY).date is not None
    assert read_published("2050-09-30", None).date is not None
    assert read_published("1600-01-01", TODAY).date is not None
    assert read_published("9999-12-31", datetime.date.max).date is not None


def test_printed_is_short() -> None:
    assert printed("x" * 1000) == "x" * 60
    assert len(printed(10**5000)) <= 60


_DATEISH = st.text(alphabet="0123456789-/.:TZ ,FebMonJuly+", max_size=40)


@given(
    st.one_of(
        st.none(), st.text(), _DATEISH, st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
        st.binary(), st.lists(st.integers()), st.integers(min_value=10**15),
    ),
    st.one_of(st.none(), st.dates()),
)  # fmt: skip
def test_never_raises(value: Any, today: datetime.date | None) -> None:
    read = read_published(value, today)
    assert (read.date is None) or (read.problem is None)
    assert read.date not in read.alternatives
    if read.date and today and today < datetime.date.max:
        assert read.date <= today + datetime.timedelta(1)
    printed(value)


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=TODAY))
def test_every_day_is_read_back(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%d. %b %Y", "%a, %d %b %Y 00:00:00 GMT"):
        assert read_published(f"{day:{form}}", TODAY) == PublishedDate(day)
    if abs(day.year - 1970) > 4:  # numbers near zero are no dates
        noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
        assert read_published(noon.timestamp(), TODAY).date == day


def test_the_page_settles_an_ambiguous_date() -> None:
    text = "Published: 10 August 2022\nThe harbour opened.\n"
    own = Document(Article(text=text, published="10/08/2022")).own_date
    assert own is not None
    assert (own.date, own.origin, own.alternatives) == (datetime.date(2022, 8, 10), "metadata", ())
