"""The language of the article and how sure langdetect is of it.

A stated language wins over the measured one. A high confidence says nothing about translation: machine-translated
English is English to langdetect.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.document import Document
from auditor.measure import Value

names = ("language", "language_confidence")


def measures(document: Document) -> Mapping[str, Value]:
    """Return ISO 639-1 code and probability (0 to 1); None under 50 letters."""
    return {"language": document.language.code, "language_confidence": document.language.confidence}
