"""One call, many doors, one verdict."""

from __future__ import annotations

import base64
import datetime
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import auditor
from auditor.intake import ArticleError, InputError
from tests.conftest import SEEDS
from tests.doors import DOORS, INGEST, TODAY, Answer, cli, json_lines, library

STORY = (
    "The council of the harbour town met on Tuesday evening and agreed on a new plan for the old quay. "
    "The mayor said that work would begin in the spring and take about two years. Residents asked for trees, "
    "benches and a crossing near the school, and the members promised to look at the costs before the summer. "
    "A second hearing is planned for the autumn, when the first drawings are to be shown in the library."
)


OTHER = (
    "Fishermen on the northern coast brought in fewer herring this winter than in any year since the war, and many "
    "boats stayed in port. Prices at the auction rose by a third. Scientists blame warmer water, which drives the "
    "shoals further out; skippers blame the large trawlers that wait for them there. The ministry wants to hear both."
)
THIRD = (
    "Engineers closed the railway bridge after a goods train lost a load of timber. Nobody was hurt, but buses had to "
    "carry passengers between the two stations for most of the day. Inspectors found that straps had worn through. "
    "The company that owns the wagons said it would replace every strap of that kind and pay for the repairs."
)


def _records() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"id": f"seed-{number}", "text": path.read_text(encoding="utf-8"), "source": "seeds"}
        for number, path in enumerate(sorted(SEEDS.glob("*.txt")))
        if number in (1, 3, 4)  # 0 and 2 are near-copies of their neighbours, and a run compares the articles in it
    ]
    rows += [
        {"id": "good", "text": STORY, "published": "2024-03-06", "source": "harbour.example"},
        {"id": "short", "text": "A harbour.", "published": "2024-03-06"},
        {"id": "undated", "text": OTHER},
        {"id": "weekday", "text": "It was shut on Sunday, 5 March 2024. " + THIRD, "published": "2024-03-06"},
        {"id": "=cmd()|'x'", "text": "Leave a Reply\n\nYour email address will not be published.\n\nShare this:"},
    ]
    return rows


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return _records()


@pytest.fixture(scope="module")
def expected(records: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    answers = library(records, tmp_path_factory.mktemp("library"))
    assert {item.accepted for item in answers.values()} == {True, False}
    assert {item.verdict for item in answers.values()} == {"accept", "review", "reject"}
    return answers


@pytest.mark.parametrize("door", DOORS)
def test_every_door_gives_the_same_verdict_for_the_same_reasons(
    door: str, records: list[dict[str, Any]], expected: dict[str, Answer], tmp_path: Path
) -> None:
    answers = DOORS[door](records, tmp_path)
    assert answers.keys() == expected.keys()
    for name, answer in answers.items():
        assert (answer.accepted, answer.reasons) == (expected[name].accepted, expected[name].reasons), name
        if answer.verdict is not None:
            assert (answer.verdict, answer.score) == (expected[name].verdict, expected[name].score), name


# The library


def test_text_record_and_article_are_the_same_to_audit() -> None:
    text = auditor.audit(STORY, today=TODAY)
    record = auditor.audit({"text": STORY}, today=TODAY)
    article = auditor.audit(auditor.Article(text=STORY), today=TODAY)
    assert text.to_json() == record.to_json() == article.to_json()


def test_a_date_object_is_taken_as_it_is() -> None:
    audited = auditor.audit(auditor.Article(text=STORY, published=datetime.date(2024, 3, 6)), today=TODAY)
    assert audited.own_date is not None
    assert audited.record["published"] == "2024-03-06"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", "no text"),
        ("a\0b", "NUL"),
        ("\ud800", "surrogate"),
        ({"body": "x"}, "no field 'text'"),
        ({"text": 7}, "must be a string"),
        ({"text": "x", "id": "y" * 501}, "501 characters"),
        ({"text": "x", "published": ["2024"]}, "published"),
        (auditor.Article(text=" "), "no text"),
        (auditor.Article(text="x", id="y" * 501), "501 characters"),
        (auditor.Article(text="x", title="\ud800"), "surrogate"),
        (auditor.Article(text="x", published=True), "published"),
        (7, "found a number"),
        (None, "found null"),
    ],
)
def test_what_is_no_article_is_a_clear_error(given: Any, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        auditor.gate(given)


def test_a_record_that_is_nested_too_deep_is_a_clear_error() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ArticleError, match="nested deeper"):
        auditor.audit({"text": "x", "more": deep})
    while deep:  # taken apart by hand: freeing it at once would recurse
        deep = deep[0]


def test_dismissals_hold_at_every_door(tmp_path: Path) -> None:
    text = "The council agreed on the the plan."
    (found,) = [item for item in auditor.audit(text).findings if item.rule == "typos/doubled-word"]
    (tmp_path / "d.jsonl").write_text(json.dumps({"fingerprint": found.fingerprint, "reason": "x", "who": "y"}))
    (tmp_path / "auditor.toml").write_text('dismissed = "d.jsonl"\n')
    os.chdir(tmp_path)
    assert "typos/doubled-word" not in [item.rule for item in auditor.audit(text).findings]
    record = {"text": text, "dismissed": [found.fingerprint]}
    (tmp_path / "auditor.toml").unlink()
    assert [item.rule for item in auditor.audit(record).dismissed] == ["typos/doubled-word"]


# Frames


def test_a_frame_keeps_its_rows_index_and_columns() -> None:
    frame = pd.DataFrame({"text": [STORY, STORY], "n": [1.5, None]}, index=["x", "x"])
    before = frame.copy(deep=True)
    out = auditor.audit_frame(frame, today=TODAY)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(out[["text", "n"]], before)
    assert list(out.index) == ["x", "x"]
    assert out["auditor_score"].tolist() == [auditor.audit(STORY, today=TODAY).score.total] * 2
    assert str(out["auditor_score"].dtype) == "Float64"


def test_rows_of_a_frame_that_are_no_articles_say_why() -> None:
    rows = [STORY, None, float("nan"), "", pd.NA, 7, "\ud800"]
    out = auditor.audit_frame(pd.DataFrame({"text": pd.Series(rows, dtype="object")}), today=TODAY)
    assert out["auditor_error"].isna().tolist() == [True] + [False] * 6
    assert out["auditor_score"].isna().tolist() == [False] + [True] * 6
    assert out["auditor_accepted"].isna().sum() == 6
    assert "must be a string" in out["auditor_error"].iloc[5]


def test_cells_that_are_missing_count_as_absent() -> None:
    frame = pd.DataFrame(
        {
            "text": [STORY] * 4,
            "published": [pd.Timestamp("2024-03-06"), pd.NaT, None, pd.NaT],
            "title": pd.Series(["T", None, pd.NA, "T"], dtype="string"),
            "id": pd.Series([7, None, None, None], dtype="Int64"),
        }
    )
    out = auditor.audit_frame(frame, today=TODAY)
    assert out["auditor_error"].isna().all()
    assert out["auditor_id"].iloc[0] == "7"
    assert out["auditor_id"].iloc[1] == auditor.audit(STORY, today=TODAY).article.id


def test_an_empty_frame_gets_its_columns() -> None:
    out = auditor.audit_frame(pd.DataFrame({"text": pd.Series([], dtype="string")}))
    assert len(out) == 0
    assert {"auditor_score", "auditor_verdict", "auditor_error"} <= set(out.columns)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pd.DataFrame({"Text": ["x"]}), "did you mean Text"),
        (pd.DataFrame(), "there are: none"),
        (pd.DataFrame({"text": ["x"], "auditor_score": [1]}), "another prefix"),
    ],
)
def test_a_frame_that_cannot_be_read_is_a_clear_error(frame: pd.DataFrame, said: str) -> None:
    with pytest.raises(InputError, match=said):
        auditor.audit_frame(frame)


def test_other_column_names_come_from_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text('[fields]\ntext = ["body"]\n')
    os.chdir(tmp_path)
    out = auditor.audit_frame(pd.DataFrame({"body": [STORY]}), prefix="")
    assert out["verdict"].iloc[0] in ("accept", "review")


# The filter


def test_the_filter_writes_each_record_before_the_next_one_comes() -> None:
    command = [sys.executable, "-m", "auditor", "gate", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        for number in range(3):
            record = {"id": str(number), "text": STORY}
            process.stdin.write(json_lines([record]))
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == record
        process.stdin.write(b"{broken\n")
        process.stdin.flush()
        assert "rejected" in json.loads(process.stderr.readline())["auditor"]
        process.stdin.close()
        assert process.wait(30) == 0


def test_the_filter_loses_no_line() -> None:
    lines = [
        json.dumps({"id": "a", "text": STORY}).encode(),
        b"{broken",
        b'{"text": ""}',
        b'{"text": 7}',
        b'{"text": "\xff"}',
        b"[1]",
        b"",
        json.dumps({"id": "a", "text": STORY}).encode(),
        b'{"text": "' + b"x" * 5_000_000 + b'"}',
        json.dumps({"id": "b", "text": STORY}).encode(),
    ]
    done = cli("gate", "-", "--strict", stdin=b"\n".join(lines))
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 3
    rejected = [json.loads(line)["auditor"] for line in done.stderr.splitlines()]
    assert [item["line"] for item in rejected] == [2, 3, 4, 5, 6, 9]
    assert rejected[0]["raw"] == "{broken\n"
    assert base64.b64decode(rejected[3]["raw_base64"]) == b'{"text": "\xff"}\n'
    assert json.loads(done.stderr.splitlines()[2])["text"] == 7
    assert rejected[5]["excerpt"].startswith('{"text": "xxx')


@pytest.mark.skipif(os.name != "posix", reason="needs SIGPIPE")
def test_a_reader_that_leaves_ends_the_filter_without_a_word(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(json_lines([{"id": str(number), "text": STORY} for number in range(2000)]))
    command = [sys.executable, "-m", "auditor", "gate", "-"]
    with (
        source.open("rb") as stdin,
        subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
    ):
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(30) == -signal.SIGPIPE
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_slow_reader_slows_the_filter(tmp_path: Path) -> None:
    """While nobody reads its output, the filter takes no more than the pipes hold."""
    command = [sys.executable, "-m", "auditor", "gate", "-", "--select", "typos/doubled-word"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        os.set_blocking(process.stdin.fileno(), False)
        line = json_lines([{"text": STORY * 20}])
        taken, idle, deadline = 0, 0, time.monotonic() + 60
        while idle < 30 and time.monotonic() < deadline:
            try:
                taken += os.write(process.stdin.fileno(), line)
                idle = 0
            except BlockingIOError:
                idle += 1
                time.sleep(0.1)
        process.kill()
        assert idle == 30
        assert taken < 1_000_000


def test_a_usage_error_of_the_filter_is_one_message() -> None:
    done = cli("gate", "-", "--suite", "none.json", stdin=b"")
    assert done.returncode == 2
    assert done.stderr.startswith(b"auditor: none.json")
    assert done.stdout == b""


def test_without_a_suite_the_filter_goes_by_the_verdict() -> None:
    bad = "Leave a Reply\n\nYour email address will not be published.\n\nShare this:"
    done = cli("gate", "-", stdin=json_lines([{"id": "good", "text": STORY}, {"id": "bad", "text": bad}]))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["good"]
    (kept,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert kept["auditor"]["failed"][0]["expectation"] == "not-rejected"


def test_the_suite_of_the_matrix_is_a_file_of_the_project() -> None:
    assert INGEST.exists()
