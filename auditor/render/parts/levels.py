"""How sternly other tools should show a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from auditor.finding import Finding, Severity

Level = Literal["error", "warning", "note"]

LEVELS: Mapping[Severity, Level] = {"critical": "error", "major": "error", "minor": "warning", "note": "note"}


def level(finding: Finding) -> Level:
    """Return the level of a finding.

    The severity decides, but a preview, and a finding that only asks to be verified, is never more than a note:
    such a level can fail somebody's build.
    """
    return "note" if finding.preview or finding.certainty == "verify" else LEVELS[finding.severity]
