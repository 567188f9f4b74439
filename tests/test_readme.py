"""Every command that README shows is run; every file it names exists."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip() and not line.startswith("#")
]
INSTALL, TEST = (line for line in COMMANDS if line.startswith("python3 -m venv"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the commands name, in which all of them are run, in README's order."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "expectations"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", *shlex.split(command)]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def value_of(option: str, command: str) -> str | None:
    words = shlex.split(command)
    return words[words.index(option) + 1] if option in words else None


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("auditor ")])
def test_command(command: str, folder: Path) -> None:
    store, templates = value_of("--store", command), value_of("--templates", command)
    if store and not (folder / store).exists():  # so that a command can be tested alone
        assert run(f"auditor run seeds --store {store} --quiet --format jsonl", folder).returncode == 0
    if templates and not (folder / templates).exists():
        assert run(f"auditor templates seeds --out {templates}", folder).returncode == 0
    done = run(command, folder)
    assert done.returncode in ((0, 1) if command.startswith("auditor gate") else (0,)), done.stderr
    if out := value_of("--out", command):
        made = folder / out
        assert made.is_file() or any(made.iterdir())


def test_every_other_command_is_an_installation() -> None:
    assert [line for line in COMMANDS if not line.startswith("auditor ")] == [INSTALL, TEST]


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("CI"), reason="installs the package and all it needs anew; set CI=true")
def test_the_first_command_installs_and_audits_the_seeds(tmp_path: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in tracked:
        if not name.startswith("tests/") and (ROOT / name).exists():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)
    subprocess.run(INSTALL, shell=True, cwd=tmp_path, check=True)
    assert (tmp_path / "reports" / "first" / "report.html").stat().st_size > 10_000


@pytest.mark.slow
def test_the_commands_of_the_cluster_run_as_printed(folder: Path, tmp_path: Path) -> None:
    """As printed, but for the host, a free port, one worker in place of eight, and a bucket that lies on this disk."""
    for name in ("distributed", "fsspec"):
        pytest.importorskip(name)
    import pyarrow as pa
    import pyarrow.parquet as pq

    (block,) = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    here = {
        "--port 8786": f"--host 127.0.0.1 --port {port} --no-dashboard",
        "tcp://host:8786": f"tcp://127.0.0.1:{port}",
        "--nworkers 8": f"--nworkers 1 --nthreads 1 --no-dashboard --local-directory {tmp_path}",
        "s3://bucket": tmp_path.as_uri(),
    }
    for printed, meant in here.items():
        assert printed in block
        block = block.replace(printed, meant)
    scheduler, worker, audit = block.splitlines()
    (tmp_path / "day").mkdir()
    texts = [{"id": file.stem, "text": file.read_text()} for file in sorted((folder / "seeds").glob("*.txt"))]
    pq.write_table(pa.Table.from_pylist(texts), tmp_path / "day" / "part-0.parquet")
    with ExitStack() as stack:
        for command in (scheduler, worker):
            process = subprocess.Popen(
                [sys.executable, "-m", *shlex.split(command)], cwd=tmp_path, stderr=subprocess.DEVNULL
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
        for _ in range(60):
            done = run(audit, folder)
            if "no Dask scheduler" not in done.stderr and "no workers" not in done.stderr:
                break
            time.sleep(1)
    assert done.returncode == 0, done.stderr
    assert pq.read_table(tmp_path / "audits" / "day" / "articles.parquet").num_rows == len(texts)
    assert pq.read_table(tmp_path / "audits" / "day" / "findings.parquet").num_rows >= 15


def test_ci_runs_the_test_command_of_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert TEST.endswith(".venv/bin/python -m pytest")
    assert '"$venv/bin/python" -m pytest\n' in ci
    assert "--editable '.[test]'" in TEST
    assert "--editable '.[test]'" in ci


def test_the_example_of_the_library_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "contradictions/weekday-date-mismatch" in done.stdout
    assert "typos/doubled-word" in done.stdout


def test_the_example_configuration_is_valid(tmp_path: Path) -> None:
    from auditor.config import load

    *others, text = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    for number, other in enumerate(others):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / "auditor.toml").write_text(other)
        assert load(tmp_path / f"{number}" / "auditor.toml").checks
    (tmp_path / "auditor.toml").write_text(text)
    (tmp_path / "names.txt").write_text("Gazivode\n")
    config = load(tmp_path / "auditor.toml")
    assert config.thresholds == {"accept": 80, "reject": 40}
    assert "gazivode" in config.allowed


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_rules_that_readme_names_exist() -> None:
    from auditor.catalog import rule_ids
    from auditor.finding import FAMILIES

    named = set(re.findall(rf"(?:{'|'.join(FAMILIES)})/[a-z][a-z-]+[a-z]", README)) - {"typos/some-defect"}
    assert named <= set(rule_ids())
