"""Lines that are the article's own whatever the line model says: lists of days, customary headings, sounds."""

from __future__ import annotations

import time

import pytest

from auditor import knowledge
from auditor.reading.lines import read_lines
from auditor.reading.own_lines import HEADINGS, read_own_lines

PARAGRAPH = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday evening, and the first ships from"
    " the island will be there at noon."
)


def own(text: str) -> list[str]:
    lines = read_lines(text)
    found = read_own_lines(lines)
    return [line.text for line in lines if line.number in found]


def test_a_list_of_days_is_and_links_with_a_day_are_not() -> None:
    days = ["June 9 – Malmö, Town Hall", "Sat. 14 June: Lund, Cathedral", "June 20th, 2026 @ Ystad Theatre"]
    links = ["June 9, 2026", "June 10, 2026 at 5:14 PM", "Wolves return - June 11, 2026", "June 12: Singer ill"]
    assert own("\n".join([*days, "Sports", *links])) == days


@pytest.mark.parametrize("heading", knowledge.toml(HEADINGS)["headings"])
def test_a_customary_heading_is_above_a_paragraph_and_not_in_a_menu(heading: str) -> None:
    title = heading.capitalize()
    assert own(f"{title}:\n{PARAGRAPH}") == [f"{title}:"]
    assert own(f"{title}\nSports\n{PARAGRAPH}\n{title}") == []


@pytest.mark.parametrize("line", knowledge.toml(HEADINGS)["passed"])
def test_other_lines_above_a_paragraph_are_left_to_the_model(line: str) -> None:
    assert own(f"{line}\n{PARAGRAPH}") == []


def test_sounds_of_a_transcript_are() -> None:
    sounds = ['(SOUNDBITE OF BAND SONG, "SHOOTER")', "[APPLAUSE]"]
    assert own("\n".join([*sounds, "(Photo by Anna Roe)", "(SPORTS)"])) == sounds


@pytest.mark.parametrize("unit", ["June 9 – ", "— a: 1", "(APPLAUSE", "9 May ", "Mon, "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    own("\n".join([unit * 40_000, *[unit] * 2_000]))
    assert time.process_time() - start < 2
