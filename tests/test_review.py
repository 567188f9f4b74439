"""The desk without a browser: decisions are kept, tell the next run, and never overwrite another's."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from auditor.finding import Finding
from auditor.server.review.serve import loopback
from auditor.server.review.standing import Standing
from auditor.server.review.worklist import Filter, Worklist
from auditor.store import decisions, runs
from auditor.store.database import Store
from tests.desk import ARTICLES, Editor, desk, stored


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("once"))


@pytest.fixture
def file(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(once, tmp_path))


@pytest.fixture
def app(file: Path) -> Iterator[ASGIApp]:
    with desk(file) as application:
        yield application


@pytest.fixture
def editor(app: ASGIApp) -> Editor:
    return Editor(app)


def log(file: Path) -> list[tuple[str, str, str]]:
    with Store.open(file) as store:
        return [(made.kind, made.who, made.reason) for made in decisions.history(store)]


def left(page: str) -> tuple[int, int]:
    found = re.search(r"(\d+) of (\d+) left", page)
    assert found, page[:300]
    return int(found[1]), int(found[2])


# --- deciding


def test_a_decision_is_kept_and_leads_to_the_next_open_finding(editor: Editor, file: Path) -> None:
    before = left(editor.look("/queue?status=open"))
    at = re.search(r'name="at" value="(\d+)"', editor.page)
    assert at
    assert editor.send("/decide", kind="confirm") == 303
    after = re.search(r'name="at" value="(\d+)"', editor.page)
    assert after
    assert int(after[1]) > int(at[1])
    assert left(editor.page) == (before[0] - 1, before[1])
    assert log(file) == [("confirm", "mk", "")]


def test_a_dismissal_needs_a_reason(editor: Editor, file: Path) -> None:
    editor.look("/queue")
    assert editor.send("/decide", kind="dismiss", reason="  ") == 400
    assert "needs a reason" in editor.page
    assert log(file) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("kind", "delete", "kind: found"),
        ("scope", "everything", "scope: found"),
        ("until", "soon", "until: found"),
        ("at", "99999", "at: no such finding"),
        ("seen", "x", "seen: not a number"),
    ],
)
def test_a_form_that_cannot_be_is_told_what_may_be(
    editor: Editor, file: Path, name: str, value: str, said: str
) -> None:
    editor.look("/queue")
    assert editor.send("/decide", **{"kind": "dismiss", "reason": "x", name: value}) == 400
    assert said in editor.page
    assert log(file) == []


def test_undo_takes_a_decision_back_and_the_log_keeps_both(editor: Editor, file: Path) -> None:
    before = left(editor.look("/queue?status=open"))
    editor.send("/decide", kind="dismiss", reason="quoted as spoken")
    assert "quoted as spoken" in editor.page
    assert editor.send("/undo") == 303
    assert left(editor.look("/queue")) == before
    assert [kind for kind, _, _ in log(file)] == ["dismiss", "undo"]
    assert "(taken back)" in editor.look("/log")


def test_the_score_follows_the_decisions(editor: Editor) -> None:
    def score() -> float:
        found = re.search(r'<p class="score v-\w+"><b>([\d.]+)</b>', editor.look("/queue?article=c"))
        assert found
        return float(found[1])

    before = score()
    editor.send("/decide", kind="dismiss", reason="right as it stands")
    assert score() > before
    editor.look("/queue?article=c")
    editor.send("/decide", kind="dismiss", reason="right as it stands")
    assert score() == 100


def test_notes_and_owners_stay_with_the_finding(editor: Editor) -> None:
    editor.look("/queue?article=a")
    assert editor.send("/decide", kind="note", reason="ask the desk in Oskarsund") == 303
    assert "mk: ask the desk in Oskarsund" in editor.page
    assert editor.send("/decide", kind="assign", owner="Ilse") == 303
    assert "Assigned to Ilse" in editor.page
    assert left(editor.look("/queue?owner=Ilse")) == (1, 1)


def test_an_editor_has_a_name(editor: Editor, file: Path) -> None:
    editor.look("/")
    assert editor.send("/name", name="Ilse Brandt") == 303
    editor.look("/queue")
    editor.send("/decide", kind="confirm")
    assert log(file) == [("confirm", "Ilse Brandt", "")]
    editor.look("/")
    assert editor.send("/name", name="\x1b[2J") == 400


# --- two at once


def test_the_later_of_two_editors_is_told_and_nothing_is_lost(app: ASGIApp, file: Path) -> None:
    one, other = Editor(app), Editor(app)
    one.look("/queue?article=a")
    other.look("/queue?article=a")
    one.look("/")
    one.send("/name", name="Ilse")
    one.look("/queue?article=a")
    assert one.send("/decide", kind="dismiss", reason="house style") == 303
    assert other.send("/decide", kind="confirm") == 409
    assert "decided on in the meantime by Ilse: dismiss (house style)" in other.page
    assert log(file) == [("dismiss", "Ilse", "house style")]
    assert other.send("/decide", kind="confirm") == 303  # now they have seen it
    assert [kind for kind, _, _ in log(file)] == ["dismiss", "confirm"]


def test_a_wide_dismissal_by_another_is_told_too(app: ASGIApp, file: Path) -> None:
    one, other = Editor(app), Editor(app)
    one.look("/queue?article=a&rule=typos/doubled-word")
    other.look("/queue?article=a&rule=typos/doubled-word")
    assert one.send("/decide", kind="dismiss", reason="dialect", scope="rule") == 303
    assert other.send("/decide", kind="confirm") == 409
    assert len(log(file)) == 1


# --- in bulk


def test_bulk_decides_on_everything_the_filter_shows_after_a_count(editor: Editor, file: Path) -> None:
    total = left(editor.look("/queue?rule=typos/doubled-word"))[0]
    assert total > 3
    assert f'<h1 id="bulk-title">{total} open findings' in editor.look("/bulk?rule=typos/doubled-word")
    assert editor.send("/bulk", kind="dismiss", reason="house style") == 303
    assert left(editor.look("/queue?rule=typos/doubled-word"))[0] == 0
    assert left(editor.look("/queue?rule=contradictions/weekday-date-mismatch"))[0] > 0
    kept = len(log(file))
    assert kept <= total  # equal findings of two articles are one decision
    last = re.search(r'name="decision" value="(\d+)"', editor.look(f"/queue?last={kept}"))
    assert last
    assert editor.send("/undo") == 303
    assert left(editor.look("/queue?rule=typos/doubled-word"))[0] == total


def test_bulk_keeps_nothing_if_the_count_is_no_longer_true(app: ASGIApp, file: Path) -> None:
    one, other = Editor(app), Editor(app)
    other.look("/bulk")
    counted = other.page
    one.look("/queue")
    one.send("/decide", kind="confirm")
    assert other.send("/bulk", counted, kind="dismiss", reason="x") == 409
    assert "Nothing was kept" in other.page
    assert len(log(file)) == 1
    assert other.send("/bulk", kind="confirm") == 303


# --- what decisions do


def rerun(file: Path, name: str = "second") -> list[Finding]:
    stored(file.parent, name=name)
    with Store.open(file) as store:
        run = runs.latest(store)
        assert run is not None
        found = [finding for article in runs.articles(store, run.id) for finding in article.findings]
    return sorted(found, key=lambda one: (one.article_id, one.start))


@pytest.mark.parametrize(
    ("scope", "kept"),
    [
        ("finding", lambda one: (one.article_id, one.text) != ("a", "The the")),
        ("rule", lambda one: one.rule != "typos/doubled-word" or one.article_id not in "ab"),
        ("phrase", lambda one: one.text.casefold() != "the the"),
    ],
)
def test_the_next_run_leaves_out_what_was_dismissed(editor: Editor, file: Path, scope: str, kept: object) -> None:
    assert callable(kept)
    before = rerun(file, "again")
    editor.look("/queue?article=a&rule=typos/doubled-word")
    assert editor.send("/decide", kind="dismiss", reason="dialect", scope=scope) == 303
    assert rerun(file) == [one for one in before if kept(one)]


def test_a_dismissal_that_is_over_no_longer_holds(editor: Editor, file: Path) -> None:
    before = rerun(file, "again")
    editor.look("/queue")
    editor.send("/decide", kind="dismiss", reason="until the redesign", until="2020-01-01")
    assert rerun(file) == before


# --- looking


def test_filters_and_search(editor: Editor, file: Path) -> None:
    total = left(editor.look("/queue"))[1]
    assert 0 < left(editor.look("/queue?family=typos"))[1] < total
    assert left(editor.look("/queue?source=Post"))[1] + left(editor.look("/queue?source=Mail"))[1] < total
    assert left(editor.look("/queue?q=AGROUND"))[1] == 2  # in the text of one article
    assert left(editor.look("/queue?q=3+March+2024+was+a+Sunday"))[1] == 3  # in a message
    assert "shows no finding" in editor.look("/queue?q=nowhere+to+be+found")
    assert left(editor.look("/queue?severity=enormous"))[1] == total  # no such severity: everything


def test_everything_is_new_in_the_first_run_and_only_what_came_is_in_the_second(file: Path) -> None:
    stored(file.parent, [*ARTICLES, {"id": "e", "source": "Post", "text": "It was was late."}], name="second")
    with desk(file) as app:
        editor = Editor(app)
        assert left(editor.look("/queue?state=new")) == (1, 1)
        assert "1 new since the last run" in editor.look("/")


def test_a_filter_is_kept_under_a_name_and_forgotten(editor: Editor) -> None:
    editor.look("/queue?family=typos&source=Post")
    assert editor.send("/keep", label="Typos <of> the Post") == 303
    assert left(editor.page)[1] == 3
    editor.look("/")
    assert '<a href="/queue?family=typos&amp;source=Post" dir="auto">Typos &lt;of&gt; the Post</a>' in editor.page
    editor.look("/queue?family=typos&source=Post")
    assert editor.send("/keep", label="Typos <of> the Post", forget=1) == 303
    assert "Typos &lt;of&gt;" not in editor.look("/")


def test_kept_filters_are_few_and_a_spoilt_cookie_is_none(editor: Editor) -> None:
    for number in range(12):
        editor.look(f"/queue?q=word{number}")
        assert editor.send("/keep", label=f"no. {number}") == 303
    editor.look("/queue?q=more")
    assert editor.send("/keep", label="one more") == 400
    assert "At most 12 filters" in editor.page
    editor.look("/queue?q=more")
    assert editor.send("/keep", label=" ") == 400
    total = left(editor.look("/queue"))[1]
    for spoilt in ("zz", "5b", b'[["a"]]'.hex(), b"7".hex(), b'[["a","rule=x&family=none"]]'.hex()):
        editor.client.cookies.set("desk_filters", spoilt)
        assert left(editor.look("/queue"))[1] == total
        assert editor.code == 200


# --- more runs than one


def test_a_later_run_is_offered_and_gone_on_to_by_everybody(app: ASGIApp, file: Path) -> None:
    one, other = Editor(app), Editor(app)
    assert "A later run" not in one.look("/queue?status=open")
    other.look("/queue?status=open")
    rerun(file)
    assert "A later run is in the store: <b>second</b>" in one.look("/")
    assert one.send("/later") == 303
    assert '<a href="/">second</a>' in one.page
    assert "A later run" not in one.page
    assert other.send("/decide", kind="confirm") == 409
    assert "Not kept. The desk has gone on to the run second" in other.page
    assert log(file) == []
    assert other.look("/queue?status=open")
    assert other.send("/decide", kind="confirm") == 303
    assert [kind for kind, _, _ in log(file)] == ["confirm"]


def test_hostile_text_is_only_ever_text(editor: Editor) -> None:
    for path in (
        "/",
        "/queue?q=javascript",
        "/queue?source=%3Cimg+src%3Dx+onerror%3Dalert%284%29%3E",
        "/bulk",
        "/rules",
    ):
        page = editor.look(path)
        assert editor.code == 200
        assert page.count("<script>") == 1, path
        assert "<img" not in page
        assert "href=javascript" not in page.replace("&lt;a href=javascript", "")
        assert not re.search("[\x00\u202a-\u202e]", page), path
    editor.look("/queue?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert editor.page.count("<script>") == 1


def test_the_measured_precision_stands_beside_the_rule(editor: Editor) -> None:
    assert "nothing decided yet" in editor.look("/rules")
    editor.look("/queue?rule=typos/doubled-word")
    editor.send("/decide", kind="confirm")
    assert "1 of 1 confirmed, at least 20%" in editor.look("/rules")
    assert "1 of 1 confirmed, at least 20%" in editor.look("/queue?rule=typos/doubled-word")


# --- who may come in


def test_a_form_from_elsewhere_changes_nothing(app: ASGIApp, file: Path) -> None:
    editor = Editor(app)
    editor.look("/queue")
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', editor.page))
    form = {**hidden, "kind": "confirm"}
    post = editor.client.post
    assert post("/decide", data=form, headers={"origin": "http://evil.example"}).status_code == 403
    assert post("/decide", data=form, headers={"origin": "null"}).status_code == 403
    assert post("/decide", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert post("/decide", data={**form, "seal": "0" * 64}).status_code == 403
    assert post("/decide", data={name: value for name, value in form.items() if name != "seal"}).status_code == 403
    assert Editor(app).client.post("/decide", data=form).status_code == 403  # another session
    assert post("/decide", content=b"x" * 70_000).status_code == 413
    assert editor.client.put("/decide").status_code == 405
    assert log(file) == []
    assert post("/decide", data=form, headers={"origin": "http://127.0.0.1"}).status_code == 303


def test_on_this_machine_the_desk_answers_to_its_own_name_only(app: ASGIApp) -> None:
    editor = Editor(app)
    assert editor.client.get("/", headers={"host": "rebound.example"}).status_code == 421
    for host in ("localhost:8766", "127.0.0.1:1", "[::1]:8766"):
        assert editor.client.get("/", headers={"host": host}).status_code == 200


def test_beyond_this_machine_a_token_is_needed(file: Path) -> None:
    with desk(file, token="s3cret") as app:
        editor = Editor(app, "http://desk.example")
        assert editor.client.get("/").status_code == 401
        assert editor.client.get("/?token=wrong").status_code == 401
        assert editor.client.post("/decide?token=s3cret", data={"kind": "confirm"}).status_code == 401
        editor = Editor(app, "http://desk.example")
        answer = editor.client.get("/queue?token=s3cret&rule=x")
        assert (answer.status_code, answer.headers["location"]) == (303, "/queue?rule=x")
        cookies = answer.headers.get_list("set-cookie")
        assert len(cookies) == 2
        assert all("HttpOnly; SameSite=Strict" in cookie for cookie in cookies)
        assert not any("s3cret" in cookie for cookie in cookies)
        assert editor.client.get("/").status_code == 200
        assert Editor(app, "http://desk.example").client.get("/").status_code == 401


def test_cookies_are_secure_where_the_connection_is(file: Path) -> None:
    with desk(file, token="s3cret") as app:
        answer = Editor(app, "https://desk.example").client.get("/?token=s3cret")
        cookies = answer.headers.get_list("set-cookie")
        assert cookies
        assert all(cookie.endswith("; Secure") for cookie in cookies)


def test_every_answer_bears_the_headers(app: ASGIApp) -> None:
    for path in ("/", "/nowhere", "/queue"):
        headers = Editor(app).client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.0.2.1", False),
        ("desk", False),
    ],
)
def test_loopback(host: str, alone: bool) -> None:
    assert loopback(host) is alone


# --- the list


def test_the_list_has_every_finding_of_the_run_once(file: Path) -> None:
    with Store.open(file) as store:
        run = runs.latest(store)
        assert run is not None
        worklist = Worklist(store, run.id)
        found = [one for article in runs.articles(store, run.id) for one in (*article.findings, *article.dismissed)]
        assert sorted(item.finding.fingerprint for item in worklist.items) == sorted(one.fingerprint for one in found)
        assert [item.number for item in worklist.items] == list(range(len(found)))
        standing = Standing(store, lambda: datetime.date(2026, 1, 1))
        assert worklist.chosen(Filter(), standing) == worklist.items


def test_a_filter_is_its_own_address() -> None:
    wanted = Filter.of({"rule": "typos/x", "q": "a & b", "status": "open", "nothing": "1", "family": "nonsense"})
    assert wanted.query(at=3) == "rule=typos%2Fx&status=open&q=a+%26+b&at=3"
    assert wanted.but(status="").pairs() == [("rule", "typos/x"), ("q", "a & b")]
