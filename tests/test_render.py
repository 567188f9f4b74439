"""The faces: what each format says of the same run, that parsers of others accept it, that hostile text stays text.

After a wanted change: `AUDITOR_REFRESH_SNAPSHOTS=1 pytest tests/test_render.py`, then read the difference.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rich.console import Console

from auditor import catalog
from auditor.article import Article, Origin
from auditor.document import Document
from auditor.engine.audited import Audited, Summary
from auditor.finding import Finding
from auditor.render import FormatError, formats, terminal, writer
from auditor.render import csv as csv_face
from auditor.render.github import command
from auditor.render.parts import table
from auditor.render.parts.levels import level
from auditor.render.parts.plain import one_line, xml
from auditor.render.parts.where import Lines, Region, uri
from auditor.span import Span
from tests import render_run
from tests.render_run import ferry, harvest, hostile, library, run

HERE = Path(__file__).parent
SNAPSHOTS = HERE / "snapshots" / "render"
FILES = {
    "jsonl": ["findings.jsonl", "articles.jsonl", "sources.jsonl", "run.json"],
    "csv": ["articles.csv", "findings.csv"],
    "parquet": ["articles.parquet", "findings.parquet"],
    "sarif": ["report.sarif"],
    "junit": ["junit.xml"],
    "github": ["github.txt"],
    "html": ["report.html"],
}


@pytest.fixture(autouse=True)
def _catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    render_run.catalog_of_its_own(monkeypatch)


def snapshot(name: str, content: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("AUDITOR_REFRESH_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    assert content == path.read_bytes().decode(), f"{path} differs; see the head of this file"


def readable(path: Path) -> str:
    """Return what a file says in a form that a person can compare."""
    if path.suffix == ".parquet":
        content = pyarrow.parquet.read_table(path)
        schema = {field.name: str(field.type) for field in content.schema}
        return json.dumps({"schema": schema, "rows": content.to_pylist()}, indent=1, ensure_ascii=False) + "\n"
    text = path.read_bytes().decode()
    if path.suffix == ".html":  # the style and the script are files of their own
        text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", text, flags=re.DOTALL)
        text = re.sub(r"sha256-[\w+/&#;=]+", "sha256-", text)
    return text


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_every_format_is_tested_here() -> None:
    assert set(formats()) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_format_writes_its_files_and_no_other_and_they_are_as_before(name: str, tmp_path: Path) -> None:
    run(tmp_path, name)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES[name])
    for file in FILES[name]:
        suffix = ".json" if name == "parquet" else ""
        snapshot(file + suffix, readable(tmp_path / file))


@pytest.mark.parametrize("name", FILES)
def test_a_run_without_articles_has_whole_files(name: str, tmp_path: Path) -> None:
    run(tmp_path, name, [])
    for file in FILES[name]:
        assert (tmp_path / file).exists()
        if file.endswith(".parquet"):
            assert pyarrow.parquet.read_table(tmp_path / file).num_rows == 0


@pytest.mark.parametrize("name", FILES)
def test_the_same_run_twice_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        run(tmp_path / folder, name)
    for file in FILES[name]:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_an_unknown_format_names_the_close_one(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="did you mean html"):
        writer("htm", tmp_path)


@pytest.mark.parametrize("name", ["terminal", "parts", "table"])
def test_what_is_no_format_is_not_offered(name: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        writer(name, tmp_path)


# --- JSON Lines


def test_jsonl_findings_can_be_read_back(tmp_path: Path) -> None:
    run(tmp_path, "jsonl")
    expected = [finding for item in (ferry(), harvest(), library(), hostile()) for finding in item.findings]
    assert [Finding.from_json(row) for row in rows(tmp_path / "findings.jsonl")] == expected


# --- tables


def test_tables_tell_what_was_not_measured_from_zero(tmp_path: Path) -> None:
    article = ferry()
    unmeasured = dataclasses.replace(article.score.families[3], findings=0, coverage=0.0)
    families = (*article.score.families[:3], unmeasured, article.score.families[4])
    none_left = tuple(finding for finding in article.findings if finding.family != "contradictions")
    item = dataclasses.replace(
        article, findings=none_left, score=dataclasses.replace(article.score, families=families), measures={}
    )
    row = table.article_row(item)
    assert (row["contradictions"], row["contradictions_points"], row["words"]) == (None, None, None)
    assert (row["typos"], row["previews"]) == (1, 1)


def test_every_measure_of_the_package_but_the_language_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    document = Document(Article(text="The council met on Tuesday and agreed on a plan for the new harbour. " * 8))
    for item in catalog.all_measures().values():
        for name, value in item.measure(document).items():
            assert name in table.ARTICLES or not isinstance(value, str), f"{name} would be lost in the tables"


def test_csv_reads_back_as_it_was(tmp_path: Path) -> None:
    run(tmp_path, "csv")
    with (tmp_path / "findings.csv").open(newline="", encoding="utf-8") as file:
        read = [{name: csv_face.unguard(cell) for name, cell in row.items()} for row in csv.DictReader(file)]
    expected = [finding for item in (ferry(), harvest(), library(), hostile()) for finding in item.findings]
    assert [row["text"] for row in read] == [finding.text for finding in expected]
    assert [row["fix"] for row in read] == [finding.fix or "" for finding in expected]
    assert [json.loads(row["related"] or "[]") for row in read] == [
        [place.to_json() for place in finding.related] for finding in expected
    ]


def test_no_text_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    run(tmp_path, "csv")
    for name in FILES["csv"]:
        with (tmp_path / name).open(newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if cell and cell[0] in "=+-@\t\r\n＝＋－＠"]


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\na＝"), max_size=6) | st.text())
def test_a_guarded_cell_is_no_formula_and_can_be_read_back(text: str) -> None:
    cell = csv_face.guard(text)
    assert cell[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert csv_face.unguard(cell) == text


def test_parquet_writes_row_groups_as_they_fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.render.parquet.GROUP", 3)
    run(tmp_path, "parquet")
    file = pyarrow.parquet.ParquetFile(tmp_path / "findings.parquet")
    assert file.num_row_groups == 5
    assert file.metadata.num_rows == len(ferry().findings) + len(library().findings) + len(hostile().findings)


# --- SARIF


@pytest.fixture(scope="session")
def sarif_schema() -> Any:
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text())
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("articles", [None, []])
def test_sarif_is_valid(articles: list[Audited] | None, tmp_path: Path, sarif_schema: Any) -> None:
    log = json.loads((run(tmp_path, "sarif", articles) / "report.sarif").read_bytes())
    assert [error.message for error in sarif_schema.iter_errors(log)] == []


def results(folder: Path) -> list[dict[str, Any]]:
    log = json.loads((run(folder, "sarif") / "report.sarif").read_bytes())
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    for result in found:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return found


def test_sarif_places_fit_the_text_file(tmp_path: Path) -> None:
    for result in results(tmp_path):
        physical = result["locations"][0]["physicalLocation"]
        if physical["artifactLocation"]["uri"] != "in%20box/ferry.txt" or result["properties"]["field"] != "text":
            continue
        at = physical["region"]
        stretch = render_run.FERRY[at["charOffset"] : at["charOffset"] + at["charLength"]]
        assert stretch == at["snippet"]["text"]
        line = render_run.FERRY.split("\n")[at["startLine"] - 1]
        assert line[at["startColumn"] - 1 : at["endColumn"] - 1] == stretch


def test_sarif_names_the_line_of_a_record_and_claims_no_offset_in_it(tmp_path: Path) -> None:
    records = [item for item in results(tmp_path) if item["properties"]["articleId"] == "library"]
    places = [item["locations"][0]["physicalLocation"] for item in records]
    assert {place["artifactLocation"]["uri"] for place in places} == {"in%20box/day%201.jsonl"}
    assert {(place["region"]["startLine"], "charOffset" in place["region"]) for place in places} == {(7, False)}
    assert not any("fixes" in item for item in records)


def test_sarif_fixes_apply(tmp_path: Path) -> None:
    fixed = [item for item in results(tmp_path) if item["ruleId"] == "typos/doubled-word"]
    (replacement,) = fixed[0]["fixes"][0]["artifactChanges"][0]["replacements"]
    gone = replacement["deletedRegion"]
    text = render_run.FERRY
    end = gone["charOffset"] + gone["charLength"]
    assert "The union said" in text[: gone["charOffset"]] + replacement["insertedContent"]["text"] + text[end:]


def test_what_is_unsure_or_in_preview_fails_no_build() -> None:
    sure = next(finding for finding in ferry().findings if finding.severity == "major")
    assert level(sure) == "error"
    assert level(dataclasses.replace(sure, confidence=0.3)) == "note"
    assert level(dataclasses.replace(sure, preview=True)) == "note"


@pytest.mark.parametrize(
    ("file", "expected"),
    [("a b/ü.txt", "a%20b/%C3%BC.txt"), ("/data/a.txt", "file:///data/a.txt"), ("c:x.txt", "c%3Ax.txt"), ("-", None)],
)
def test_uri(file: str, expected: str | None) -> None:
    assert uri(file) == expected


@given(st.text(alphabet="ab\r\n\U0001f600", max_size=30), st.data())
def test_lines_and_columns_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = Lines(text).region(Span(start, end))
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: at.line - 1]) + at.column - 1
    assert offset == start
    assert Lines(text).region(Span(end, end)) == Region(at.end_line, at.end_column, at.end_line, at.end_column)


# --- JUnit


@pytest.fixture(scope="session")
def junit_schema() -> Any:
    return etree.XMLSchema(etree.parse(HERE / "schemas" / "junit-10.xsd"))


@pytest.mark.parametrize("articles", [None, []])
def test_junit_is_valid(articles: list[Audited] | None, tmp_path: Path, junit_schema: Any) -> None:
    junit_schema.assertValid(etree.parse(run(tmp_path, "junit", articles) / "junit.xml"))


def test_junit_groups_by_source_and_counts_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.render.junit._BUFFER", 10)
    root = etree.parse(run(tmp_path, "junit") / "junit.xml").getroot()
    assert [suite.get("name") for suite in root] == ["<img src=x onerror=alert(3)>", "=Agro & <Sons>", "Karlshavn Post"]
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    assert [case.get("name") for case in root[2]] == ["ferry.txt", "library"]


def test_junit_fails_a_rejected_article_and_passes_one_to_review(tmp_path: Path) -> None:
    root = etree.parse(run(tmp_path, "junit") / "junit.xml").getroot()
    children = {case.get("name"): [child.tag for child in case] for case in root.iter("testcase")}
    verdicts = {item.article.id: item.verdict for item in (ferry(), harvest(), library(), hostile())}
    tags = {"reject": ["failure"], "review": ["system-out"], "accept": []}
    assert set(verdicts.values()) == set(tags)
    assert children == {name: tags[verdict] for name, verdict in verdicts.items()}


@given(st.text(alphabet=st.characters()))
def test_xml_takes_any_text(text: str) -> None:
    root = etree.fromstring(f"<a>{xml(text).translate({60: '&lt;', 62: '&gt;', 38: '&amp;'})}</a>".encode())
    assert len(root) == 0


# --- GitHub


@given(st.text(alphabet=st.characters()), st.text(alphabet=st.characters(), min_size=1))
def test_a_command_is_one_line_whatever_the_text_says(message: str, file: str) -> None:
    article = dataclasses.replace(ferry().article, origin=Origin(file, 3))
    finding = dataclasses.replace(ferry().findings[0], message=message)
    line = command(finding, article, Lines(article.text))
    assert len(line.splitlines()) == 1
    properties, _, _ = line.removeprefix("::warning ").partition("::")
    assert [part.partition("=")[0] for part in properties.split(",")] in (["file", "line", "title"], ["title"])


# --- terminal


def shown(articles: list[Audited]) -> str:
    summary = Summary(
        run="sample",
        started=datetime.datetime(2024, 2, 29, tzinfo=datetime.UTC),
        version="1.2.3",
        inputs=(),
        rejected=1,
        unused_dismissals=[{"fingerprint": "feedfacefeedface"}],
    )
    for item in articles:
        summary.add(item)
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=True, color_system="truecolor", highlight=False)
    terminal.show(summary, articles, Path("reports/sample"), console=console)
    return out.getvalue()


def test_the_terminal_shows_the_run() -> None:
    snapshot("terminal.txt", re.sub(r"\x1b\[[0-9;]*m", "", shown([ferry(), hostile(), library()])))


def test_article_text_cannot_steer_the_terminal() -> None:
    article = Article(id="[red]x[/red]\x1b[2J\u202e", text="t")
    output = shown([render_run.audited(0, article, [])])
    assert "[red]x[/red]" in output
    assert "\x1b[2J" not in output
    assert "\u202e" not in output


@given(st.text(alphabet=st.characters()))
def test_one_line_is_one_line_without_controls(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", one_line(text))
