"""The vocabulary of a run: what several independent sources print is no slip."""

from __future__ import annotations

from pathlib import Path

import orjson

from auditor import api
from auditor.article import Article
from auditor.config.load import load
from auditor.context import Context
from auditor.corpus_check import Row
from auditor.document import Document
from auditor.passes import run_names
from auditor.reading.vocabulary import vouched

TEXTS = [
    f"Lindqvist won. Lindqvist smiled. Lindqvist spoke. In {place} the voters said that {place} Lindqvits was late."
    for place in ("Paris", "London", "Rome", "Berlin", "Madrid", "Vienna", "Warsaw")
]


def rows(texts: list[str], sources: list[str]) -> list[Row]:
    return [
        Row(n, str(n), orjson.loads(orjson.dumps(run_names.row(Document(Article(text=text, source=source))))))
        for n, (text, source) in enumerate(zip(texts, sources, strict=True))
    ]


def test_a_spelling_of_three_sources_is_in_the_vocabulary() -> None:
    texts = [f"{lead} met Mr Qwelani." for lead in ("The mayor", "Some reporters", "The envoys and others")]
    keys = set(run_names.keys(Document(Article(text=texts[0], source="a"))))
    assert keys == {"Qwelani"}
    judged = list(run_names.judge("Qwelani", rows(texts, ["a", "b", "c"])))
    assert judged == [(n, {"spelling": "Qwelani", "sources": 3}) for n in range(3)]
    assert list(run_names.judge("Qwelani", rows(texts, ["a", "b", "b"]))) == []


def test_copies_of_one_report_count_once_whatever_their_source() -> None:
    assert list(run_names.judge("Qwelani", rows(["The mayor met Mr Qwelani."] * 5, list("abcde")))) == []


def test_without_a_source_an_article_takes_no_part() -> None:
    assert list(run_names.keys(Document(Article(text="The mayor met Mr Qwelani.")))) == []


def test_words_need_more_sources_than_names_and_rivals_count() -> None:
    assert vouched("Qwelani", "Kwelani", {"Qwelani": 3})
    assert not vouched("qwelani", "welani", {"qwelani": 4})
    assert vouched("qwelani", "welani", {"qwelani": 5})
    assert not vouched("Buttigeig", "Buttigieg", {"Buttigeig": 3, "Buttigieg": 15})
    assert not vouched("Obamcare", "Obamacare", {"Obamcare": 3})  # a known word, which the run does not count


def test_a_vouched_name_is_not_flagged() -> None:
    text = "Lindqvist won. Lindqvist smiled. Lindqvist spoke. At the end Lindqvits left."
    alone = Document(Article(text=text))
    assert [slip.rare.form for slip in alone.name_slips] == ["Lindqvits"]
    known = {"run-names": ({"spelling": "Lindqvits", "sources": 4},)}
    assert Document(Article(text=text), Context(gathered=known)).name_slips == ()


def test_in_a_run_the_order_of_articles_changes_nothing(tmp_path: Path) -> None:
    def findings(order: list[int], name: str) -> list[tuple[str, str, int]]:
        source = tmp_path / f"{name}.jsonl"
        source.write_bytes(
            b"\n".join(orjson.dumps({"id": str(n), "text": TEXTS[n], "source": f"s{n}.example"}) for n in order)
        )
        api.run([str(source)], tmp_path / name, load(overrides={"formats": ["jsonl"], "jobs": 1}))
        lines = (tmp_path / name / "findings.jsonl").read_bytes().splitlines()
        found = [orjson.loads(line) for line in lines]
        return sorted((row["article_id"], row["rule"], row["start"]) for row in found if row["family"] == "typos")

    assert findings([0, 1, 2, 3, 4, 5, 6], "one") == findings([6, 2, 4, 0, 1, 5, 3], "two") == []
    assert findings([0], "three") != []
