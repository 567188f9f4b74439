"""Lines that the line model calls get the kind that their wording or shape speaks for."""

import pytest

from auditor.reading.line_kinds import kind_of_called
from auditor.reading.lines import read_lines


def kind(line: str, *, above: str = "") -> str:
    lines = read_lines(f"{above or 'The harbour will open in May.'}\n{line}")
    return kind_of_called(1, lines, {1: lines[1].span}, set(), 10_000)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("UPDATED:", "line"),
        ("Last updated: 3 March 2024", "line"),
        ("Editor's Note: An earlier text gave the wrong pier.", "line"),
        ("Follow Harbour News at https://harbour.example", "contact"),
        ("Seen a whale? Email the desk: desk@harbour.example", "contact"),
        ("Let us know what you think of the new pier", "contact"),
        ("Sign up below for the evening letter", "newsletter"),
        ("NOW WATCH: The ship that would not sink", "player"),
        ("[Read more: Five piers in need of paint]", "related-label"),
        ("And see: Five piers in need of paint", "related-label"),
        ("Catch up on the regatta with our weekly podcast", "call-to-action"),
        ("Thank you! We have your letter and will answer", "comment-form"),
        ("By Jane Q. Roe and John Doe", "author-box"),
        ("Executive Director at Quiet Harbours", "author-box"),
        ("Latest posts by Jane Roe (see all)", "author-box"),
        ("The mayor with the crew, on May 16. Photographer: Jane Roe/Pool", "caption"),
        ("A diver walks past the old lighthouse in Split, on May 20, 2020.", "caption"),
        ("The mayor greets the crew of the ferry on Tuesday. Reuters", "caption"),
        ("Get our letter from the harbour in your inbox, and tell us what you think of it.", "newsletter"),
        ("We and our partners use cookies so that you see what is of use to you.", "cookie-consent"),
        ("Five piers that are in need of paint", "headline"),
        ("Singer cancels her tour of the islands", "headline"),
    ],
)
def test_a_called_line_gets_the_kind_it_speaks_for(line: str, expected: str) -> None:
    assert kind(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money through the island banks",
        "By the time the ships had left the port",
        "See how the pier was built in nine years",
        "Director walks out of the opera after nine years",
    ],
)
def test_a_headline_that_opens_like_a_prompt_stays_a_headline(line: str) -> None:
    assert kind(line) == "headline"


def test_two_headlines_beside_one_another_are_a_list_of_links() -> None:
    lines = read_lines("Five piers in need of paint\nSinger cancels her tour of the islands")
    called = {line.number: line.span for line in lines}
    assert [kind_of_called(number, lines, called, set(), 10_000) for number in called] == ["link-list", "link-list"]
