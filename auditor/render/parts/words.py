"""How families, severities, verdicts and dates are called in front of a reader."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

FAMILY: Mapping[str, str] = {
    "scraper-junk": "Scraper junk",
    "machine-translation": "Machine translation",
    "typos": "Typos",
    "contradictions": "Contradictions",
    "metadata": "Metadata",
}

VERDICT: Mapping[str, str] = {"accept": "Accepted", "review": "To review", "reject": "Rejected"}

CERTAINTY: Mapping[str, str] = {"sure": "sure", "likely": "likely", "verify": "to verify"}

FIELD: Mapping[str, str] = {"published": "publication date", "url": "address"}

DATE_FROM: Mapping[str, str] = {
    "metadata": "from the metadata",
    "text": "from a date printed in the text",
    "near-copy": "from a near-copy in this run",
}


def day(date: datetime.date) -> str:
    """Return a date as "3 March 2024"; the month as a word, since figures are read in two ways."""
    return f"{date.day} {date:%B %Y}"


def number(value: float | None, digits: int = 0) -> str:
    """Return a number with thousands set apart, or a dash for what was not measured."""
    return "–" if value is None else f"{value:,.{digits}f}"


def count(amount: int, noun: str) -> str:
    """Return "1 finding", "2 findings"."""
    return f"{amount:,} {noun}{'' if amount == 1 else 's'}"


def percent(share: float) -> str:
    """Return a share as a percentage that is 100 only when nothing is missing."""
    return f"{min(99, round(100 * share)) if share < 1 else 100}%"
