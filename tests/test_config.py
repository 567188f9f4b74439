"""The configuration: each value knows its origin, and every mistake is named with what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.catalog import all_checks
from auditor.config import Config, ConfigError, load
from auditor.dismissals import Dismissal, Dismissals, of_record
from auditor.finding import Finding

CHECK = next((check for check in all_checks().values() if check.options), None)


def write(folder: Path, text: str, name: str = "auditor.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_defaults_select_everything() -> None:
    config = load()
    assert all(config.selects(rule) for rule in all_checks())
    assert {origin for _, _, origin in config.rows()} == {"default"}


def test_the_nearest_file_upwards_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, '[tool.auditor]\njobs = 3\nignore = ["typos"]\n', "pyproject.toml")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(tmp_path / "a", "[project]\nname = 'x'\n", "pyproject.toml")
    monkeypatch.chdir(inner)
    config = load(overrides={"jobs": 1})
    assert (config.jobs, config.ignore) == (1, ("typos",))
    origins = {key: origin for key, _, origin in config.rows()}
    assert origins["jobs"] == "command line"
    assert origins["ignore"].endswith("pyproject.toml [tool.auditor]")
    assert origins["select"] == "default"
    assert not any(config.selects(rule) for rule in all_checks() if rule.startswith("typos/"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("job = 3", "did you mean jobs"),
        ("jobs = -1", "allowed: a whole number from 0"),
        ("jobs = true", "allowed: a whole number from 0"),
        ('select = ["typo"]', "did you mean typos"),
        ('select = "typos"', "allowed: a list of strings"),
        ("[thresholds]\naccept = 101", "allowed: a number from 0 to 100"),
        ("[thresholds]\nacept = 80", "did you mean accept"),
        ("[thresholds]\naccept = 30", "reject must be the lower one"),
        ("[fields]\ntxt = 'body'", "did you mean text"),
        ("[fields]\ntext = 5", "allowed: a field name"),
        ("[checks.'typos/no-such']\na = 1", "unknown check"),
        ("preview = 1", "allowed: true or false"),
        ("jobs = ", "not valid TOML"),
    ],
)
def test_a_mistake_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.skipif(CHECK is None, reason="no check has an option yet")
def test_options_of_checks_are_checked(tmp_path: Path) -> None:
    assert CHECK is not None
    name, default = next(iter(CHECK.options.items()))
    config = load(write(tmp_path, f"[checks.'{CHECK.id}']\n{name} = {default!r}"))
    assert config.checks[CHECK.id] == {name: default}
    with pytest.raises(ConfigError, match="unknown option"):
        load(write(tmp_path, f"[checks.'{CHECK.id}']\nno_such_option = 1"))
    with pytest.raises(ConfigError, match="allowed: "):
        load(write(tmp_path, f"[checks.'{CHECK.id}']\n{name} = ['x']"))


def test_allow_lists_come_from_the_file_and_from_word_files(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Gazivoda # a lake\n\n# nothing\nŽilavka\n")
    config = load(write(tmp_path, 'allow_words = ["Doomscroll"]\nallow_files = ["names.txt"]'))
    assert config.allowed == {"doomscroll", "gazivoda", "žilavka"}
    with pytest.raises(ConfigError, match="one entry a line"):
        load(write(tmp_path, 'allow_files = ["none.txt"]'))


def test_globs_and_ignore() -> None:
    config = Config(select=("typos/*", "scraper-junk"), ignore=("typos/doubled-*",))
    assert config.selects("typos/misspelling")
    assert not config.selects("typos/doubled-word")
    assert config.selects("scraper-junk/comment-form")
    assert not config.selects("metadata/published-in-future")


def finding(fingerprint: str = "f1", article: str = "a") -> Finding:
    return Finding(
        article_id=article, rule="typos/x", family="typos", start=0, end=1, text="", severity="minor", confidence=1.0,
        message="", fingerprint=fingerprint,
    )  # fmt: skip


def test_dismissals_match_by_fingerprint_article_and_day(tmp_path: Path) -> None:
    import datetime

    day = datetime.date(2026, 5, 1)
    path = tmp_path / "dismissed.jsonl"
    path.write_text(
        '{"fingerprint": "f1", "reason": "a quotation", "who": "ed", "until": "2026-05-01"}\n\n'
        '{"fingerprint": "f2", "reason": "house style", "who": "ed", "article_id": "b"}\n'
        '{"fingerprint": "f3", "reason": "old", "who": "ed", "until": "2026-04-30"}\n'
    )
    rows = Dismissals.load(path)
    assert rows.match(finding("f1"), day)
    assert not rows.match(finding("f1"), day + datetime.timedelta(1))
    assert not rows.match(finding("f2", "a"), day)
    assert not rows.match(finding("f3"), day)
    assert [(row["fingerprint"], row["why"]) for row in rows.unused(day)] == [
        ("f2", "no such finding"),
        ("f3", "expired"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "dismissed.jsonl:1"),
        ('{"fingerprint": "f"}', "no reason and no who"),
        ('{"fingerprint": "f", "reason": "r", "who": "w", "untl": "x"}', "unknown key `untl`"),
        ('{"fingerprint": "f", "reason": "r", "who": "w", "until": "soon"}', "dismissed.jsonl:1"),
        ("[]", "no JSON object"),
    ],
)
def test_a_broken_dismissal_is_an_error_with_its_line(line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "dismissed.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(ConfigError) as caught:
        Dismissals.load(path)
    assert said in str(caught.value)


def test_a_record_may_carry_its_own() -> None:
    rows = of_record({"dismissed": ["f1", {"fingerprint": "f2", "reason": "r", "who": "w"}, 5, {}]})
    assert rows.match(finding("f1"), None)
    assert rows.match(finding("f2"), None)
    assert list(of_record({"dismissed": "f1"})) == []
    assert all(isinstance(row, Dismissal) for row in rows)
