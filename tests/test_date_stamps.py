"""Dates that the page printed about the article itself, told from dates of the story."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading.date_stamps import NEAR, DateStamp, read_date_stamps
from auditor.reading.lines import read_lines

BODY = "\n\nThe harbour opened to ships from the island after nine years of work, the mayor said.\n"


def stamps(text: str) -> tuple[DateStamp, ...]:
    return read_date_stamps(text, read_lines(text))


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Published: 3 May 2021", (2021, 5, 3)),
        ("Posted on May 3, 2021", (2021, 5, 3)),
        ("date 2021-05-03 World The harbour opened, the mayor said last night after a long day.", (2021, 5, 3)),
        ("Updated 14:05 GMT, 3 May 2021", (2021, 5, 3)),
        ("First published on Mon 3 May 2021 10.05 BST", (2021, 5, 3)),
        ("Posted Mon 3 May 2021 at 5:05am", (2021, 5, 3)),
        ("2021-05-03T10:05:00Z", (2021, 5, 3)),
        ("NEWS 13.05.2021 11:41", (2021, 5, 13)),
        (
            "Source: Agency Monday, May 3, 2021 | 08:38 Share this with all of your friends, wherever they are.",
            (2021, 5, 3),
        ),
        ("By Jane Doe | May 3, 2021", (2021, 5, 3)),
        ("3 May 2021", (2021, 5, 3)),
        ("SPLIT, 3 May 2021 - The harbour opened.", (2021, 5, 3)),
        ("May 3, 2021 (Newswire) -- The harbour opened.", (2021, 5, 3)),
    ],
)
def test_stamps(head: str, day: tuple[int, int, int]) -> None:
    [stamp] = stamps(head + BODY)
    assert stamp.date == datetime.date(*day)
    assert stamp.alternatives == ()
    assert stamp.span.of(head + BODY) == stamp.text


@pytest.mark.parametrize(
    "line",
    [
        "On 10 June 1999 the war ended and the troops left the province.",
        "He was born on 3 May 1921.",
        "The law, published 3 May 2021, bans boats in the harbour and on the river for good.",
        "It was released 3 May 2021 and sold a million copies in two weeks.",
        "The photo was uploaded on 3 May 2021 by the mayor, who denies it.",
        "The deadline is 11:59 p.m. EST December 31, 2018.",
        "The mayor in the harbour, January 10, 2017. (Photo: Jo Bloggs)",
        "Battle of the harbour, 10 June 1999",
        "It opens! — Port Office (@port) July 16, 2013",
        "Version 10.08.20 was installed.",
        "Published: 31 February 2021",
    ],
)
def test_dates_of_the_story(line: str) -> None:
    assert stamps(line + BODY) == ()


def test_a_date_far_from_the_beginning_is_no_stamp() -> None:
    long = BODY * (NEAR // len(BODY) + 1)
    assert stamps(long + "Published: 3 May 2021\n") == ()


def test_a_bare_date_further_down_is_a_heading() -> None:
    assert stamps(BODY * 6 + "3 May 2021\n") == ()


def test_an_ambiguous_stamp_says_so() -> None:
    [stamp] = stamps("NEWS 10.08.2022 11:41" + BODY)
    assert stamp.date == datetime.date(2022, 8, 10)
    assert stamp.alternatives == (datetime.date(2022, 10, 8),)


def test_the_most_trustworthy_comes_first() -> None:
    text = "NEWS 10.08.2022 11:41\nUpdated: 12 August 2022\nPublished: 10 August 2022" + BODY
    assert [stamp.text for stamp in stamps(text)] == ["10 August 2022", "12 August 2022", "10.08.2022"]


@given(st.text(alphabet="0123456789-./:| ,TZMayPublishedupdatedON()\n", max_size=200))
def test_any_text(text: str) -> None:
    for stamp in stamps(text):
        assert stamp.span.of(text) == stamp.text
        assert stamp.date not in stamp.alternatives
