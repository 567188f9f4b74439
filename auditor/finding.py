"""The record that an audit yields: one defect, where it stands, and how sure the auditor is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from auditor.span import Span

Severity = Literal["note", "minor", "major", "critical"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

Family = Literal["scraper-junk", "machine-translation", "typos", "contradictions", "metadata"]
FAMILIES: tuple[Family, ...] = get_args(Family)

SURE, LIKELY = 0.9, 0.5
"""From 0.9 a finding counts as sure (a gate may act on it); below 0.5 it only asks to be verified."""

_EXCERPT = 400
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Another place that a finding speaks of. `span` is None when the place is a whole article or a reference table."""

    article_id: str
    span: Span | None
    text: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the place as plain data."""
        start, end = self.span if self.span is not None else (None, None)
        return {"article_id": self.article_id, "start": start, "end": end, "text": self.text}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Place:
        """Read back what `to_json` wrote."""
        span = None if row["start"] is None else Span(row["start"], row["end"])
        return cls(article_id=row["article_id"], span=span, text=row["text"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One defect of one article.

    `start`, `end`: code points into the article's field named by `field` ("text" unless said otherwise; of "authors"
    as joined by `AUTHORS_APART`; for other fields than these and "title" both are 0). `text`: what stands there, cut at
    400 characters. `confidence`: 0 to 1. `fix`: the text that would stand there instead ("" = delete), or None.
    `preview`: reported, neither scored nor gated.
    `fingerprint`: made from rule, words and neighbours, so it survives shifts, re-scrapes and white space.
    """

    article_id: str
    rule: str
    family: str
    start: int
    end: int
    text: str
    severity: Severity
    confidence: float
    message: str
    fingerprint: str
    field: str = "text"
    fix: str | None = None
    related: tuple[Place, ...] = ()
    preview: bool = False

    @property
    def span(self) -> Span:
        """The stretch `[start, end)`."""
        return Span(self.start, self.end)

    @property
    def certainty(self) -> Literal["sure", "likely", "verify"]:
        """The confidence as a word: sure (0.9 or more), likely (0.5 or more), verify (less)."""
        return "sure" if self.confidence >= SURE else "likely" if self.confidence >= LIKELY else "verify"

    def to_json(self) -> dict[str, Any]:
        """Return the finding as plain data, keys in a fixed order."""
        return {
            "article_id": self.article_id,
            "rule": self.rule,
            "family": self.family,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "severity": self.severity,
            "confidence": self.confidence,
            "message": self.message,
            "fix": self.fix,
            "related": [place.to_json() for place in self.related],
            "field": self.field,
            "preview": self.preview,
            "fingerprint": self.fingerprint,
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Finding:
        """Read back what `to_json` wrote."""
        return cls(**{**row, "related": tuple(Place.from_json(place) for place in row["related"])})


def excerpt(text: str, limit: int = _EXCERPT) -> str:
    """Return `text`, cut at `limit` characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def fingerprint(rule: str, field: str, text: str, span: Span) -> str:
    """Return 16 hexadecimal digits made from the rule, the words of the span and three words on either side.

    Case, white space and punctuation do not count, nor does the place of the span in the text.
    """
    before = _WORD.findall(text[max(0, span.start - 80) : span.start])[-3:]
    after = _WORD.findall(text[span.end : span.end + 80])[:3]
    inside = _WORD.findall(span.of(text)) or [span.of(text).strip()]
    parts = [rule, field, *before, "\0", *inside, "\0", *after]
    return hashlib.sha256(" ".join(parts).casefold().encode("utf-8", "surrogatepass")).hexdigest()[:16]
