"""The lock file: every dependency is pinned with its hash, and no address of a registry stands in it."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement

from tests.conftest import ROOT

LOCK = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([a-z0-9.-]+)==(\S+) --hash=sha256:[0-9a-f]{64}$", LOCK, re.MULTILINE))


def test_every_line_pins_one_package_with_its_hash() -> None:
    lines = [line for line in LOCK.splitlines() if not line.startswith("#")]
    assert len(lines) == len(PINS) > 50
    assert "://" not in LOCK


def test_what_is_locked_is_what_the_project_asks_for() -> None:
    """A dependency that is not locked yet is told by `.ci/audit`; one that is must be of a version that will do."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(item) for item in [*project["dependencies"], *project["optional-dependencies"]["test"]]]
    locked = [item for item in wanted if item.name.lower().replace("_", "-") in PINS]
    assert len(locked) > 20
    for item in locked:
        assert item.specifier.contains(PINS[item.name.lower().replace("_", "-")]), f"{item}: run .ci/lock"
