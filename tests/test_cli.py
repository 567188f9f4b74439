"""The command line: exit statuses, messages, documentation, start-up time. No mistake ends in a traceback."""

from __future__ import annotations

import ast
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor import __file__ as package
from auditor.catalog import all_checks, all_measures, all_passes, rule_ids
from auditor.cli.commands import app
from auditor.finding import FAMILIES

ARTICLE = {
    "id": "a",
    "text": "The council met on Tuesday and the the mayor spoke. It agreed on a new plan for the harbour.",
}


def auditor(
    *args: object, stdin: str | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "auditor", *map(str, args)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )


def test_run_writes_the_asked_formats_and_says_where(tmp_path: Path) -> None:
    done = auditor("run", "-", "--out", tmp_path / "out", "--format", "jsonl,html", stdin=json.dumps(ARTICLE))
    assert (done.returncode, done.stderr) == (0, "")
    assert str(tmp_path / "out") in done.stdout.replace("\n", "")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"findings.jsonl", "articles.jsonl", "sources.jsonl", "run.json", "rejected.jsonl", "report.html"} == names


def test_without_out_the_run_lies_under_reports() -> None:
    done = auditor("run", "-", "--format", "jsonl", "--quiet", stdin=json.dumps(ARTICLE))
    assert (done.returncode, done.stdout) == (0, "")
    (run,) = Path("reports").iterdir()
    assert (run / "articles.jsonl").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["run", "nowhere.jsonl"], "nowhere.jsonl"),
        (["run", "-", "--format", "htm"], "did you mean html"),
        (["run", "-", "--select", "typo"], "did you mean typos"),
        (["run", "-", "--config", "none.toml"], "none.toml"),
        (["run", "-", "--dismissed", "none.jsonl"], "none.jsonl"),
        (["gate", "-", "--suite", "none.json"], "none.json"),
        (["explain", "typos/doubled-wrd"], "did you mean typos/doubled-word"),
        (["list", "--family", "typo"], "did you mean typos"),
        (["new", "typo/x"], "did you mean typos"),
        (["new", "typos/Bad Name"], "lower-case words"),
        (["run"], "INPUT"),
    ],
)
def test_a_mistake_exits_with_2_and_a_message(args: list[str], said: str) -> None:
    done = auditor(*args, stdin="")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_input_of_which_nothing_could_be_read_exits_with_3_and_says_why(tmp_path: Path) -> None:
    done = auditor(
        "run", "-", "--out", tmp_path / "a", "--format", "jsonl", "--quiet", stdin='{"body": "A ship sank."}\n'
    )
    assert done.returncode == 3
    assert "no field 'text' for the text; there are: body" in done.stderr
    assert "not one record could be read: see" in done.stderr
    (tmp_path / "none.jsonl").write_text("")
    assert auditor("run", tmp_path / "none.jsonl", "--out", tmp_path / "b", "--format", "jsonl").returncode == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["run", "-", "--today", "31.3.2024"], "found '31.3.2024'; allowed: a day such as 2024-03-31"),
        (["gate", "-", "--suite", "ingst.json"], "ingst.json: No such file or directory; did you mean ingest.json?"),
        (["gate", "-", "--suite", "no/such.json"], "there is no folder no"),
    ],
)
def test_a_slip_of_the_user_is_told_with_what_is_allowed(
    given: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ingest.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    done = auditor(*given, "--out", tmp_path / "out", stdin="{}")
    assert done.returncode == 2
    assert said in done.stderr


def test_strict_exits_with_3_when_a_record_could_not_be_read(tmp_path: Path) -> None:
    lines = json.dumps(ARTICLE) + "\n{broken\n"
    assert auditor("run", "-", "--out", tmp_path / "a", "--format", "jsonl", stdin=lines).returncode == 0
    done = auditor("run", "-", "--out", tmp_path / "b", "--format", "jsonl", "--strict", stdin=lines)
    assert done.returncode == 3
    assert json.loads((tmp_path / "b" / "rejected.jsonl").read_text())["line"] == 2


def test_select_and_ignore(tmp_path: Path) -> None:
    auditor(
        "run",
        "-",
        "--out",
        tmp_path,
        "--format",
        "jsonl",
        "--select",
        "typos",
        "--ignore",
        "typos/d*",
        stdin=json.dumps(ARTICLE),
    )
    findings = [json.loads(line) for line in (tmp_path / "findings.jsonl").read_text().splitlines()]
    assert findings == []
    auditor(
        "run", "-", "--out", tmp_path, "--format", "jsonl", "--select", "typos/doubled-word", stdin=json.dumps(ARTICLE)
    )
    (finding,) = [json.loads(line) for line in (tmp_path / "findings.jsonl").read_text().splitlines()]
    assert (finding["rule"], finding["text"]) == ("typos/doubled-word", "the the")


def test_a_dismissed_finding_leaves_the_score(tmp_path: Path) -> None:
    auditor("run", "-", "--out", tmp_path / "a", "--format", "jsonl", stdin=json.dumps(ARTICLE))
    before = json.loads((tmp_path / "a" / "articles.jsonl").read_text())
    found = [json.loads(line) for line in (tmp_path / "a" / "findings.jsonl").read_text().splitlines()]
    rows = [{"fingerprint": row["fingerprint"], "reason": "test", "who": "ed"} for row in found]
    rows.append({"fingerprint": "0000", "reason": "gone", "who": "ed"})
    (tmp_path / "dismissed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    auditor(
        "run",
        "-",
        "--out",
        tmp_path / "b",
        "--format",
        "jsonl",
        "--dismissed",
        tmp_path / "dismissed.jsonl",
        stdin=json.dumps(ARTICLE),
    )
    after = json.loads((tmp_path / "b" / "articles.jsonl").read_text())
    assert before["score"] < after["score"] == 100
    assert after["dismissed"] == len(found) > 0
    (unused,) = json.loads((tmp_path / "b" / "run.json").read_text())["unused_dismissals"]
    assert (unused["fingerprint"], unused["why"]) == ("0000", "no such finding")


def test_list_and_explain_know_everything() -> None:
    listed = [json.loads(line) for line in auditor("list", "--json").stdout.splitlines()]
    assert {row["id"] for row in listed} == {*all_checks(), *all_passes(), *all_measures()}
    assert all(row["summary"].endswith(".") for row in listed)
    for family in FAMILIES:
        rows = auditor("list", "--family", family).stdout.splitlines()
        assert len(rows) == sum(rule.startswith(family + "/") for rule in rule_ids())
    identity = next(iter(all_checks()))
    said = auditor("explain", identity).stdout
    assert all_checks()[identity].summary in said
    assert "[[" in said


def test_config_prints_where_values_come_from(tmp_path: Path) -> None:
    Path("auditor.toml").write_text("jobs = 2\n")
    rows = auditor("config").stdout.splitlines()
    assert any(row.startswith("jobs") and " 2 " in row and "auditor.toml" in row for row in rows)
    assert any(row.startswith("preview") and row.rstrip().endswith("default") for row in rows)


def test_new_writes_a_check_that_the_catalog_takes(tmp_path: Path) -> None:
    """In a copy of the package, so that the real one stays as it is."""
    import shutil

    import auditor as package

    shutil.copytree(Path(package.__file__).parent, tmp_path / "auditor", ignore=shutil.ignore_patterns("__pycache__"))
    env = {"PYTHONPATH": str(tmp_path)}
    done = auditor("new", "typos/some-defect", env=env)
    assert done.returncode == 0, done.stderr
    path = tmp_path / "auditor" / "checks" / "typos" / "some_defect.py"
    if not path.exists():
        pytest.skip("the installed package comes before PYTHONPATH here")
    assert "preview" in auditor("explain", "typos/some-defect", env=env).stdout.lower()
    assert auditor("new", "typos/some-defect", env=env).returncode == 2


def test_every_command_has_help() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__
        name = command.name or command.callback.__name__
        assert auditor(name, "--help").returncode == 0


def test_help_takes_under_half_a_second_of_cpu() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert auditor("--help").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_heavy_libraries_are_loaded_only_where_used() -> None:
    script = "import sys, auditor, auditor.cli.commands, auditor.api; print(*sorted(sys.modules))"
    loaded = set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & {
        "pandas",
        "great_expectations",
        "textstat",
        "nltk",
        "pyarrow",
        "langdetect",
        "pocketsphinx",
        "jinja2",
    }


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_run_leaves_nothing_under_a_final_name(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(json.dumps({"text": f"{number} " + "Some words of an article. " * 60}) + "\n" for number in range(400))
    )
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "auditor", "run", source, "--out", out, "--jobs", "1"], stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not list(out.glob(".partial-*/spool/*")):
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [path.name[:9] for path in out.iterdir()] == [".partial-"]


def test_the_list_of_commands_cuts_no_sentence() -> None:
    listed = auditor("--help", env={"COLUMNS": "80"}).stdout.partition("Commands:")[2]
    assert "  run  " in listed
    assert "..." not in listed


CAUGHT = {"DamagedError", "Unfit", "BusyError", "LostError", "StartError", "FormError", "CutOff"}
"""Errors that never leave the package."""


def test_every_other_error_is_one_that_the_command_line_tells() -> None:
    found = set()
    for path in Path(package).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            bases = {ast.unparse(base) for base in node.bases} if isinstance(node, ast.ClassDef) else set()
            if isinstance(node, ast.ClassDef) and bases & {"Exception", "BaseException"}:
                found.add(node.name)
    assert found == CAUGHT | {"AuditorError"}
