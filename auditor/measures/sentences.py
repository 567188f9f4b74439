"""Number of sentences.

Split by nupunkt within paragraphs; a heading or a caption counts as one.
"""

from __future__ import annotations

from auditor.document import Document


def measure(document: Document) -> int:
    """Return the number of sentences of the text."""
    return len(document.sentences)
