"""Tables of facts that users add: read, checked row by row, used by the checks."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor import api
from auditor.cli.commands import app
from auditor.config import ConfigError, load
from auditor.reading.fact_table import COLUMNS, FactError

HEAD = ",".join(COLUMNS)
ROW = "Anna Roe,Director,Norvik Museum,2019-05,,norvik.example/staff,2024-06"
TEXT = "Anna Roe spoke in Lund. Her ten-year term at the Norvik Museum ends on 1 May 2022."


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    file = folder / "facts.csv"
    file.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return file


def test_a_row_of_ones_own_settles_a_term(tmp_path: Path) -> None:
    article = {"id": "a", "text": TEXT, "published": "2022-02-01"}
    rule = "contradictions/term-start-conflict"
    plain = api.audit(article, load(overrides={"select": [rule]}))
    assert [finding.certainty for finding in plain.findings] == ["verify"]
    config = load(overrides={"select": [rule], "facts": [str(table(tmp_path, ROW))]})
    (found,) = api.audit(article, config).findings
    assert found.certainty == "sure"
    assert "Anna Roe took the office in May 2019" in found.message
    assert "norvik.example/staff" in found.related[0].text


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (ROW.replace("2019-05", "May 2019"), "2: start is 'May 2019'; allowed: a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        (ROW.replace("2019-05", "2019-13"), "2: start is '2019-13'"),
        (ROW.replace("2019-05,", "2019-05,2018"), "2: end is 2018, before the start, 2019-05"),
        (ROW.replace("norvik.example/staff", ""), "2: source is empty"),
        (ROW.replace("2024-06", ""), "2: end and as_of are both empty"),
        (ROW + ",more", "2: found 8 cells; allowed: 7"),
        (ROW.replace("Anna", "A\x07na"), "2: person has 8 characters; allowed: 300 printable ones at most"),
        (f"{ROW}\n{ROW}", "3: found the term of line 2 again"),
        ('"Anna,Roe', "no CSV"),
    ],
)
def test_a_wrong_row_is_an_error_with_its_line(row: str, says: str, tmp_path: Path) -> None:
    file = table(tmp_path, row)
    with pytest.raises(FactError) as caught:
        api.check_facts(file)
    assert says in str(caught.value)
    with pytest.raises(ConfigError, match="facts: "):
        load(overrides={"facts": [str(file)]})
    done = CliRunner().invoke(app, ["facts", "check", str(file)])
    assert isinstance(done.exception, FactError)


def test_wrong_columns_and_no_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(FactError, match="found the columns name, post; allowed: person, role"):
        api.check_facts(table(tmp_path, head="name,post"))
    with pytest.raises(ConfigError, match="give a CSV file in UTF-8"):
        load(overrides={"facts": [str(tmp_path / "none.csv")]})


def test_added_rows_are_kept_and_a_wrong_one_leaves_the_table_alone(tmp_path: Path) -> None:
    file, run = tmp_path / "own.csv", CliRunner().invoke
    arguments = [
        "facts",
        "add",
        str(file),
        "--person",
        "Roe, Anna",
        "--role",
        "Director",
        "--organisation",
        "Norvik Museum",
    ]
    assert run(app, [*arguments, "--start", "2019-05", "--as-of", "2024", "--source", "x"]).exit_code == 0
    assert run(app, [*arguments, "--start", "2009", "--end", "2012-02-01", "--source", "x"]).exit_code == 0
    before = file.read_bytes()
    assert isinstance(run(app, [*arguments, "--start", "soon", "--source", "x"]).exception, FactError)
    assert isinstance(
        run(app, [*arguments, "--start", "2009", "--as-of", "2024", "--source", "x"]).exception, FactError
    )
    assert file.read_bytes() == before
    assert [row.person for row in api.check_facts(file)] == ["Roe, Anna"] * 2
    listed = run(app, ["facts", "list", str(file), "--organisation", "norvik"]).output
    assert "Roe, Anna, Director, Norvik Museum: May 2019 to (none stated by 2024)" in listed
    assert listed.endswith("2 facts\n")


def test_the_shipped_table_is_listed_without_accents_and_passes_its_own_check(tmp_path: Path) -> None:
    rows = api.facts(person="guterres")
    assert {row.organisation for row in rows} >= {"United Nations"}
    assert all("Guterres" in row.person for row in rows)
