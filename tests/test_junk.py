"""Furniture, credits and the views that the scraper-junk checks read."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import knowledge
from auditor.article import Article
from auditor.catalog import all_checks
from auditor.document import Document
from auditor.reading.credits import read_credits
from auditor.reading.furniture import Furniture, read_furniture
from auditor.reading.lines import read_lines
from auditor.reading.phrases import FILE, files, fold, phrases
from auditor.reading.topic import topic_words

LISTS = knowledge.toml(FILE)
JUNK = [check for check in all_checks().values() if check.family == "scraper-junk"]


def furniture(text: str) -> tuple[Furniture, ...]:
    return read_furniture(read_lines(text))


def _samples(key: str) -> list[tuple[str, str]]:
    return [(kind, line) for _, lists in files() for kind, part in lists.items() for line in part.get(key, ())]


@pytest.mark.parametrize(("kind", "line"), _samples("found"))
def test_line_is_classed(kind: str, line: str) -> None:
    assert [(item.kind, item.line) for item in furniture(line)] == [(kind, True)]


@pytest.mark.parametrize("line", [line for _, line in _samples("passed")])
def test_near_miss_is_not_classed(line: str) -> None:
    assert furniture(f"The bridge opened on Tuesday.\n{line}\nTraffic was calm all day.") == ()


def test_every_phrase_is_owned_by_one_kind_and_every_kind_has_a_check() -> None:
    for key in ("whole", "beside", "starts", "inside", "glued", "label"):
        seen: dict[str, str] = {}
        for name, lists in files():
            assert set(lists) <= set(LISTS), name
            for kind, part in lists.items():
                for phrase in map(fold, part.get(key, ())):
                    assert phrase
                    assert seen.setdefault(phrase, kind) == kind, f"{phrase!r} of {name} stands in {seen[phrase]} too"
    assert not set(phrases().whole) & set(phrases().beside)


def _line_of_its_own(key: str, phrase: str) -> str:
    return {
        "whole": f"» {phrase.upper()}:",
        "starts": f"{phrase} Ω",
        "inside": f"Ω {phrase} Ω",
        "label": f"{phrase}: Ω ω",
    }[key]


@pytest.mark.parametrize(("name", "lists"), list(files()), ids=[name for name, _ in files()])
def test_each_phrase_is_found_in_a_line_of_its_own(name: str, lists: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    entries = [
        (kind, key, phrase)
        for kind, part in lists.items()
        for key in ("whole", "starts", "inside", "label")
        for phrase in part.get(key, ())
        if fold(phrase) not in phrases().beside
    ]
    missed = [
        (kind, key, phrase)
        for kind, key, phrase in entries
        if [(item.line, item.kind) for item in furniture(_line_of_its_own(key, phrase))] != [(True, kind)]
    ]
    assert entries, name
    assert missed == []


def test_all_listed_languages_have_their_phrases() -> None:
    names = {name.rpartition("/")[2].removesuffix(".toml") for name, _ in files()}
    assert names >= set("ar bg cs de el es fr hr it mk nl pl pt ro ru sq sr-cyrl tr uk".split())


def test_a_bare_word_counts_only_beside_other_furniture() -> None:
    alone = "The bridge opened.\nResources\nTraffic was calm."
    assert furniture(alone) == ()
    footer = "The bridge opened.\nAll rights reserved\nResources\nNews"
    assert [item.span.of(footer) for item in furniture(footer)] == ["All rights reserved", "Resources", "News"]


def test_furniture_in_a_run_is_trusted_more_than_a_lone_word() -> None:
    (lone,) = furniture("The bridge opened.\nTweet\nTraffic was calm.")
    first, second = furniture("The bridge opened.\nTweet\nLeave a Reply")
    assert lone.sure < 0.9 <= min(first.sure, second.sure)


def test_glued_furniture_leaves_the_prose_alone() -> None:
    text = (
        "The bridge opened on Tuesday after long delays. Story continues below advertisement Traffic was calm. "
        "Tweet Share The mayor had feared worse, and so had the firms that built it over nine years."
    )
    assert [item.span.of(text) for item in furniture(text)] == ["Story continues below advertisement", "Tweet Share"]


def test_a_header_run_together_is_no_caption() -> None:
    text = "date 2021-03-04 World Bridge opens. It took nine years. Tweet Share AFP/Jane Doe\nTraffic was calm."
    (credit,) = Document(Article(text=text)).credits
    assert (credit.kind, credit.span.of(text)) == ("glued", "AFP/Jane Doe")


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Photo: Jane A. Doe/AFP/Getty Images", "Photo: Jane A. Doe/AFP/Getty Images"),
        ("Foto: Tanjug/Jane Doe", "Foto: Tanjug/Jane Doe"),
        ("Cars cross the bridge. Jane Doe | Reuters", "Cars cross the bridge. Jane Doe | Reuters"),
        ("EPA-EFE/JANE DOE Cars cross the bridge again, and the mayor is glad of it, he said.", "EPA-EFE/JANE DOE"),
    ],
)
def test_credit(text: str, credit: str) -> None:
    assert [item.span.of(text) for item in read_credits(read_lines(text), ())] == [credit]


@pytest.mark.parametrize(
    "text",
    [
        "A Reuters/Ipsos poll found support for the bridge.",
        "The AP/NORC survey of 1,000 adults asked about bridges.",
        "He photographed bridges and/or ferries.",
        "PARIS (AFP) - The bridge opened.",
        "The image: a city that works.",
    ],
)
def test_no_credit(text: str) -> None:
    assert read_credits(read_lines(text), ()) == ()


def test_topic_words_meet_across_endings_and_hyphens() -> None:
    assert topic_words("Serbian dealings") == topic_words("the deals with Serbia")
    assert topic_words("Ferry-hostage row") > topic_words("hostages")


def test_each_stretch_has_one_owner() -> None:
    examples = [example.text for check in JUNK for example in check.examples]
    document = Document(Article(text="\n\n".join(examples)))
    lines = [hit.span for check in JUNK for hit in check.find(document)]
    assert len(lines) == len(set(lines))


@given(st.text(alphabet="aA /|()@#:.,-\n“\"'0©Share Tweet Photo AFP", max_size=300))
def test_furniture_lies_inside_its_text_in_order(text: str) -> None:
    found = furniture(text)
    assert all(0 <= item.span.start < item.span.end <= len(text) for item in found)
    assert all(before.span.end <= after.span.start for before, after in itertools.pairwise(found))


@pytest.mark.parametrize(
    "unit",
    ["a", " ", '"', "1", "A ", "A.", "/", "AFP/", "Tweet ", "(", "#a ", "> ", "Photo: ", "[", "<a ", "&", "\n1\n"],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    document = Document(Article(text="/" + unit * (300_000 // len(unit)) + "/"))
    start = time.process_time()
    for check in JUNK:
        list(check.find(document))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for Daily Newsletters Manage Newsletters",
        "( Also on THE HERALD: A second bridge is to be built)",
        "( PHOTOS: The new harbour)",
        "Copyright © 2019 The Herald, LLC. Click here for reprint permission.",
        "Follow Jane Doe on Twitter",
    ],
)
def test_doubled_blanks_hide_no_furniture(line: str) -> None:
    def kinds(text: str) -> list[tuple[str, float]]:
        story = "The council met on Monday in the old hall and decided to repair the bridge."
        document = Document(Article(text=f"{story}\n\n{text}\n\n{story.replace('Monday', 'Friday')}"))
        return [(item.kind, item.sure) for item in document.furniture]

    assert kinds(line)
    for at in [place for place, letter in enumerate(line) if letter == " "]:
        assert kinds(f"{line[:at]} {line[at:]}") == kinds(line)


def test_excerpts_of_a_blog_are_marked_where_they_break_off() -> None:
    text = (
        "The council of Lund met on Tuesday and will vote on the bridge, the mayor said at noon. […]\n"
        "The harbour of Split was closed for two days because of a storm from the south […]\n"
        "Both towns have waited for years for what the council calls a new beginning."
    )
    hits = all_checks()["scraper-junk/truncated-text"].find(Document(Article(id="a", text=text)))
    assert [hit.span.of(text) for hit in hits] == ["noon. […]", "south […]"]


def test_marks_of_a_theme_are_code_of_the_page() -> None:
    text = "[slider autoplay=”true”]\nThe harbour [the old one] opened on Monday, he said [sic]."
    assert [span.of(text) for span in Document(Article(id="a", text=text)).markup] == ["[slider autoplay=”true”]"]


def test_lines_wrapped_in_one_block_are_one_paragraph_and_headlines_are_not() -> None:
    wrapped = (
        "LUND, May 20 - The mayor and the council of the town on Monday opened the\n"
        "harbour to ships, and the first of them came in from the north at noon,\n"
        "as Anna Roe, who had waited for it since the morning, told the paper at the\n"
        "quay.\nMore ships are to come.\nSport\nWeather\nContact"
    )
    assert [len(paragraph.lines) for paragraph in Document(Article(id="a", text=wrapped)).paragraphs] == [4, 1, 1, 1, 1]
    headlines = "\n".join(f"Harbour of Lund opens to ships from the north after {year} years" for year in range(20, 26))
    assert [len(paragraph.lines) for paragraph in Document(Article(id="a", text=headlines)).paragraphs] == [1] * 6


def test_hidden_addresses_and_formulas_are_remains_of_the_page() -> None:
    text = "Write to [email\u00a0protected] about {\\displaystyle x+y} or to [the editor] and {her}."
    found = [span.of(text) for span in Document(Article(text=text)).markup]
    assert found == ["[email\u00a0protected]", "{\\displaystyle x+y}"]


def test_the_headline_of_a_text_without_a_title_is_its_own() -> None:
    lines = ["Sports", "More News From Around", "Harbour opens after nine years of work", "Share"]
    prose = [
        "The harbour opened on Tuesday after nine years of work, the mayor said to the pilots.",
        "Ships from the island were the first to use the new quay, which cost nine million.",
    ] * 3
    called = {item.span for item in Document(Article(text="\n".join([*lines, *prose]))).boilerplate}
    assert not any(span.of("\n".join(lines)).startswith("Harbour") for span in called)
