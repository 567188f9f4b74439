"""Shared by the tests: where the project lies, and where labelled data may lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import auditor.engine.pool  # noqa: F401  (binds the catalog of the package before a test puts one of its own there)

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

# A busy machine is no defect of a property.
settings.register_profile("house", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _no_configuration_from_outside(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in an empty folder, so that no configuration of the machine is found."""
    monkeypatch.chdir(tmp_path_factory.mktemp("cwd"))


@pytest.fixture
def seeds() -> Path:
    return SEEDS


@pytest.fixture
def shared() -> Path:
    """The folder of labelled development data; the test is skipped where there is none."""
    folder = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("needs the labelled development data (AUDITOR_SHARED), which is not part of the project")
    return folder
