"""Schedules: each file is parsed by the tool it is for, where that is there; nothing in a path can break out of one."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from auditor.cli.commands import app
from auditor.errors import AuditorError
from auditor.schedules import TOOLS, Schedule, ScheduleError, write
from tests.test_orchestrators import python_of

ODD = '/data/it\'s 100% "odd" $HOME/in.jsonl'
PLAIN = Schedule(("/data/in.jsonl",), "/data/auditor.db", "/data/reports", command="/usr/bin/true")


@pytest.mark.parametrize("tool", TOOLS)
def test_init_writes_what_the_tool_needs_once(tool: str, tmp_path: Path) -> None:
    line = ["init", "in.jsonl", "--schedule", tool, "--store", "auditor.db", "--at", "4:05", "--into", str(tmp_path)]
    done = CliRunner().invoke(app, line)
    assert done.exit_code == 0, done.output
    assert "Next: " in done.output
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert str(Path.cwd() / "in.jsonl") in text
    assert "@@" not in text
    again = CliRunner().invoke(app, line)
    assert isinstance(again.exception, ScheduleError)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (Schedule(("a",), "s", "r", at="25:00"), "allowed: a time"),
        (Schedule(("a",), "s", "r", keep="long"), "--keep: found 'long'; allowed: days or weeks"),
        (Schedule(("a\nb",), "s", "r"), "line breaks"),
        (Schedule(("a",), "postgresql://me:secret@host/x", "r"), "pgpass"),
    ],
)
def test_what_cannot_be_a_schedule(made: Schedule, message: str, tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match=message) as caught:
        write("cron", made, tmp_path)
    assert "secret" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_an_unknown_tool(tmp_path: Path) -> None:
    with pytest.raises(ScheduleError, match="allowed: cron, systemd, airflow, dagster"):
        write("at", PLAIN, tmp_path)


def command_of(crontab: str) -> str:
    """Return the command of the first entry as cron would give it to the shell."""
    line = next(line for line in crontab.split("\n") if line and not line.startswith("#"))
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)  # cron ends the command there
    return command.replace(r"\%", "%")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f"), min_size=1))
def test_any_path_reaches_the_shell_as_it_is(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    (path,) = write("cron", Schedule((f"/x/{name}",), "s", "r"), tmp_path_factory.mktemp("cron"))
    assert shlex.split(command_of(path.read_text()))[2] == f"/x/{name}"


def test_the_line_of_cron_runs(tmp_path: Path) -> None:
    made = Schedule((ODD,), "/data/auditor.db", str(tmp_path / "r"), command="echo")
    (path,) = write("cron", made, tmp_path)
    done = subprocess.run(["sh", "-c", command_of(path.read_text())], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"run {ODD} --store /data/auditor.db")
    assert re.search(r"/r/\d{4}-\d\d-\d\d$", done.stdout.strip())


def test_cron_itself(tmp_path: Path) -> None:
    if shutil.which("crontab") is None:
        pytest.skip("needs Debian's cron (.ci/run installs it where it can)")
    (path,) = write("cron", Schedule((ODD,), "/data/auditor.db", "/data/reports", command="/usr/bin/true"), tmp_path)
    for option in ("-n", "-T"):  # only test the file: Debian's name for it, and that of cronie
        done = subprocess.run(["crontab", option, str(path)], capture_output=True, text=True, check=False)
        if "invalid option" not in done.stderr:
            break
    else:
        pytest.skip("this crontab has no option that only tests a file")
    assert done.returncode == 0, done.stderr
    path.write_text("61 * * * * true\n")
    done = subprocess.run(["crontab", option, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode, "a minute that does not exist was let through"


def test_systemd_itself(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs Debian's systemd (.ci/run installs it where it can)")
    units = write("systemd", Schedule((ODD,), "/data/auditor.db", "/data/reports", command="/usr/bin/true"), tmp_path)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *map(str, units)],
        capture_output=True,
        text=True,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "auditor." in line]
    assert (done.returncode, ours) == (0, [])
    calendar = next(line for line in units[1].read_text().splitlines() if line.startswith("OnCalendar="))
    subprocess.run(["systemd-analyze", "calendar", calendar.partition("=")[2]], capture_output=True, check=True)


@pytest.mark.parametrize("tool", ["airflow", "dagster"])
def test_the_python_of_a_file_is_sound(tool: str, tmp_path: Path) -> None:
    (path,) = write(tool, Schedule((ODD,), "s", "r"), tmp_path)
    tree = ast.parse(path.read_text())
    run = next(node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "RUN")
    assert ast.literal_eval(run.value)[2] == ODD


PARSED = {
    "airflow": """
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(dag_folder={folder!r})
assert not bag.import_errors, bag.import_errors
assert {{task.task_id for task in bag.dags["article_audit"].tasks}} == {{"audit", "prune"}}
print("parsed")
""",
    "dagster": """
import runpy
defs = runpy.run_path({file!r})["defs"]
assert list(defs.schedules)[0].cron_schedule == "0 3 * * *"
assert defs.resolve_job_def("article_audit").execute_in_process().success
print("parsed")
""",
}


@pytest.mark.slow
@pytest.mark.parametrize("tool", PARSED)
def test_airflow_and_dagster_themselves(tool: str, tmp_path: Path) -> None:
    python = python_of(tool)
    folder = tmp_path / "dags"
    (path,) = write(tool, PLAIN, folder)
    env = {**os.environ, "HOME": str(tmp_path), "AIRFLOW_HOME": str(tmp_path), "PYTHONPATH": ""}
    program = PARSED[tool].format(folder=str(folder), file=str(path))
    done = subprocess.run([python, "-c", program], capture_output=True, text=True, env=env, check=False)
    assert "parsed" in done.stdout, done.stderr[-2000:]
