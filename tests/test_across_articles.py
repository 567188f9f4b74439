"""What two articles say of one thing: copies aligned sentence by sentence, quotations, names and days compared."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from auditor.article import Article
from auditor.config import load
from auditor.dismissals import Dismissals
from auditor.document import Document
from auditor.engine.prepare import prepare
from auditor.finding import Finding
from auditor.intake import Record
from auditor.reading.sentence_frames import Frame, aligned

STORY = (
    "The fire in the old mill at Lund killed {n} people on Monday, the mayor said in the evening. It was first seen by "
    "a neighbour, {who}, who called the fire brigade at once. The mill had stood empty for {years} years before it was "
    "sold to a bank from Oslo. Nobody knows what the owners had in mind for it, or who will pay for clearing the ruin."
)
PLAIN = {"n": "12", "who": "Ann Roe", "years": "30"}
SAYING = (
    'At the harbour Ann Roe said: "Nobody in this {town} has ever told the fishermen of Norvik what the dam will cost."'
)


def findings(
    texts: dict[str, tuple[str, str]], scratch: Path, sources: dict[str, str] | None = None
) -> dict[str, list[Finding]]:
    """Audit articles given as id -> (date, text)."""
    articles = [
        Article(id=id_, published=day, text=text, source=(sources or {}).get(id_, f"{id_}.example"))
        for id_, (day, text) in texts.items()
    ]
    auditor = prepare(load(overrides={"select": ["contradictions"]}), Dismissals(), datetime.date(2026, 1, 1), jobs=1)
    records = iter([Record(article, {"id": article.id, "text": article.text}) for article in articles])
    return {item.article.id: list(item.findings) for item in auditor.stream(records, scratch)}


@pytest.mark.parametrize(
    ("changed", "mine", "theirs"),
    [({"n": "21"}, "12", "21"), ({"who": "Eve Roe"}, "Ann Roe", "Eve Roe"), ({"years": "thirteen"}, "30", "thirteen")],
)
def test_a_copy_with_another_filling_is_marked_on_both_sides(
    changed: dict[str, str], mine: str, theirs: str, tmp_path: Path
) -> None:
    day = "2024-03-05" if "who" in changed else ""
    texts = {"a": (day, STORY.format(**PLAIN)), "b": (day, STORY.format(**{**PLAIN, **changed}))}
    found = findings(texts, tmp_path)
    (one,), (other,) = found["a"], found["b"]
    assert (one.rule, one.text, one.related[0].text, one.related[0].article_id) == (
        "contradictions/near-copy-conflict",
        mine,
        theirs,
        "b",
    )
    assert (other.text, other.related[0].text, other.related[0].article_id) == (theirs, mine, "a")
    assert one.message == f'"{mine}" here, "{theirs}" in the same sentence of b.example'


@pytest.mark.parametrize(
    ("day", "changed", "sources"),
    [
        ("", {"years": "30.4"}, {}),
        ("", {"n": "21"}, {"a": "x.example", "b": "x.example"}),
        ("2024-03-05", {"who": "Eve Roe"}, {"a": "x.example", "b": "x.example"}),
        ("2024-03-05", {"who": "Max Hale"}, {}),
    ],
)
def test_a_rounding_a_version_and_another_person_are_not_marked(
    day: str, changed: dict[str, str], sources: dict[str, str], tmp_path: Path
) -> None:
    texts = {"a": (day, STORY.format(**PLAIN)), "b": (day, STORY.format(**{**PLAIN, **changed}))}
    assert not any(findings(texts, tmp_path, sources).values())


def test_one_weekday_in_copies_of_two_weeks_is_no_conflict(tmp_path: Path) -> None:
    texts = {"a": ("2024-03-05", STORY.format(**PLAIN)), "b": ("2024-03-12", STORY.format(**PLAIN))}
    assert not any(findings(texts, tmp_path).values())


def test_a_saying_in_two_wordings_is_marked_with_the_others_words(tmp_path: Path) -> None:
    texts = {"a": ("2024-03-05", SAYING.format(town="town")), "b": ("2024-03-06", SAYING.format(town="village"))}
    found = findings(texts, tmp_path)
    assert [(one.rule, one.certainty) for one in found["a"]] == [("contradictions/sister-quote-conflict", "verify")]
    assert "village" in found["a"][0].related[0].text
    assert found["b"][0].related[0].article_id == "a"


@pytest.mark.parametrize(
    "other", [SAYING.format(town="town"), SAYING.format(town="village").replace("Ann Roe", "Max Hale")]
)
def test_the_same_words_and_another_speakers_are_no_conflict(other: str, tmp_path: Path) -> None:
    assert not any(
        findings({"a": ("2024-03-05", SAYING.format(town="town")), "b": ("2024-03-06", other)}, tmp_path).values()
    )


CHIEF = "NORVIK - The fire at Thorne mill in Elberfeld was lit, {title} {first} Brandvold said near Lundby on Monday."
AGAIN = "At Elberfeld, {title} {first} Brandvold of Norvik looked at what the fire left of Thorne mill and Lundby pier."


@pytest.mark.parametrize(("first", "marked"), [("Karen", 1), ("Christopher", 0), ("C.", 0), ("Chris", 0)])
def test_another_first_name_under_one_title_is_marked(first: str, marked: int, tmp_path: Path) -> None:
    texts = {
        "a": ("2024-03-05", CHIEF.format(title="Mayor", first="Chris")),
        "b": ("2024-03-06", AGAIN.format(title="Mayor", first=first)),
    }
    found = findings(texts, tmp_path)
    assert [one.rule for one in found["a"]] == ["contradictions/sister-name-conflict"] * marked


def test_a_surname_of_two_words_is_one_surname(tmp_path: Path) -> None:
    texts = {
        day: (day, text.format(title="Mayor", first=first).replace("Brandvold", "van Brandvold"))
        for day, text, first in (("2024-03-05", CHIEF, "Chris"), ("2024-03-06", AGAIN, "Karen"))
    }
    (found,) = findings(texts, tmp_path)["2024-03-05"]
    assert found.message == 'mayor "Chris van Brandvold" here, "Karen van Brandvold" in 2024-03-06.example'


HELD = (
    "Ole Brandvold was arrested in Elberfeld on {day} over the fire that destroyed the Thorne mill, Norvik police said."
)


@pytest.mark.parametrize(("day", "marked"), [("Wednesday", 1), ("5 March 2024", 0), ("Tuesday", 0)])
def test_one_event_on_two_days_is_marked(day: str, marked: int, tmp_path: Path) -> None:
    texts = {
        "a": ("2024-03-07", HELD.format(day="Tuesday")),
        "b": ("2024-03-07", "It was late. " + HELD.format(day=day).replace("Norvik police", "the police of Norvik")),
    }
    found = findings(texts, tmp_path)
    assert [one.rule for one in found["a"]] == ["contradictions/sister-date-conflict"] * marked


def test_a_frame_that_stands_twice_is_not_aligned() -> None:
    text = STORY.format(**PLAIN)
    frames = Document(Article(text=text, published="2024-03-05")).frames
    assert frames
    assert [one for one, _ in aligned(frames, frames)] == list(frames)
    assert aligned((*frames, *frames), frames) == []
    assert [Frame.from_json(frame.to_json()) for frame in frames] == list(frames)
