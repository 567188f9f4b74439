"""Number of words: runs of letters or figures, hyphenated words counted once."""

from __future__ import annotations

from auditor.document import Document


def measure(document: Document) -> int:
    """Return the number of words of the text."""
    return sum(line.words for line in document.lines)
