"""The gate: a suite of expectations decides which articles go on.

The only importer of great_expectations, and only when a `Gate` is made. What a suite may say, and every column it may
name, is described in expectations/README.md.
"""

from __future__ import annotations

from auditor.gate.columns import COLUMNS, columns, row
from auditor.gate.gate import Gate, Validation
from auditor.gate.suite import Suite, SuiteError, load_suite

__all__ = ["COLUMNS", "Gate", "Suite", "SuiteError", "Validation", "columns", "load_suite", "row"]
