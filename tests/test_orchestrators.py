"""The Airflow and Dagster examples, run by the real tool, which lives in an environment of its own.

python3 -m venv /tmp/airflow && /tmp/airflow/bin/pip install apache-airflow
python3 -m venv /tmp/dagster && /tmp/dagster/bin/pip install dagster
export AUDITOR_AIRFLOW_PYTHON=/tmp/airflow/bin/python AUDITOR_DAGSTER_PYTHON=/tmp/dagster/bin/python
pytest tests/test_orchestrators.py
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.doors import INGEST, json_lines
from tests.test_doors import OTHER, STORY

EXAMPLES = ROOT / "auditor" / "integrations" / "examples"
GOOD = {"id": "good", "text": STORY, "published": "2024-03-06"}
UNDATED = {"id": "undated", "text": OTHER}

pytestmark = pytest.mark.slow


def python_of(tool: str) -> str:
    """Return the interpreter that has the tool; the test is skipped where there is none."""
    variable = f"AUDITOR_{tool.upper()}_PYTHON"
    found = os.environ.get(variable)
    if not found:
        pytest.skip(f"set {variable} to a Python that has {tool}; it does not fit into the environment of the tests")
    return found


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the variables of the examples, with a program that runs the present tree."""
    program = tmp_path / "auditor"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m auditor "$@"\n')
    program.chmod(0o755)
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "AUDITOR": str(program),
        "AUDITOR_ARTICLES": str(tmp_path / "in.jsonl"),
        "AUDITOR_SUITE": str(INGEST),
        "AUDITOR_OUT": str(tmp_path / "out"),
        "HOME": str(tmp_path),
    }


def run(python: str, code: str, environment: dict[str, str], tmp_path: Path) -> dict[str, object]:
    script = tmp_path / "script.py"
    script.write_text(code)
    done = subprocess.run(
        [python, str(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (tmp_path / "result.json").exists(), done.stdout[-3000:] + done.stderr[-3000:]
    found: dict[str, object] = json.loads((tmp_path / "result.json").read_text())
    return found


DAGSTER = f"""
import importlib.util, json
import dagster
spec = importlib.util.spec_from_file_location("gate", {str(EXAMPLES / "dagster_gate.py")!r})
gate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gate)
result = dagster.materialize(
    [gate.articles, gate.articles_pass_the_gate, gate.collection],
    instance=dagster.DagsterInstance.ephemeral(), raise_on_error=False,
)
(check,) = result.get_asset_check_evaluations()
loaded = [event.asset_key.to_user_string() for event in result.get_asset_materialization_events()]
said = {{key: value.value for key, value in check.metadata.items()}}
json.dump({{"passed": check.passed, "loaded": "collection" in loaded, **said}}, open("result.json", "w"))
"""


@pytest.mark.parametrize("passes", [True, False])
def test_dagster_runs_what_follows_only_when_the_gate_passes(
    passes: bool, environment: dict[str, str], tmp_path: Path
) -> None:
    python = python_of("dagster")
    (tmp_path / "in.jsonl").write_bytes(json_lines([GOOD] if passes else [GOOD, UNDATED]))
    said = run(python, DAGSTER, environment, tmp_path)
    assert said["passed"] is said["loaded"] is passes
    assert said["accepted"] == 1
    assert ("dated" in str(said["failed"])) is not passes


AIRFLOW = """
import importlib.util, json, os
spec = importlib.util.spec_from_file_location("gate", os.environ["AIRFLOW_HOME"] + "/dags/airflow_gate.py")
gate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gate)
run = gate.pipeline.test()
states = {item.task_id: str(item.state) for item in run.get_task_instances()}
json.dump({"state": str(run.state), "tasks": states}, open("result.json", "w"))
"""


@pytest.mark.parametrize("passes", [True, False])
def test_airflow_runs_what_follows_only_when_the_gate_passes(
    passes: bool, environment: dict[str, str], tmp_path: Path
) -> None:
    python = python_of("airflow")
    (tmp_path / "in.jsonl").write_bytes(json_lines([GOOD] if passes else [GOOD, UNDATED]))
    environment |= {"AIRFLOW_HOME": str(tmp_path / "airflow"), "AIRFLOW__CORE__LOAD_EXAMPLES": "False"}
    (tmp_path / "airflow" / "dags").mkdir(parents=True)
    shutil.copy2(EXAMPLES / "airflow_gate.py", tmp_path / "airflow" / "dags")
    for words in (["db", "migrate"], ["dags", "reserialize"]):
        command = [python, "-m", "airflow", *words]
        subprocess.run(command, env=environment, capture_output=True, check=True, cwd=tmp_path)
    said = run(python, AIRFLOW, environment, tmp_path)
    assert said["state"] == ("success" if passes else "failed")
    assert said["tasks"] == (
        {"gate": "success", "load": "success"} if passes else {"gate": "failed", "load": "upstream_failed"}
    )


@pytest.mark.parametrize("name", ["airflow_gate.py", "dagster_gate.py"])
def test_the_examples_compile_and_need_nothing_of_the_auditor(name: str) -> None:
    source = (EXAMPLES / name).read_text(encoding="utf-8")
    compile(source, name, "exec")
    assert "import auditor" not in source
    assert "from auditor" not in source
