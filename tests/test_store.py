"""The store: what a run brings comes back as it was, on SQLite and on PostgreSQL; decisions only ever grow."""

from __future__ import annotations

import datetime
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import auditor.store.migrations
from auditor import api
from auditor.config import load
from auditor.engine.ledger import audited_of
from auditor.store import decisions, runs, schema
from auditor.store.database import Store
from auditor.store.decisions import Conflict, Wish
from auditor.store.errors import Busy, StoreError
from tests import stores

TODAY = datetime.date(2026, 1, 1)
PAST = datetime.date(2025, 1, 1)
JUNK = "Leave a Reply\n\nYour email address will not be published."
BODY = "The council met on Sunday, 5 March 2024, and it agreed on the the plan for the bridge over the river."


@pytest.fixture(params=stores.KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with stores.address(request.param, tmp_path) as found:
        yield found


def record(number: int, text: str = BODY, **more: Any) -> dict[str, Any]:
    return {"id": f"a{number}", "text": text, "source": f"s{number % 2}", "published": "2024-03-06", **more}


def night(
    place: str, folder: Path, rows: list[dict[str, Any]], name: str, *, formats: Sequence[str] = ("jsonl",), **more: Any
) -> api.Result:
    source = folder / f"{name}.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    config = load(overrides={"formats": list(formats), "jobs": 1})
    return api.run([str(source)], folder / name, config, store=place, today=TODAY, **more)


def test_what_a_run_brings_comes_back_as_it_was(place: str, tmp_path: Path) -> None:
    rows = [record(1, "A \U0001f600.\n\n" + BODY, extra={"deep": [1, None]}), record(2, BODY + "\n\n" + JUNK)]
    result = night(place, tmp_path, rows, "one")
    assert result.summary.stored == 1
    with Store.open(place) as store:
        (run,) = runs.runs(store)
        assert (run.name, run.articles, run.day) == ("one", 2, "2026-01-01")
        assert run.new == result.summary.changes["new"] > 0  # type: ignore[index]  # a run with a store has changes
        stored = list(runs.articles(store, run.id, by="ordinal"))
    told = [json.loads(line) for line in (tmp_path / "one" / "articles.jsonl").read_text().splitlines()]
    assert [item.record for item in stored] == rows
    assert [audited_of(item).to_json() for item in stored] == told
    assert all(item.state(finding) == "new" for item in stored for finding in item.findings)


def test_new_still_and_fixed(place: str, tmp_path: Path) -> None:
    night(place, tmp_path, [record(1, BODY + "\n\n" + JUNK), record(2)], "one")
    second = night(place, tmp_path, [record(1), record(3)], "two")
    with Store.open(place) as store:
        gone = runs.findings(store, 2, "fixed")
        assert {past.family for past in gone} == {"scraper-junk"}
        assert {past.article for past in gone} == {"a1"}
        assert {past.article for past in runs.findings(store, 2, "still")} == {"a1"}
        assert {past.article for past in runs.findings(store, 2, "new")} == {"a3"}
        assert not [past for past in runs.lives(store, article="a2") if past.fixed_run]  # not delivered, not fixed
        one = runs.article(store, "a1")
        assert one is not None
        assert (one.run, len(one.fixed)) == (2, len(gone))
    assert second.summary.changes is not None
    assert second.summary.changes["fixed"] == sum(not past.preview for past in gone)


def test_a_finding_that_comes_back_has_two_lives(place: str, tmp_path: Path) -> None:
    for name, text in (("one", BODY + "\n\n" + JUNK), ("two", BODY), ("three", BODY + "\n\n" + JUNK)):
        night(place, tmp_path, [record(1, text)], name)
    with Store.open(place) as store:
        lives = [past for past in runs.lives(store, article="a1") if past.family == "scraper-junk"]
    spans = {(past.first_run, past.fixed_run) for past in lives}
    assert spans == {(1, 2), (3, None)}


def test_white_space_and_small_edits_keep_the_identity(place: str, tmp_path: Path) -> None:
    night(place, tmp_path, [record(1, BODY + "\n\n" + JUNK)], "one")
    edited = "A line more.\n\n" + BODY.replace(" agreed on", "\n agreed  upon") + "\n\n\n" + JUNK
    result = night(place, tmp_path, [record(1, edited)], "two")
    assert result.summary.changes is not None
    assert (result.summary.changes["new"], result.summary.changes["fixed"]) == (0, 0)
    with Store.open(place) as store:
        doubled = [past for past in runs.lives(store, article="a1") if past.rule == "typos/doubled-word"]
        (past,) = doubled
        assert past.identity != past.fingerprint  # a neighbour changed
        assert runs.lives(store, fingerprint=past.identity) == doubled


def test_a_dismissal_of_the_store_holds_in_the_next_run(place: str, tmp_path: Path) -> None:
    night(place, tmp_path, [record(1), record(2)], "one")
    with Store.open(place) as store:
        past = next(past for past in runs.lives(store, article="a1") if past.rule == "typos/doubled-word")
        wish = Wish(kind="dismiss", fingerprint=past.fingerprint, article="a1", reason="a quotation", who="mk")
        made = decisions.append(store, wish, seen=0)
    night(place, tmp_path, [record(1), record(2)], "two")
    with Store.open(place) as store:
        one, two = sorted(runs.articles(store, 2), key=lambda item: item.key)
        assert [item.rule for item in one.dismissed] == ["typos/doubled-word"]
        assert not two.dismissed
        assert not runs.findings(store, 2, "fixed")  # dismissed is not fixed
        decisions.append(store, Wish(kind="undo", fingerprint=past.fingerprint, article="a1", who="mk", undoes=made.id))
        assert decisions.active(store) == []
    night(place, tmp_path, [record(1), record(2)], "three")
    with Store.open(place) as store:
        assert not any(item.dismissed for item in runs.articles(store, 3))


def test_a_dismissal_follows_its_finding_through_edits_and_covers_no_other(place: str, tmp_path: Path) -> None:
    night(place, tmp_path, [record(1)], "one")
    with Store.open(place) as store:
        past = next(past for past in runs.lives(store, article="a1") if past.rule == "typos/doubled-word")
        wish = Wish(kind="dismiss", fingerprint=past.fingerprint, article="a1", reason="a quotation", who="mk")
        made = decisions.append(store, wish, seen=0)
    before, behind = (BODY[: BODY.index("the the")], BODY[BODY.index("the the") + len("the the") :])
    edits = (
        f"{before}quite the the{behind}",
        f"{before}quite the the new{behind}",
        f"{before}quite the the new{behind} Then it voted on on the rest.",
    )
    names = {past.fingerprint}
    for number, text in enumerate(edits, 2):
        result = night(place, tmp_path, [record(1, text)], f"night{number}")
        assert result.summary.unused_dismissals == []
        with Store.open(place) as store:
            (stored,) = runs.articles(store, number)
            assert [item.text for item in stored.dismissed if item.rule == past.rule] == [past.text]
            names |= {item.fingerprint for item in stored.dismissed}
            others = [item for item in stored.findings if item.rule == past.rule]
            assert len(others) == (number == 4)  # the one that the last edit brought is not dismissed
    assert len(names) == 3
    with Store.open(place) as store:
        (now,) = [one for one in runs.lives(store, article="a1") if one.fixed_run is None and one.dismissed]
        assert set(now.names) == names
        decisions.append(store, Wish(kind="undo", fingerprint=past.fingerprint, article="a1", who="mk", undoes=made.id))
    night(place, tmp_path, [record(1, edits[-1])], "last")
    with Store.open(place) as store:
        assert not any(item.dismissed for item in runs.articles(store, 5))


@pytest.mark.parametrize(
    ("wish", "hidden"),
    [
        (Wish(kind="dismiss", scope="rule", rule="typos/doubled-word", source="s1", reason="r", who="w"), {"a1"}),
        (Wish(kind="dismiss", scope="rule", rule="typos/doubled-word", reason="r", who="w"), {"a1", "a2"}),
        (Wish(kind="dismiss", scope="phrase", phrase="THE THE", source="s0", reason="r", who="w"), {"a2"}),
        (Wish(kind="dismiss", scope="rule", rule="typos/doubled-word", reason="r", who="w", until=PAST), set()),
    ],
)
def test_wider_dismissals(wish: Wish, hidden: set[str], tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    with Store.open(place) as store:
        decisions.append(store, wish)
    result = night(place, tmp_path, [record(1), record(2)], "one")
    with Store.open(place) as store:
        found = {item.key for item in runs.articles(store, 1) for gone in item.dismissed if "doubled" in gone.rule}
    assert found == hidden
    assert bool(result.summary.unused_dismissals) == (not hidden)


def test_decisions_are_numbered_and_a_late_one_is_told(place: str) -> None:
    with Store.open(place) as store:
        first = decisions.append(store, Wish(kind="confirm", fingerprint="f", who="ann"), seen=0)
        with pytest.raises(Conflict, match="confirm by ann") as caught:
            decisions.append(store, Wish(kind="dismiss", fingerprint="f", reason="r", who="bob"), seen=0)
        assert caught.value.latest == first
        second = decisions.append(store, Wish(kind="dismiss", fingerprint="f", reason="r", who="bob"), seen=1)
        assert (first.revision, second.revision) == (1, 2)
        assert decisions.active(store) == [second]  # the last word
        assert decisions.history(store, fingerprints=["f"]) == [first, second]
        assert decisions.version(store) == second.id


def test_two_editors_at_one_moment(place: str) -> None:
    done: list[str] = []

    def decide(who: str) -> None:
        with Store.open(place) as store:
            try:
                decisions.append(store, Wish(kind="confirm", fingerprint="f", who=who), seen=0)
                done.append("kept")
            except Conflict:
                done.append("told")

    Store.open(place).close()
    threads = [threading.Thread(target=decide, args=(f"e{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["kept", *["told"] * 5]


def test_all_or_none(place: str) -> None:
    good, bad = Wish(kind="confirm", fingerprint="f", who="a"), Wish(kind="undo", fingerprint="g", who="a", undoes=99)
    with Store.open(place) as store:
        with pytest.raises(StoreError, match="no decision 99"):
            decisions.append_all(store, [good, bad])
        assert decisions.history(store) == []


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (Wish(kind="dismiss", fingerprint="f", who="a"), "needs a `reason`"),
        (Wish(kind="dismiss", who="a", reason="r"), "needs `fingerprint`"),
        (Wish(kind="assign", fingerprint="f", who="a"), "needs an `owner`"),
        (Wish(kind="note", fingerprint="f", who=" "), "needs `who`"),
        (Wish(kind="undo", fingerprint="f", who="a"), "names the decision"),
    ],
)
def test_a_decision_that_says_too_little(wish: Wish, message: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store, pytest.raises(StoreError, match=message):
        decisions.append(store, wish)


def test_one_run_at_a_time(place: str, tmp_path: Path) -> None:
    with Store.open(place) as store, store.lock(who="run nightly"):
        with pytest.raises(Busy, match=r"another run is using this store.*--wait"):
            night(place, tmp_path, [record(1)], "two")
        assert not (tmp_path / "two").exists()
    assert night(place, tmp_path, [record(1)], "two", wait=5).summary.stored == 1


def test_migrations_make_the_tables_that_the_code_knows(place: str) -> None:
    folder = Path(auditor.store.migrations.__file__).parent
    assert ScriptDirectory(str(folder)).get_current_head() == schema.HEAD
    with Store.open(place) as store, store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"schema version 9999 is newer.*upgrade"):
        Store.open(path)


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all, but some text " * 50)
    with pytest.raises(StoreError, match="no store of the auditor"):
        Store.open(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE customers (name TEXT)")
    with pytest.raises(StoreError, match="holds other tables"):
        Store.open(tmp_path / "other.db")
    with pytest.raises(StoreError, match="no such store"):
        Store.open(tmp_path / "none.db", create=False)
    with pytest.raises(StoreError, match="no folder"):
        Store.open(tmp_path / "none" / "none.db")
    with pytest.raises(StoreError, match="no such kind of store"):
        Store.open("mysql://root:secret@host/x")


def test_no_password_in_messages() -> None:
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://auditor:opensesame@127.0.0.1:1/none?connect_timeout=1")
    assert "opensesame" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


def test_a_run_that_fails_leaves_nothing(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night(place, tmp_path, [record(1)], "one")
    monkeypatch.setattr("auditor.engine.outbox.Outbox.publish", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        night(place, tmp_path, [record(1), record(2)], "two")
    with Store.open(place) as store:
        assert [run.name for run in runs.runs(store)] == ["one"]
        assert not runs.lives(store, article="a2")


def test_find_by_number_and_name(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    for name in ("one", "two", "one"):
        night(place, tmp_path, [record(1)], name)
    with Store.open(place) as store:
        assert [runs.find(store, which).id for which in ("1", 2, "one", "latest")] == [1, 2, 3, 3]
        with pytest.raises(StoreError, match="no run 'none'"):
            runs.find(store, "none")
