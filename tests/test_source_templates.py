"""Lines that recur in a source: their keys, the pass, the file, and what a reviewer may change in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.article import Article
from auditor.cli.commands import app
from auditor.corpus_check import Row
from auditor.document import Document
from auditor.engine.templates import TemplateError, load
from auditor.passes import source_templates
from auditor.reading.lines import read_lines
from auditor.reading.template_lines import template_keys


def keys(line: str) -> list[str]:
    (read,) = read_lines(line)
    return list(template_keys(read))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Follow Jane Doe on her page for more", "Follow John van Roe on her page for more"),
        ("Slideshow (12 Images)", "slideshow  (3 Images)"),
        ("Write to jane@example.com or @janedoe today", "Write to john@example.org or @johnroe today"),
    ],
)
def test_lines_alike_but_for_names_and_figures_share_a_key(one: str, other: str) -> None:
    assert set(keys(one)) & set(keys(other))


def test_headlines_do_not_share_a_key_for_being_in_capitals() -> None:
    assert not set(keys("Wolves Return To Northern Forests")) & set(keys("Parliament Rejects Tax On Sugar"))


@pytest.mark.parametrize(
    "line",
    ["___", "* * *", "• • •", "The Associated Press contributed to this report.", "Reporting by Jane Doe",
     "The news desk receives financial support from the Roe Foundation."],
)  # fmt: skip
def test_separators_and_credits_have_no_key(line: str) -> None:
    assert keys(line) == []


def judged(articles: list[Article]) -> dict[str, list[tuple[str, int]]]:
    groups: dict[str, list[Row]] = {}
    for ordinal, article in enumerate(articles):
        document = Document(article)
        row = Row(ordinal, article.id, source_templates.row(document))
        for key in source_templates.keys(document):
            groups.setdefault(key, []).append(row)
    found: dict[str, list[tuple[str, int]]] = {}
    for key, rows in groups.items():
        for ordinal, verdict in source_templates.judge(key, rows):
            found.setdefault(articles[ordinal].id, []).append((verdict["line"], verdict["articles"]))
    return found


def article(number: int, line: str, source: str = "a.example", text: str = "", url: str | None = None) -> Article:
    body = (
        text or f"Story {'abcdefgh'[number]} tells of the harbour of {'KLMNOPQR'[number]}ville, and of its nine ships."
    )
    return Article(id=str(number), text=f"{body}\n\n{line}", source=source, url=url or f"https://a.example/{number}")


def test_a_line_of_three_pages_recurs_and_one_of_two_does_not() -> None:
    found = judged([article(n, "Get the harbour letter" if n < 3 else "Wolves return") for n in range(5)])
    assert set(found) == {"0", "1", "2"}
    assert all(("get the harbour letter", 3) in lines for lines in found.values())


def test_copies_of_one_page_and_other_sources_do_not_count() -> None:
    copies = [article(0, "Get the harbour letter", text="One story of the harbour.") for _ in range(4)]
    copies = [Article(id=str(n), text=item.text, source=item.source, url=item.url) for n, item in enumerate(copies)]
    assert judged(copies) == {}
    assert judged([article(n, "Get the letter", source=f"{n}.example") for n in range(4)]) == {}
    assert judged([Article(id=str(n), text="Get the letter") for n in range(4)]) == {}


def test_command_writes_a_file_that_a_run_obeys(tmp_path: Path) -> None:
    body = "\n\n".join(
        f"The harbour of {name} opened on Tuesday after nine years of work, and its ships came in." for name in "KLMN"
    )
    rows = [
        {"id": str(n), "text": body.replace("K", f"Kar{'abc'[n]}") + "\n\nThe quay of quays\n\nShips came.",
         "source": "a.example", "url": f"https://a.example/{n}", "title": f"Harbour {n}"}
        for n in range(3)
    ]  # fmt: skip
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    file = tmp_path / "templates.jsonl"
    done = CliRunner().invoke(app, ["templates", str(source), "--out", str(file)])
    assert done.exit_code == 0, done.output
    learnt = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert "the quay of quays" in [row["line"] for row in learnt]
    for verdict in (True, False):
        file.write_text("".join(json.dumps({**row, "junk": verdict}) + "\n" for row in learnt), encoding="utf-8")
        one = tmp_path / "one.jsonl"
        one.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
        out = tmp_path / f"out-{verdict}"
        args = ["run", str(one), "--out", str(out), "--format", "jsonl", "-q", "--templates", str(file)]
        assert CliRunner().invoke(app, args).exit_code == 0
        found = [json.loads(line) for line in (out / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
        called = {row["text"] for row in found if row["family"] == "scraper-junk"}
        assert ("The quay of quays" in called) is verdict


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", ":2: not valid JSON"),
        ('{"line": "a"}', ":2: source"),
        ('{"source": "a", "line": "b", "junk": 1}', ":2: junk: found 1"),
    ],
)
def test_a_bad_file_is_told_by_line(line: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "templates.jsonl"
    file.write_text('{"source": "a", "line": "b", "junk": null}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=said):
        load(file)
