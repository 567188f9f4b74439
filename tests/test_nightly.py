"""Night after night: only new work is done, a rerun says the same bytes, what is new is told apart."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner

from auditor import api
from auditor.cli.commands import app
from auditor.config import load
from auditor.engine import inspection, memory, versions
from auditor.engine.memory import Memory
from auditor.engine.night import Night
from auditor.store import runs
from auditor.store.database import Store
from auditor.store.errors import StoreError
from auditor.store.packing import pack
from auditor.store.schema import part_versions, remembered
from tests import stores
from tests.test_sister_articles import FIRST, SECOND, THIRD

TODAY = datetime.date(2026, 1, 1)


@pytest.fixture(params=stores.KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with stores.address(request.param, tmp_path) as found:
        yield found


def write(path: Path, numbers: range, change: Callable[[str], str] = lambda text: text, *, sources: int = 99) -> Path:
    """Write articles that have little in common, a source each, or one would be part of what is known of the other."""
    with path.open("w", encoding="utf-8") as lines:
        for number in numbers:
            own = " ".join(f"w{number}x{place}" for place in range(60))
            row = {"id": f"a{number}", "source": f"s{number % sources}", "published": "2024-03-06"}
            lines.write(json.dumps(row | {"text": change(f"{own}.\n\nLeave a Reply")}) + "\n")
    return path


class Kept:
    """The memory of the last run."""

    last: Memory


@pytest.fixture(autouse=True)
def _watched(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Memory.__init__

    def watched(self: Memory, *given: Any) -> None:
        plain(self, *given)
        Kept.last = self

    monkeypatch.setattr(Memory, "__init__", watched)


def night(source: Path, out: Path, place: str | None, today: datetime.date = TODAY, **more: Any) -> api.Result:
    config = load(overrides={"formats": ["jsonl"], "jobs": 1, **more.pop("config", {})})
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return api.run([str(source)], out, config, store=place, today=today, now=now, **more)


def told(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("articles.jsonl", "findings.jsonl", "sources.jsonl")}


def work() -> tuple[int, int, int]:
    return Kept.last.reused, Kept.last.mended, Kept.last.done


def test_what_has_not_changed_is_not_audited_again(place: str, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(8))
    night(source, tmp_path / "1", place)
    assert work() == (0, 0, 8)
    night(source, tmp_path / "2", place)
    assert work() == (8, 0, 0)
    night(source, tmp_path / "plain", None)
    assert told(tmp_path / "1") == told(tmp_path / "2") == told(tmp_path / "plain")
    later = write(tmp_path / "in.jsonl", range(4, 12))
    night(later, tmp_path / "3", place, today=TODAY + datetime.timedelta(1))
    assert work() == (4, 0, 4)  # the next day, four articles of the day before are delivered again


def test_a_third_run_writes_the_bytes_of_the_second(tmp_path: Path) -> None:
    source, place = write(tmp_path / "in.jsonl", range(6)), str(tmp_path / "s.db")
    night(source, tmp_path / "0" / "out", place)
    for number in ("1", "2"):
        night(source, tmp_path / number / "out", place)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / n / "out").iterdir()} for n in "12")
    assert first == second
    assert len(first) == 7


def test_a_change_to_one_check_does_that_check_again(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "in.jsonl", range(5))
    night(source, tmp_path / "1", place)
    asked: list[Any] = []
    plain = inspection.inspect_all

    def watched(documents: Any, plan: Any, parts: Any) -> Any:
        asked.extend(parts)
        return plain(documents, plan, parts)

    monkeypatch.setattr("auditor.engine.pool.inspect_all", watched)
    current = versions.versions
    monkeypatch.setattr(memory, "versions", lambda plan: {**current(plan), "scraper-junk/comment-form": "another"})
    night(source, tmp_path / "2", place)
    assert work() == (0, 5, 0)
    assert asked == [("scraper-junk/comment-form",)] * 5
    assert told(tmp_path / "1") == told(tmp_path / "2")
    night(source, tmp_path / "3", place)
    assert work() == (5, 0, 0)


def test_another_measure_or_pass_is_done_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, place = write(tmp_path / "in.jsonl", range(3)), str(tmp_path / "s.db")
    night(source, tmp_path / "1", place)
    current = versions.versions
    changed = ("measure:readability", "pass:metadata/same-address-twice", "pass:near-copies")
    monkeypatch.setattr(memory, "versions", lambda plan: {**current(plan), **dict.fromkeys(changed, "another")})
    night(source, tmp_path / "2", place)
    assert work() == (0, 3, 0)
    assert told(tmp_path / "1") == told(tmp_path / "2")


def test_a_story_that_grows_does_only_the_comparison_again(tmp_path: Path) -> None:
    def deliver(count: int) -> Path:
        rows = [
            {"id": name, "source": f"{name}.example", "published": "2024-03-04", "text": text.format(n=number)}
            for name, text, number in (("a", FIRST, 176), ("b", SECOND, 139), ("c", THIRD, 139))
        ]
        source = tmp_path / "in.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows[:count]), encoding="utf-8")
        return source

    def compared(folder: Path) -> list[str]:
        rows = map(json.loads, (folder / "findings.jsonl").read_text(encoding="utf-8").splitlines())
        return [row["article_id"] for row in rows if row["rule"] == "contradictions/sister-figure-conflict"]

    place = str(tmp_path / "s.db")
    night(deliver(1), tmp_path / "1", place)
    assert compared(tmp_path / "1") == []
    for count, done, conflicts in ((2, (0, 1, 1), ["a", "b"]), (3, (0, 2, 1), ["a"]), (3, (3, 0, 0), ["a"])):
        source = deliver(count)
        night(source, tmp_path / "new", place)
        assert work() == done
        night(source, tmp_path / "plain", None)
        assert compared(tmp_path / "new") == conflicts
        assert told(tmp_path / "new") == told(tmp_path / "plain")


def test_a_rule_that_is_not_selected_any_more_leaves_nothing(tmp_path: Path) -> None:
    source, place = write(tmp_path / "in.jsonl", range(3)), str(tmp_path / "s.db")
    night(source, tmp_path / "1", place)
    night(source, tmp_path / "2", place, config={"ignore": ["typos"]})
    night(source, tmp_path / "plain", None, config={"ignore": ["typos"]})
    assert told(tmp_path / "2") == told(tmp_path / "plain")
    night(source, tmp_path / "3", place)
    assert told(tmp_path / "3") == told(tmp_path / "1")


def test_options_and_allowed_words_are_part_of_the_version(tmp_path: Path) -> None:
    plan = inspection.Plan(rules=("typos/doubled-word", "scraper-junk/comment-form"))
    plain = versions.versions(plan)
    optioned = versions.versions(inspection.Plan(plan.rules, options={"typos/doubled-word": {"x": 1}}))
    allowed = versions.versions(inspection.Plan(plan.rules, allowed=frozenset({"mitrovica"})))
    assert {part for part in plain if plain[part] != optioned[part]} == {"typos/doubled-word"}
    assert all(plain[part] != allowed[part] for part in plain)


def test_every_article_of_a_run_that_fails_later_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, place = write(tmp_path / "in.jsonl", range(8)), str(tmp_path / "s.db")

    def broken(self: Night, articles: Any) -> Any:
        next(iter(articles))
        raise OSError("no space left")

    monkeypatch.setattr(Night, "marked", broken)
    with pytest.raises(OSError, match="no space"):
        night(source, tmp_path / "1", place)
    monkeypatch.undo()
    with Store.open(place) as store:
        assert runs.runs(store) == []
    result = night(source, tmp_path / "1", place)
    assert result.summary.stored == 1


def test_what_an_earlier_version_remembered_is_worked_out_again(place: str, tmp_path: Path) -> None:
    """Whatever form its entries have: only their versions are read."""
    source = write(tmp_path / "in.jsonl", range(4))
    night(source, tmp_path / "1", place)
    with Store.open(place) as store, store.write() as connection:
        parts = connection.execute(select(part_versions.c.hash, part_versions.c.body)).all()
        for name, body in parts:
            other = orjson.dumps(dict.fromkeys(orjson.loads(body), "earlier"))
            connection.execute(update(part_versions).where(part_versions.c.hash == name).values(body=other))
        connection.execute(update(remembered).values(body=pack({"outcome": None, "brought": []})))
    night(source, tmp_path / "2", place)
    assert work() == (0, 0, 4)
    assert told(tmp_path / "1") == told(tmp_path / "2")


def test_a_baseline_of_the_store_and_one_of_a_file(place: str, tmp_path: Path) -> None:
    night(write(tmp_path / "in.jsonl", range(4)), tmp_path / "1", place)
    night(write(tmp_path / "in.jsonl", range(4), lambda text: text.replace("Leave a Reply", "")), tmp_path / "2", place)
    back = write(tmp_path / "in.jsonl", range(5))
    beside_last = night(back, tmp_path / "3", place)
    beside_first = night(back, tmp_path / "4", place, baseline="1")
    beside_file = night(back, tmp_path / "5", None, baseline=str(tmp_path / "1"))
    changes = [result.summary.changes for result in (beside_last, beside_first, beside_file)]
    found = map(json.loads, (tmp_path / "3" / "findings.jsonl").read_text().splitlines())
    every = [row for row in found if not row["preview"]]
    of_new_article = sum(row["article_id"] == "a4" for row in every)
    assert changes[0] == {"new": of_new_article + 4, "still": len(every) - of_new_article - 4, "fixed": 0}
    assert changes[1] == changes[2] == {"new": of_new_article, "still": len(every) - of_new_article, "fixed": 0}
    rows = [json.loads(line) for line in (tmp_path / "2" / "changes.jsonl").read_text().splitlines()]
    assert {(row["state"], row["rule"]) for row in rows} == {("fixed", "scraper-junk/comment-form")}


def test_fail_on_new(tmp_path: Path) -> None:
    source, place = str(write(tmp_path / "in.jsonl", range(2))), str(tmp_path / "s.db")

    def run(*more: str) -> Any:
        line = ["run", source, "--out", str(tmp_path / "out"), "--format", "jsonl", "--store", place, *more]
        return CliRunner().invoke(app, line)

    assert run("--fail-on", "new").exit_code == 1
    assert run("--fail-on", "new,new-sure").exit_code == 0
    assert run("--fail-on", "old").exit_code == 2
    assert run("--baseline", "latest", "--fail-on", "new").exit_code == 0


def test_fail_on_needs_something_to_compare_with(tmp_path: Path) -> None:
    source = str(write(tmp_path / "in.jsonl", range(1)))
    done = CliRunner().invoke(app, ["run", source, "--out", str(tmp_path / "out"), "--fail-on", "new"])
    assert done.exit_code == 2


def test_a_baseline_that_is_none(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(1))
    with pytest.raises(StoreError, match="no such baseline"):
        night(source, tmp_path / "out", None, baseline="none.jsonl")
    (tmp_path / "bad.jsonl").write_text('{"a": 1}\n')
    with pytest.raises(StoreError, match=r"bad.jsonl:1: no finding"):
        night(source, tmp_path / "out", None, baseline=str(tmp_path / "bad.jsonl"))


def test_a_profile_tells_where_the_time_went(tmp_path: Path) -> None:
    source = str(write(tmp_path / "in.jsonl", range(3)))
    line = ["run", source, "--out", str(tmp_path / "out"), "--format", "jsonl", "--profile", "--quiet"]
    done = CliRunner().invoke(app, line)
    assert done.exit_code == 0
    rows = [row.split(None, 3) for row in done.output.splitlines()[1:]]
    named = {row[3]: int(row[2]) for row in rows}
    assert named["view lines"] >= 3
    assert named["check scraper-junk/comment-form"] == 3
    assert sum(float(row[0].rstrip("%")) for row in rows) == pytest.approx(100, abs=8)
    night(Path(source), tmp_path / "plain", None)
    assert told(tmp_path / "out") == told(tmp_path / "plain")
