"""Dismissals: what they cover, when they end, and that those of no use are told."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from auditor.config import ConfigError
from auditor.dismissals import MAX_REPORTED, Dismissal, Dismissals, of_record
from auditor.finding import Finding

DAY = datetime.date(2026, 5, 1)
NEXT = DAY + datetime.timedelta(1)


def finding(fingerprint: str, article: str = "a") -> Finding:
    return Finding(
        article_id=article, rule="typos/x", family="typos", start=0, end=1, text="", severity="minor", confidence=1.0,
        message="", fingerprint=fingerprint,
    )  # fmt: skip


def written(folder: Path, *rows: object) -> Path:
    path = folder / "dismissed.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return path


def row(fingerprint: str, **more: str | None) -> dict[str, str | None]:
    return {"fingerprint": fingerprint, "reason": "r", "who": "w", **more}


def test_a_finding_is_matched_by_fingerprint_article_and_day(tmp_path: Path) -> None:
    path = written(tmp_path, row("f1", until="2026-05-01"), "", row("f2", article_id="b"), row("f3", until=None))
    rows = Dismissals.load(path)
    matched = rows.match(finding("f1"), DAY)
    assert matched == Dismissal(fingerprint="f1", reason="r", who="w", until=DAY, place=f"{path}:1")
    assert not rows.match(finding("f1"), NEXT)
    assert rows.match(finding("f1"), None)
    assert not rows.match(finding("f2", "a"), DAY)
    assert rows.match(finding("f2", "b"), DAY)
    assert rows.match(finding("f3"), datetime.date.max)
    assert not rows.match(finding("f4"), DAY)


def test_one_fingerprint_can_be_dismissed_in_several_articles(tmp_path: Path) -> None:
    rows = Dismissals.load(written(tmp_path, row("f", article_id="a"), row("f", article_id="b")))
    assert rows.match(finding("f", "b"), DAY)
    assert not rows.match(finding("f", "c"), DAY)
    assert [item["article_id"] for item in rows.unused(DAY)] == ["a"]


def test_those_of_no_use_are_told_with_the_reason(tmp_path: Path) -> None:
    path = written(tmp_path, row("used"), row("unused"), row("over", until="2026-04-30"), row("today", until=str(DAY)))
    rows = Dismissals.load(path)
    for fingerprint in ("used", "over", "today"):
        rows.match(finding(fingerprint), DAY)
    assert [(item["fingerprint"], item["why"]) for item in rows.unused(DAY)] == [
        ("unused", "no such finding"),
        ("over", "expired"),
    ]
    assert [item.fingerprint for item in rows.expired(DAY)] == ["over"]
    assert [item.fingerprint for item in rows.expired(NEXT)] == ["over", "today"]
    assert rows.unused(DAY)[0]["place"] == f"{path}:2"
    json.dumps(rows.unused(DAY))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not valid JSON"),
        ("[]", "no JSON object"),
        ('{"fingerprint": "f"}', "no reason and no who"),
        ('{"fingerprint": "f", "reason": "", "who": "w"}', "no reason"),
        ('{"fingerprint": " ", "reason": "r", "who": "w"}', "no fingerprint"),
        ('{"fingerprint": 5, "reason": "r", "who": "w"}', "fingerprint: found 5; allowed: a string"),
        ('{"fingerprint": "f", "reason": "r", "who": "w", "untl": "x"}', "unknown key `untl`; did you mean until?"),
        ('{"fingerprint": "f", "reason": "r", "who": "w", "until": "soon"}', "allowed: a day such as 2026-12-31"),
        ('{"fingerprint": "f", "reason": "r", "who": "w", "until": "2026-02-30"}', "allowed: a day such as"),
        ('{"fingerprint": "f", "reason": "r", "who": "w", "until": "2026-W01-1"}', "allowed: a day such as"),
    ],
)
def test_a_broken_line_is_an_error_with_its_place(line: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, row("fine"), line)
    with pytest.raises(ConfigError) as caught:
        Dismissals.load(path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{path}:2: ")


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.jsonl: dismissals cannot be read"):
        Dismissals.load(tmp_path / "none.jsonl")


def test_a_record_may_carry_its_own() -> None:
    own = of_record({"id": "a", "dismissed": ["f1", {"fingerprint": "f2", "until": "2026-05-01"}, 5, {}, {"x": "y"}]})
    assert own.match(finding("f1"), DAY)
    assert own.match(finding("f2"), DAY)
    assert not own.match(finding("f2"), NEXT)


@pytest.mark.parametrize("value", [None, "f1", 3, {}, [], [None], [[]]])
def test_another_field_of_that_name_is_passed_over(value: object) -> None:
    assert list(of_record({"dismissed": value})) == []


def test_those_of_records_are_told_as_well_up_to_a_bound() -> None:
    run = Dismissals()
    for number in range(MAX_REPORTED + 5):
        own = of_record({"id": f"a{number}", "dismissed": ["used", "gone"]})
        assert own.match(finding("used"), DAY)
        run.note(own, DAY)
    told = run.unused(DAY)
    assert len(told) == MAX_REPORTED
    assert (told[0]["fingerprint"], told[0]["why"], told[0]["place"]) == ("gone", "no such finding", "record a0")
