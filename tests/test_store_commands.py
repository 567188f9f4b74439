"""Commands about a store: runs, history, sources, copies, alarms, prune, export."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from auditor.cli.commands import app
from auditor.cli.commands.sources import sparkline
from auditor.store import decisions, runs, schema
from auditor.store.database import Store
from auditor.store.decisions import Wish
from auditor.store.errors import StoreError
from auditor.store.export import export
from auditor.store.prune import days, prune, size
from tests import stores
from tests.test_nightly import night, write
from tests.test_watch import article

pa = pytest.importorskip("pyarrow.parquet")


@pytest.fixture(params=stores.KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with stores.address(request.param, tmp_path) as found:
        yield found


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """A store with two runs: 30 articles, of which the second run finds ten repaired."""
    store, source = str(tmp_path / "s.db"), tmp_path / "in.jsonl"
    night(write(source, range(60), sources=3), tmp_path / "one", store)
    night(write(source, range(30), lambda text: text.replace("Leave a Reply", ""), sources=3), tmp_path / "two", store)
    return store


def said(*line: str) -> str:
    done = CliRunner().invoke(app, list(line))
    assert done.exit_code == 0, done.output
    return done.output


def test_runs(kept: str) -> None:
    lines = said("runs", "--store", kept).splitlines()
    assert [line.split()[0] for line in lines] == ["run", "2", "1"]
    first = json.loads(said("runs", "--store", kept, "--json").splitlines()[1])
    assert (first["articles"], first["name"], first["fixed"]) == (60, "one", 0)


def test_history_of_an_article_and_of_a_finding(kept: str) -> None:
    told = said("history", "a0", "--store", kept)
    assert "run     1" in told
    assert "fixed in run 2" in told
    with Store.open(kept) as store:
        past = runs.lives(store, article="a0")[0]
        decisions.append(store, Wish(kind="dismiss", fingerprint=past.fingerprint, reason="as spoken", who="mk"))
    assert "dismiss of" in said("history", past.fingerprint, "--store", kept)
    done = CliRunner().invoke(app, ["history", "none", "--store", kept])
    assert done.exit_code == 2


def test_sources(kept: str) -> None:
    lines = said("sources", "--store", kept).splitlines()
    assert len(lines) == 4
    assert " 60 " not in lines[1]
    (row, *_) = map(json.loads, said("sources", "--store", kept, "--json").splitlines())
    assert row["delivery_quality"]["low"] <= row["delivery_quality"]["value"] <= row["delivery_quality"]["high"]


def test_sparklines() -> None:
    assert (sparkline([]), sparkline([5.0]), sparkline([0, 10, 5])) == ("", "▄", "▁█▄")


def test_copies_and_alarms(tmp_path: Path) -> None:
    store, source = str(tmp_path / "s.db"), tmp_path / "in.jsonl"
    one = article(1, "wire")
    rows = [one, {**one, "id": "again", "source": "paper\x1b[2J"}]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    night(source, tmp_path / "one", store)
    told = said("copies", "--store", store)
    assert "original?" in told
    assert "\x1b" not in told
    assert json.loads(said("copies", "--store", store, "--json"))[1]["contained"] == 1.0
    assert said("alarms", "--store", store) == "No alarm is open.\n"


def test_a_command_needs_a_store_that_is_there(tmp_path: Path) -> None:
    for command in ("runs", "sources", "alarms", "copies"):
        with pytest.raises(StoreError, match="no such store"):
            CliRunner().invoke(app, [command, "--store", str(tmp_path / "none.db")], catch_exceptions=False)


def rows_of(store: Store, name: str) -> int:
    with store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(schema.metadata.tables[name])) or 0)


def test_prune(place: str, tmp_path: Path) -> None:
    source, first = tmp_path / "in.jsonl", datetime.date(2026, 1, 1)
    night(write(source, range(6)), tmp_path / "1", place, today=first)
    night(write(source, range(3, 9)), tmp_path / "2", place, today=first + datetime.timedelta(50))
    night(write(source, range(6, 12)), tmp_path / "3", place, today=first + datetime.timedelta(100))
    with Store.open(place) as store:
        decisions.append(store, Wish(kind="confirm", fingerprint="f", who="mk"))
        assert prune(store, 365) == {"remembered": 0}
        gone = prune(store, 60)
        assert (gone["run"], gone["content"], gone["seen"]) == (1, 3, 6)
        assert [run.name for run in runs.runs(store)] == ["3", "2"]
        assert {item.key for item in runs.articles(store, 2)} == {f"a{number}" for number in range(3, 9)}
        assert rows_of(store, "sketched") == rows_of(store, "content") == 9
        assert len(decisions.history(store)) == 1
        prune(store, 0, today=first + datetime.timedelta(500))
        assert [run.name for run in runs.runs(store)] == ["3"]  # the newest stays
        assert size(store)["seen"] == 6
    result = night(source, tmp_path / "4", place, today=first + datetime.timedelta(101))
    assert result.summary.changes is not None
    assert result.summary.changes["new"] == 0


@pytest.mark.parametrize(("text", "count"), [("90d", 90), ("12w", 84), (" 3 D", 3)])
def test_how_long_to_keep(text: str, count: int) -> None:
    assert days(text) == count


def test_how_long_to_keep_when_it_is_no_time() -> None:
    with pytest.raises(StoreError, match="allowed: days or weeks"):
        days("forever")


def test_export(place: str, tmp_path: Path) -> None:
    night(write(tmp_path / "in.jsonl", range(5), sources=3), tmp_path / "1", place)
    night(write(tmp_path / "in.jsonl", range(2), sources=3), tmp_path / "2", place)
    with Store.open(place) as store:
        done = export(store, str(tmp_path / "all"))
        last = export(store, str(tmp_path / "last"), only_run=2)
        memory = export(store, "memory://exported")
        lives = runs.lives(store)
    assert done == memory == {"runs": 2, "articles": 7, "findings": len(lives), "sources": 5, "decisions": 0}
    assert (last["runs"], last["articles"]) == (1, 2)
    table: Any = pa.read_table(tmp_path / "all" / "findings")
    assert table.column("fingerprint").to_pylist() == [past.fingerprint for past in lives]
    assert not list((tmp_path / "all").rglob("*.partial"))
    assert pa.read_table(tmp_path / "all" / "decisions").num_rows == 0


def test_export_to_nowhere(tmp_path: Path) -> None:
    Store.open(tmp_path / "s.db").close()
    (tmp_path / "file").write_text("")
    with Store.open(tmp_path / "s.db") as store:
        with pytest.raises(StoreError, match="cannot be written"):
            export(store, str(tmp_path / "file" / "inside"))
        with pytest.raises(StoreError, match="cannot be used"):
            export(store, "nowhere://bucket")
