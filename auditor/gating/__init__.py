"""The gate: a suite of expectations decides which articles go on.

Articles are judged one by one by `Decider`, in plain Python, and a run as a whole by `Gate`, with great_expectations,
which is imported only when a `Gate` is made. Both read the same suites and give the same rulings (a test holds them
together). What a suite may say, and every column it may name, is described in expectations/README.md.
"""

from __future__ import annotations

from auditor.gating.columns import COLUMNS, columns, row
from auditor.gating.decide import Decider, Decision
from auditor.gating.gate import Gate, Validation
from auditor.gating.suite import BY_VERDICT, Suite, SuiteError, load_suite

__all__ = [
    "BY_VERDICT",
    "COLUMNS",
    "Decider",
    "Decision",
    "Gate",
    "Suite",
    "SuiteError",
    "Validation",
    "columns",
    "load_suite",
    "row",
]
