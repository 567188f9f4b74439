"""The lock file: every dependency is pinned with its hash, and no address of a registry stands in it."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

LOCK = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([a-z0-9.-]+)==(\S+) --hash=sha256:[0-9a-f]{64}$", LOCK, re.MULTILINE))


def test_every_line_pins_one_package_with_its_hash() -> None:
    lines = [line for line in LOCK.splitlines() if not line.startswith("#")]
    assert len(lines) == len(PINS) > 50
    assert "://" not in LOCK


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = sorted(
    {
        item
        for group in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
        for item in group
        if not item.startswith("article-auditor[")
    }
)


@pytest.mark.parametrize("wanted", WANTED)
def test_every_dependency_is_locked_in_a_version_that_will_do(wanted: str) -> None:
    item = Requirement(wanted)
    version = PINS.get(item.name.lower().replace("_", "-"))
    assert version, f"{item.name} is not locked: run .ci/lock"
    assert item.specifier.contains(version), f"{item}: locked is {version}; run .ci/lock"
