"""Articles on one event: found in a run, their figures compared, updates told from conflicts."""

from __future__ import annotations

import datetime
from pathlib import Path

import orjson
import pytest

from auditor.article import Article
from auditor.config import load
from auditor.corpus_check import Row
from auditor.dismissals import Dismissals
from auditor.document import Document
from auditor.engine.prepare import prepare
from auditor.finding import Finding
from auditor.intake import Record
from auditor.passes import sister_articles
from auditor.reading.figures import Figure

RULE = "contradictions/sister-figure-conflict"
FIRST = (
    "ELBERFELD - A ferry with {n} passengers on board ran aground near Cape Thorne on Monday, Norvik Line said. "
    "Captain Ole Brandvold had left Elberfeld harbour in fog. Nobody was hurt, said Norvik spokeswoman Greta Falk."
)
SECOND = (
    "Norvik Line has stopped its service from Elberfeld after a ferry ran aground with {n} passengers on board near "
    "Cape Thorne. The captain, Ole Brandvold, is on leave. Inspectors from Lund will look at the hull, Greta Falk said."
)
THIRD = (
    "The coast guard brought {n} passengers on board the grounded ferry back to Elberfeld from Cape Thorne. Norvik "
    "Line paid for their hotels. Ole Brandvold, its captain, thanked the crew, and Greta Falk thanked the town."
)


def findings(texts: dict[str, tuple[str, str]], scratch: Path) -> dict[str, list[Finding]]:
    """Audit articles given as id -> (date, text)."""
    articles = [
        Article(id=id_, published=day, text=text, source=f"{id_}.example") for id_, (day, text) in texts.items()
    ]
    scratch.mkdir()
    auditor = prepare(load(overrides={"select": [RULE]}), Dismissals(), datetime.date(2026, 1, 1), jobs=1)
    records = iter([Record(article, {"id": article.id, "text": article.text}) for article in articles])
    return {item.article.id: list(item.findings) for item in auditor.stream(records, scratch)}


def test_two_that_differ_are_both_marked_and_name_each_other(tmp_path: Path) -> None:
    found = findings(
        {"a": ("2024-03-04", FIRST.format(n=176)), "b": ("2024-03-04", SECOND.format(n=139))}, tmp_path / "s"
    )
    assert [(f.text, f.related[0].article_id, f.certainty) for f in found["a"]] == [("176", "b", "verify")]
    assert [(f.text, f.related[0].article_id, f.certainty) for f in found["b"]] == [("139", "a", "verify")]
    assert found["a"][0].message == '"176" here, "139" in b.example, of the same thing'


def test_of_three_only_the_odd_one_is_marked(tmp_path: Path) -> None:
    texts = {"a": FIRST.format(n=176), "b": SECOND.format(n=139), "c": THIRD.format(n=139)}
    found = findings({key: ("2024-03-04", text) for key, text in texts.items()}, tmp_path / "s")
    assert {key: len(rows) for key, rows in found.items()} == {"a": 1, "b": 0, "c": 0}


@pytest.mark.parametrize("other", ["176", "about 170", "more than 150", "nearly 180", "175"])
def test_what_can_both_be_right_is_no_conflict(other: str, tmp_path: Path) -> None:
    found = findings(
        {"a": ("2024-03-04", FIRST.format(n=176)), "b": ("2024-03-04", SECOND.format(n=other))}, tmp_path / "s"
    )
    assert not any(found.values())


def test_articles_of_other_weeks_or_events_are_no_sisters(tmp_path: Path) -> None:
    unlike = (
        SECOND.replace("Norvik", "Hapsal").replace("Elberfeld", "Tarn").replace("Thorne", "Vik").replace("Ole", "Jan")
    )
    texts = {
        "a": ("2024-03-04", FIRST.format(n=176)),
        "b": ("2024-03-24", SECOND.format(n=139)),
        "c": ("2024-03-04", unlike.replace("Brandvold", "Moe").replace("Greta Falk", "Ida Holm").format(n=98)),
    }
    assert not any(findings(texts, tmp_path / "s").values())


@pytest.mark.parametrize(("later", "conflict"), [(12, False), (5, True)])
def test_a_later_toll_may_only_be_higher(later: int, conflict: bool, tmp_path: Path) -> None:
    text = (
        "The blast in the Elberfeld mill killed {n} people on Monday, said Greta Falk of the Norvik fire brigade. Ole "
        "Brandvold, who owns the mill at Cape Thorne, said that the blast in Elberfeld began in a store."
    )
    texts = {"a": ("2024-03-04", text.format(n=8)), "b": ("2024-03-05", text.format(n=later))}
    assert any(findings(texts, tmp_path / "s").values()) is conflict


def test_rows_are_plain_data_and_figures_come_back_whole() -> None:
    document = Document(Article(id="a", text=FIRST.format(n="more than 1,700"), published="2024-03-04"))
    row = orjson.loads(orjson.dumps(sister_articles.row(document)))
    assert tuple(map(Figure.from_json, row["figures"])) == document.figures
    assert [figure.printed for figure in document.figures] == ["1,700"]
    assert document.figures[0].bound == "at least"


def test_the_news_of_the_day_makes_no_sisters() -> None:
    document = Document(Article(id="a", text=FIRST.format(n=176), published="2024-03-04"))
    data = orjson.loads(orjson.dumps(sister_articles.row(document)))
    rows = [Row(number, f"{number:03}", data) for number in range(sister_articles.CROWD + 1)]
    assert list(sister_articles.judge("key", rows)) == []
    assert len(list(sister_articles.judge("key", rows[:3]))) == 6


def test_without_figures_there_is_nothing_to_compare() -> None:
    document = Document(Article(id="a", text="Greta Falk met Ole Brandvold in Elberfeld.", published="2024-03-04"))
    assert list(sister_articles.keys(document)) == []


@pytest.mark.parametrize(("sources", "marked"), [(("x.example", "x.example"), 0), (("x.example", "y.example"), 2)])
def test_a_version_by_the_same_source_is_a_correction(sources: tuple[str, str], marked: int, tmp_path: Path) -> None:
    text = FIRST + " The line has run three ships between the two towns since the old bridge was closed in May."
    articles = [
        Article(id=str(n), published="2024-03-04", source=source, text=text.format(n=count))
        for n, (source, count) in enumerate(zip(sources, (176, 139), strict=True))
    ]
    auditor = prepare(load(overrides={"select": [RULE]}), Dismissals(), datetime.date(2026, 1, 1), jobs=1)
    records = iter([Record(article, {"id": article.id, "text": article.text}) for article in articles])
    assert sum(len(item.findings) for item in auditor.stream(records, tmp_path)) == marked
