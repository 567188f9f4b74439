"""The probability that the English of the article was translated by machine.

Not measured yet: no model is shipped, so the value is always None. It is named here so that readers of the reports can
rely on the column.
"""

from __future__ import annotations

from auditor.document import Document


def measure(document: Document) -> float | None:
    """Return None: not measured."""
    return None
