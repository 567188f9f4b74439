"""Number of sentences."""

from __future__ import annotations

from auditor.document import Document


def measure(document: Document) -> int:
    """Return the number of sentences of the text."""
    return len(document.sentences)
