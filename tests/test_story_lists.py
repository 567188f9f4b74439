"""Lists of other stories are told from the lists that an article makes itself."""

from __future__ import annotations

import pytest

from auditor.reading.lines import read_lines
from auditor.reading.story_lists import read_story_lists

_PROSE = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday.\n"
    "Ships from the island will be the first to use the new quay, which cost nine million.\n"
)


@pytest.mark.parametrize(
    "entries",
    [
        [
            "Town hall sold - November 6, 2020",
            "-",
            "Wolf seen near mill | 6 November 2020",
            "Singer ends tour • 3.11.2020",
        ],
        [
            "Rathaus wird verkauft",
            "6. November 2023",
            "Wolf an der Mühle",
            "6. November 2023",
            "Ende der Tour",
            "3.11.2023",
        ],
        [
            "Wolves Seen at Old Mill",
            "Singer Ends Tour After Surgery",
            "Which Phone to Buy This Year?",
            "Bank of Lund Sold to Rival",
        ],
    ],
    ids=["day behind", "day below", "title case"],
)
def test_list_of_other_stories(entries: list[str]) -> None:
    lines = read_lines(_PROSE + "\n".join(entries))
    marked = {line.text for line in lines if line.number in read_story_lists(lines)}
    assert marked == {entry for entry in entries if entry != "-"}


@pytest.mark.parametrize(
    "entries",
    [
        ["Town hall sold - November 6, 2020", "Wolf seen near mill - November 6, 2020"],
        ["November 3, 2020 - The mill burns", "November 6, 2020 - The mayor goes", "November 9, 2020 - The port opens"],
        [
            "Mayor Anna Roe Smith of Lund",
            "Oslo Envoy Kari Berg Dahl",
            "Malmö Bishop Per Holm Strand",
            "Bank Head Ove Lie Moe",
        ],
        [
            "Quay One for Old Ships",
            "Quay Two for Big Ships",
            "Quay Three for Pilots Only",
            "Quay Four for Island Ships",
        ],
        [
            "Harbour Opens in May at Last",
            "Mayor Praises Work on Quay",
            "Ships of the Island Come First",
            "Nine Years for Nine Million",
        ],
    ],
    ids=["two entries", "days before", "names", "one beginning", "the story's own words"],
)
def test_list_of_the_article(entries: list[str]) -> None:
    assert not read_story_lists(read_lines(_PROSE + "\n".join(entries)))
