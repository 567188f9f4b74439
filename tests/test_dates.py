"""Time expressions: where they stand, what they stand for, and that hostile text costs no more than its length."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading.dates import DateMention, read_dates
from auditor.reading.timex_numbers import duration, number, spelled_year
from auditor.reading.timex_setting import moved

WEDNESDAY = datetime.date(2022, 2, 9)


def read(text: str, anchor: datetime.date | None = WEDNESDAY) -> list[DateMention]:
    return list(read_dates(text, anchor))


def values(text: str, anchor: datetime.date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.value) for mention in read(text, anchor)]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        # days
        ("The bridge opened on Feb. 3, 2021.", "Feb. 3, 2021", "2021-02-03"),
        ("The bridge opened on 3 February 2021.", "3 February 2021", "2021-02-03"),
        ("The bridge opened on the 3rd of February 2021.", "3rd of February 2021", "2021-02-03"),
        ("It opens Tuesday, 3 March 2020, at last.", "Tuesday, 3 March 2020", "2020-03-03"),
        ("It opened on Tuesday evening, March 3, 2020.", "Tuesday evening, March 3, 2020", "2020-03-03"),
        ("In this Wednesday, May 11, 2016 photo.", "Wednesday, May 11, 2016", "2016-05-11"),
        ("The log of 2021-02-03 is lost.", "2021-02-03", "2021-02-03"),
        ("The log of 23.02.2021 is lost.", "23.02.2021", "2021-02-23"),
        ("The log of 03.02.2021 is lost.", "03.02.2021", None),
        ("It was signed on Nov. 15.", "Nov. 15", "2021-11-15"),
        ("It will be signed on Nov. 15.", "Nov. 15", "2022-11-15"),
        ("It was signed on 20 February.", "20 February", "2022-02-20"),
        ("They met on Monday.", "Monday", "2022-02-07"),
        ("They met on Wednesday.", "Wednesday", "2022-02-09"),
        ("They will meet on Monday.", "Monday", "2022-02-14"),
        ("They met last Friday.", "last Friday", "2022-02-04"),
        ("They meet next Friday.", "next Friday", "2022-02-11"),
        ("It rained yesterday.", "yesterday", "2022-02-08"),
        ("It rained late Tuesday night.", "late Tuesday night", "2022-02-08TNI"),
        ("It rained this morning.", "this morning", "2022-02-09TMO"),
        ("It closed at 10:35 a.m. EST Monday, police said.", "10:35 a.m. EST Monday", "2022-02-07T10:35"),
        ("It closed at 14:30 GMT.", "14:30 GMT", "2022-02-09T14:30"),
        # periods
        ("It was built in May 1994.", "May 1994", "1994-05"),
        ("It was built in October.", "October", "2021-10"),
        ("It opened in June last year.", "June last year", "2021-06"),
        ("It was built in 1994.", "1994", "1994"),
        ("It was built in nineteen ninety-four.", "nineteen ninety-four", "1994"),
        ("It was built by the end of 1994.", "the end of 1994", "1994"),
        ("Trade grew in the 1990s.", "the 1990s", "199"),
        ("Trade grew in the 19th century.", "the 19th century", "18"),
        ("Trade grew in the summer of 2019.", "the summer of 2019", "2019-SU"),
        ("Trade grew in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("Trade grew in the second half of 2019.", "the second half of 2019", "2019-H2"),
        ("Trade grew last week.", "last week", "2022-W05"),
        ("Trade grew last month.", "last month", "2022-01"),
        ("Trade grew last year.", "last year", "2021"),
        ("Trade grew in fiscal 2019.", "fiscal 2019", "2019"),
        ("It was built 20 years ago.", "20 years ago", "2002"),
        ("It was built three weeks ago.", "three weeks ago", "2022-01-19"),
        ("It was built two months ago.", "two months ago", "2021-12"),
        ("It was built several years ago.", "several years ago", "PAST_REF"),
        ("They arrived over the weekend.", "the weekend", "2022-W05-WE"),
        ("She is now a judge.", "now", "PRESENT_REF"),
        ("Nobody knows the future.", "the future", "FUTURE_REF"),
        # lengths and rhythms
        ("He led the bank for ten years.", "ten years", "P10Y"),
        ("He served a ten-year term.", "ten-year", "P10Y"),
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("It took an hour and a half.", "an hour and a half", "PT1H30M"),
        ("It took nearly twenty-four hours.", "nearly twenty-four hours", "PT24H"),
        ("Sales fell over the past two months.", "the past two months", "P2M"),
        ("Sales fell for several weeks.", "several weeks", "PXW"),
        ("They meet every Friday.", "every Friday", "XXXX-WXX-5"),
        ("The daily count rose.", "daily", "P1D"),
        ("They meet on Mondays.", "Mondays", "XXXX-WXX-1"),
        ("They meet on Tuesday nights.", "Tuesday nights", "XXXX-WXX-2TNI"),
        ("It rose over the next three quarters.", "the next three quarters", "P9M"),
        ("It takes the next 12 to 18 months.", "the next 12 to 18 months", "PXM"),
        ("It takes all the weeks ahead.", "the weeks ahead", "PXW"),
        ("It rose in the year ended with a loss.", "the year", "P1Y"),
        ("It rose in last year's third quarter.", "last year's third quarter", "2021-Q3"),
        ("It shuts at the end of the month.", "the end of the month", "2022-02"),
        ("It shuts by year end.", "year end", "2022"),
        ("It shut earlier this month.", "this month", "2022-02"),
        ("The net will be dry through June.", "June", "2022-06"),
        ("On Friday, the board will meet.", "Friday", "2022-02-11"),
        ("The board could be seen on Friday.", "Friday", "2022-02-04"),
        ("It ends at 5 p.m. EST, Nov. 6.", "5 p.m. EST, Nov. 6", "2022-11-06T17:00"),
        ("They meet in the hall on Friday.", "Friday", "2022-02-11"),
        ("The board set Friday as the last day.", "Friday", "2022-02-04"),
        ("A vote is set for Friday.", "Friday", "2022-02-11"),
        ("It had been scheduled to open on Friday.", "Friday", "2022-02-04"),
        ("Ten states had paid by Friday.", "Friday", "2022-02-04"),
        ("He said by phone that ten states would pay by Friday.", "Friday", "2022-02-11"),
        ("The half ended Feb. 28.", "Feb. 28", "2021-02-28"),
        ("Trade grew over the summer.", "summer", "2021-SU"),
        ("He hopes to win it in the fall.", "fall", "2022-FA"),
        ("It rose to a high for the year of $42.", "the year", "2022"),
        ("It rose, but not in the 2019 period.", "the 2019 period", "2019"),
        ("It ends by the year two thousand and one.", "the year two thousand and one", "2001"),
        ("It was extended for another year.", "another year", "P1Y"),
        ("It was dark on Thanksgiving Day 2021.", "Thanksgiving Day 2021", "2021-11-25"),
        ("It was dark on Election Day 2020.", "Election Day 2020", "2020-11-03"),
        ("It was dark on Memorial Day.", "Memorial Day", "2022-05-30"),
        ("It was dark at Easter.", "Easter", "2022-04-17"),
        ("It was dark on Christmas Eve.", "Christmas Eve", "2021-12-24"),
    ],
)
def test_one_expression(text: str, found: str, value: str | None) -> None:
    assert values(text) == [(found, value)]


@pytest.mark.parametrize(
    "text",
    [
        "You may march if you must.",
        "Jan Novak and May Brown met April Jones.",
        "The 44-year-old driver was unhurt.",
        "The driver, 37 years old, was unhurt.",
        "Some 2000 people came, and 1990 workers left.",
        "It cost $1999, or €2,010.50.",
        "It costs $5 a week.",
        "Wait a second.",
        "There are four flights a week.",
        "The Christmas tree is a fir.",
        'He said so on "60 Minutes" and wrote it in The Daily Post.',
        "The second man knows it.",
    ],
)
def test_no_time_expression(text: str) -> None:
    assert values(text) == []


def test_both_years_of_a_range_are_read() -> None:
    assert values("the flu of 2009-2010") == [("2009", "2009"), ("2010", "2010")]


def test_what_was_named_before_is_leant_on() -> None:
    text = "The port opened on 3 March 2019. It sank that day. The following day it rained."
    assert [value for _, value in values(text)] == ["2019-03-03", "2019-03-03", "2019-03-04"]


def test_a_comparison_is_an_aside() -> None:
    text = "Sales rose in the third quarter of 2019 from a year earlier; profit rose from a year earlier."
    assert [value for _, value in values(text)] == ["2019-Q3", "2018-Q3", "2018-Q3"]


@pytest.mark.parametrize(
    "text", ["on 31 February 2022", "on February 30", "on Wednesday, June 31, 2021", "on 2021-13-01"]
)
def test_a_day_that_no_calendar_has(text: str) -> None:
    [mention] = read(text)
    assert mention.impossible
    assert mention.value is None
    assert mention.date is None


def test_nine_months_are_compared_with_a_year_and_not_with_the_quarter() -> None:
    text = "Sales rose in the third quarter of 2019. In the first nine months they fell from a year earlier."
    assert [value for _, value in values(text)] == ["2019-Q3", "P9M", "2018"]


def test_weeks_ago_have_a_day_for_their_value_and_name_none() -> None:
    [weeks] = read("It was built two weeks ago.")
    assert (weeks.value, weeks.date) == ("2022-01-26", None)


def test_a_leap_day_without_a_year_is_possible() -> None:
    [mention] = read("He was born on Feb. 29.")
    assert not mention.impossible


def test_the_facts_of_a_mention() -> None:
    [full] = read("on Tuesday, March 3, 2020")
    assert (full.type, full.weekday, full.date, full.explicit_year) == (
        "DATE", "Tuesday", datetime.date(2020, 3, 3), True,
    )  # fmt: skip
    [bare] = read("on Mon. 7 Feb")
    assert (bare.weekday, bare.date, bare.explicit_year) == ("Monday", datetime.date(2022, 2, 7), False)
    [week] = read("over the weekend")
    assert week.date is None


def test_without_an_anchor_only_absolute_expressions_have_a_value() -> None:
    text = (
        "Yesterday, on Monday, on Nov. 15, last week, 20 years ago, in October; in 1994, on 3 May 2020, for ten years."
    )
    assert [value for _, value in values(text, None)] == [None] * 6 + ["1994", "2020-05-03", "P10Y"]


def test_spans_point_at_the_text() -> None:
    text = "Ünïcode 😀 first: on 3 May 2020 it rained."
    [mention] = read(text)
    assert mention.span.of(text) == mention.text == "3 May 2020"


@pytest.mark.parametrize(
    ("words", "count"),
    [("a", 1), ("twenty-four", 24), ("2 1/2", 2.5), ("1,200", 1200), ("a hundred", 100), ("two thousand", 2000)],
)
def test_number(words: str, count: float) -> None:
    assert number(words) == count


def test_numbers_that_are_none() -> None:
    assert number("few") is None
    assert spelled_year("nineteen people") is None


def test_durations() -> None:
    assert [duration(2, "decade"), duration(2.5, "week"), duration(0.5, "hour")] == ["P20Y", "P2.5W", "PT30M"]


def test_moving_stays_inside_the_calendar() -> None:
    assert moved("2020-01-31", months=1) is None
    assert moved("9999-12-31", days=1) is None
    assert moved("0001", years=-1) is None
    assert moved("2022-W06", years=1) is None


_PIECES = st.sampled_from(
    ["31", "February", "may", "2022", "1/1/1", "00", "ten", "a", "hundred", "years", "year", "ago", "earlier", "last",
     "Monday", "next", "the", "quarter", "decade", "9999", "million", "12:61", "p.m.", "-", "'80s", "day", "that", "İ",
     "nineteen", "century", "99th", "of", "half", "²", "٣"]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(_PIECES, max_size=12).map(" ".join)),
    st.one_of(st.none(), st.dates(), st.sampled_from([datetime.date.min, datetime.date.max])),
)
def test_any_text_and_any_anchor(text: str, anchor: datetime.date | None) -> None:
    end = 0
    for mention in read_dates(text, anchor):
        assert mention.span.start >= end
        assert mention.span.width > 0
        assert mention.span.of(text) == mention.text
        assert not (mention.impossible and (mention.value or mention.date))
        end = mention.span.end


@pytest.mark.parametrize(
    "piece", ["a", " ", '"', "1", "1.", "a year ", "the past ", "May ", "2022-02-09 ", "one hundred ", "Monday, "]
)
def test_the_cost_grows_with_the_length_only(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 5  # a slow machine needs under 1 s; a square law would need minutes
