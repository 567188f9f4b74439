"""Names of near-copies: a spelling that other outlets do not print in the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import orjson

from auditor import api
from auditor.article import Article
from auditor.config.load import load
from auditor.corpus_check import Row
from auditor.document import Document
from auditor.passes import copy_names

STORY = (
    "The head of the alliance, Jens {name}, said on Monday that the talks would go on. Members had asked for more time "
    "to read the draft, which was sent to all capitals a week ago. A second round is planned for the end of the month, "
    "when the ministers of defence meet. Nobody expects them to agree before the summer, diplomats said, as two of the "
    "larger states will have elections in May and neither wants to be seen to give way."
)


def judged(names: Sequence[str], sources: Sequence[str]) -> list[tuple[int, str, str, str]]:
    """Return (article, printed, meant, source of the other) for copies of one story."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for ordinal, (name, source) in enumerate(zip(names, sources, strict=True)):
        document = Document(Article(text=STORY.format(name=name), source=source))
        row = Row(ordinal, str(ordinal), orjson.loads(orjson.dumps(copy_names.row(document))))
        for key in copy_names.keys(document):
            groups[key].append(row)
    return sorted(
        (ordinal, said["printed"], said["meant"], said["source"])
        for key, rows in groups.items()
        if len(rows) > 1
        for ordinal, said in copy_names.judge(key, rows)
    )


def test_the_spelling_of_most_outlets_is_told_to_the_others() -> None:
    names = ["Stoltenburg", "Stoltenberg", "Stoltenberg"]
    assert judged(names, ["a", "b", "c"]) == [(0, "Stoltenburg", "Stoltenberg", source) for source in "bc"]


def test_one_outlet_against_one_and_versions_of_one_outlet_tell_nothing() -> None:
    assert judged(["Stoltenburg", "Stoltenberg"], ["a", "b"]) == []
    assert judged(["Stoltenburg", "Stoltenberg", "Stoltenberg"], ["a", "b", "B"]) == []


def test_another_name_is_no_slip() -> None:
    assert judged(["Rasmussen", "Stoltenberg", "Stoltenberg"], ["a", "b", "c"]) == []


def test_without_a_source_an_article_takes_no_part() -> None:
    assert list(copy_names.keys(Document(Article(text=STORY.format(name="Stoltenberg"))))) == []


def found(tmp_path: Path, order: Sequence[int], names: Sequence[str]) -> list[tuple[str, str, str]]:
    """Audit the stories in one run; return (article, message, fix) of misspelt names."""
    folder = tmp_path / "".join(map(str, order))
    source = tmp_path / f"{folder.name}.jsonl"
    source.write_bytes(
        b"\n".join(
            orjson.dumps({"id": str(n), "text": STORY.format(name=names[n]), "source": f"s{n}.example"}) for n in order
        )
    )
    api.run([str(source)], folder, load(overrides={"formats": ["jsonl"], "jobs": 1}))
    rows = map(orjson.loads, (folder / "findings.jsonl").read_bytes().splitlines())
    return sorted(
        (row["article_id"], row["message"], row["fix"]) for row in rows if row["rule"] == "typos/misspelt-name"
    )


def test_in_a_run_the_message_names_the_outlets_whatever_the_order(tmp_path: Path) -> None:
    names = ["Stoltenberg", "Stoltenberg", "Stoltenburg"]
    said = "“Stoltenburg” stands here; s0.example and 1 more print “Stoltenberg” in the same place"
    assert found(tmp_path, [0, 1, 2], names) == found(tmp_path, [2, 0, 1], names) == [("2", said, "Stoltenberg")]


def test_a_name_with_and_without_diacritics_is_one_name(tmp_path: Path) -> None:
    assert found(tmp_path, [0, 1, 2], ["Šoltenberg", "Šoltenberg", "Soltenberg"]) == []
