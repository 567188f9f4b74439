"""Runs that are killed, find the disk full or lose their database: the next one resumes; nothing is lost or doubled."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text

from auditor.engine.outbox import Outbox
from auditor.store import database, runs
from auditor.store.database import Store
from auditor.store.errors import StoreError
from tests import stores
from tests.test_nightly import night, told, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes, which POSIX alone has")
ARTICLES = range(24)


@pytest.fixture(params=stores.KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with stores.address(request.param, tmp_path) as found:
        yield found


def die_at_statement(number: int) -> None:
    """Have this process killed when it sends the given statement to its database."""
    sent = 0

    def count(*_: Any) -> None:
        nonlocal sent
        sent += 1
        if sent == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)


def killed(work: Callable[[], Any], *, at: int | None = None, after: float | None = None) -> bool:
    """Do `work` in a process that is killed at a statement or after some seconds; return whether it was."""
    pid = os.fork()
    if pid == 0:
        try:
            if at is not None:
                die_at_statement(at)
            work()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def check(place: str, out: Path, before: int) -> int:
    """Assert that the store is whole and the results are a complete set; return the number of runs."""
    if "://" not in place and Path(place).exists():
        with sqlite3.connect(place) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Store.open(place) as store:
        kept = runs.runs(store)
        assert len(kept) - before in (0, 1)
        for run in kept:
            assert runs.count(store, run.id) == run.articles == len(ARTICLES)
            assert sum(figures["articles"] for figures in runs.sources(store, run.id).values()) == run.articles
        lives = [past for n in ARTICLES for past in runs.lives(store, article=f"a{n}")]
        assert len({(past.article, past.identity) for past in lives}) == len(lives)
    if (out / "run.json").exists():
        assert len((out / "articles.jsonl").read_text().splitlines()) == len(ARTICLES)
    return len(kept)


def count_statements(work: Callable[[], Any]) -> int:
    sent = 0

    def count(*_: Any) -> None:
        nonlocal sent
        sent += 1

    event.listen(Engine, "before_cursor_execute", count)
    work()
    event.remove(Engine, "before_cursor_execute", count)
    return sent


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_kills_at_random_points(place: str, seed: int, tmp_path: Path) -> None:
    """Runs that are killed at a random statement or moment, 26 times; every sixth finds the articles edited."""
    source, out, chance = write(tmp_path / "in.jsonl", ARTICLES), tmp_path / "out", random.Random(seed)
    other = str(tmp_path / "other.db")
    began = time.monotonic()
    night(source, tmp_path / "spare", other)
    seconds = time.monotonic() - began
    least = count_statements(lambda: night(source, tmp_path / "spare", other))
    kills = kept = 0
    for number in range(80):
        if kills == 26:
            break
        if number % 6 == 0:
            edition = f" That was edition {number} of the day."
            write(source, ARTICLES, lambda text, edition=edition: text + edition)  # type: ignore[misc]  # mypy sees no default
        if number % 3 == 2:
            kills += killed(lambda: night(source, out, place), after=chance.uniform(0, seconds))
        else:
            kills += killed(lambda: night(source, out, place), at=chance.randint(1, least))
        kept = check(place, out, kept)
    assert kills == 26
    result = night(source, out, place)
    assert check(place, out, kept) == kept + 1
    assert result.summary.changes is not None
    night(source, tmp_path / "plain", None)
    assert told(out) == told(tmp_path / "plain")
    assert not list(out.glob(".partial-*"))


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "s.db")
    night(write(tmp_path / "in.jsonl", ARTICLES), tmp_path / "1", place)
    more = write(tmp_path / "in.jsonl", range(100, 160))
    plain = database._engine

    def full(url: Any) -> Engine:
        engine = plain(url)
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
        return engine

    monkeypatch.setattr(database, "_engine", full)
    with pytest.raises(StoreError, match="full; nothing of this run was kept: free some space"):
        night(more, tmp_path / "2", place)
    assert not (tmp_path / "2" / "run.json").exists()
    monkeypatch.undo()
    assert check(place, tmp_path / "1", 1) == 1
    assert night(more, tmp_path / "2", place).summary.stored == 2


def test_a_lost_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with stores.address("postgresql", tmp_path) as place:
        source = write(tmp_path / "in.jsonl", ARTICLES)
        plain = Outbox.publish

        def lost(self: Outbox) -> None:
            engine = create_engine(place)
            with engine.connect() as connection:
                others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
                connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))
            engine.dispose()
            plain(self)

        monkeypatch.setattr(Outbox, "publish", lost)
        with pytest.raises(StoreError, match="run it again"):
            night(source, tmp_path / "out", place)
        monkeypatch.undo()
        assert check(place, tmp_path / "out", 0) == 0
        night(source, tmp_path / "out", place)
        assert check(place, tmp_path / "out", 0) == 1


def test_a_second_run_at_once_is_told_who_is_there(tmp_path: Path) -> None:
    source, place = write(tmp_path / "in.jsonl", ARTICLES), str(tmp_path / "s.db")
    told_who = pytest.raises(StoreError, match=rf"process {os.getpid()}, run nightly")
    with Store.open(place) as store, store.lock(who="run nightly"), told_who:
        night(source, tmp_path / "out", place)
    assert (tmp_path / "s.db.lock").read_text() == ""
