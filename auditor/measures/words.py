"""Number of words.

Runs of letters or figures, with apostrophes and hyphens inside them; a hyphenated word counts once.
"""

from __future__ import annotations

from auditor.document import Document


def measure(document: Document) -> int:
    """Return the number of words of the text."""
    return sum(line.words for line in document.lines)
