"""The committed sample report is what the code writes today. Refresh it with AUDITOR_REFRESH_SNAPSHOTS=1."""

from __future__ import annotations

import datetime
import os
import shutil
from pathlib import Path

import pytest

from auditor import api
from auditor.config import load

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "reports" / "seeds"
NOW = datetime.datetime(2026, 11, 1, 3, 0, tzinfo=datetime.UTC)
FORMATS = ["html", "jsonl", "csv", "sarif", "junit", "github"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample") / "seeds"
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        api.run(["seeds"], out, load(overrides={"formats": FORMATS, "jobs": 1}), today=NOW.date(), now=NOW)
    finally:
        os.chdir(before)
    if os.environ.get("AUDITOR_REFRESH_SNAPSHOTS"):
        SAMPLE.mkdir(parents=True, exist_ok=True)
        for path in out.iterdir():
            shutil.copyfile(path, SAMPLE / path.name)
    return out


def test_the_same_files(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == {
        path.name for path in SAMPLE.iterdir() if path.suffix != ".png"
    }


@pytest.mark.parametrize(
    "name", [path.name for path in sorted(SAMPLE.iterdir()) if path.suffix != ".png"] if SAMPLE.exists() else []
)
def test_the_sample_is_fresh(name: str, written: Path) -> None:
    assert (written / name).read_bytes() == (SAMPLE / name).read_bytes(), (
        "AUDITOR_REFRESH_SNAPSHOTS=1 pytest, then read the diff"
    )
