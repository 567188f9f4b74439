"""The share of the text that stands in a language other than the article's.

Measured by CLD2 on passages; what it cannot place does not count. Counts of a few per cent are names and titles.
"""

from __future__ import annotations

from auditor.document import Document

LEAST_CHARACTERS = 200


def measure(document: Document) -> float | None:
    """Return a share from 0 to 1; None for texts under 200 characters or without a language."""
    if len(document.text) < LEAST_CHARACTERS or document.language.code is None:
        return None
    known = [passage for passage in document.passages if passage.code != "un"]
    whole = sum(passage.span.width for passage in known)
    if not whole:
        return None
    other = sum(passage.span.width for passage in known if passage.code.partition("-")[0] != document.language.code)
    return round(other / whole, 4)
