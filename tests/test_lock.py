"""The lock file: every dependency is pinned with its hash, and no address of a registry stands in it."""

from __future__ import annotations

import re
import tomllib

from tests.conftest import ROOT

LOCK = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([a-z0-9.-]+)==(\S+) --hash=sha256:[0-9a-f]{64}$", LOCK, re.MULTILINE))


def test_every_line_pins_one_package_with_its_hash() -> None:
    lines = [line for line in LOCK.splitlines() if not line.startswith("#")]
    assert len(lines) == len(PINS) > 50
    assert "://" not in LOCK


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["test"], *extras["service"], *extras["scrapy"]]
    names = {re.match(r"[A-Za-z0-9_.-]+", item)[0].lower().replace("_", "-") for item in wanted}  # type: ignore[index]  # each begins with a name
    assert names - {"article-auditor"} <= PINS.keys(), "run .ci/lock"
