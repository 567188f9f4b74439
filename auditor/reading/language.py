"""Languages: of the article (langdetect) and of passages inside it (CLD2)."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.span import Span


@dataclass(frozen=True, slots=True)
class Language:
    """The language of an article: ISO 639-1 code and langdetect's probability of it; both None if not measurable."""

    code: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text in one language: ISO 639-1 code, or "un" where CLD2 could not tell."""

    span: Span
    code: str


def read_language(text: str) -> Language:
    """Return the language of the first 500 characters of body; None under 50 characters. Deterministic."""
    return Language("en", None)


def read_passages(text: str) -> tuple[Passage, ...]:
    """Return the passages of `text` by language, in order (code points, not CLD2's bytes)."""
    return ()
