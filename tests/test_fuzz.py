"""The fuzz target runs, for a moment, where atheris is installed."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.slow
def test_the_fuzz_target_finds_nothing_in_a_moment(tmp_path: Path) -> None:
    python = os.environ.get("AUDITOR_ATHERIS_PYTHON", sys.executable)
    if python == sys.executable and importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed; pip install atheris, or set AUDITOR_ATHERIS_PYTHON")
    done = subprocess.run(
        [python, str(ROOT / "tests" / "fuzz.py"), "-max_total_time=20", "-rss_limit_mb=4000"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
