"""The record that is audited: one article as a scraper delivered it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Published = str | int | float | datetime.date | None
"""A publication date exactly as delivered; `auditor.reading.published` reads it."""

AUTHORS_APART = ", "
"""What stands between two authors where they are shown as one text."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read from: a file name as given, and the 1-based line or row in it (None: the whole file)."""

    file: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. Only `text` is needed; every offset in the project counts code points of `text`, unchanged.

    `id` is made from the content when it is empty, so the same text always has the same id.
    `published` is kept as delivered; a form that cannot be read is itself a finding.
    `authors`: who the record says wrote it, one entry each.
    """

    text: str
    id: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: Published = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    origin: Origin | None = None

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self.text, self.title))

    def to_row(self) -> list[Any]:
        """Return the fields that an audit reads, as plain data."""
        published = self.published.isoformat() if isinstance(self.published, datetime.date) else self.published
        row = [self.text, self.id, self.title, self.source, self.url, published, self.language]
        # Left out where there are none: what was stored and hashed before the field was there stays as it is.
        return [*row, self.authors] if self.authors else row

    @classmethod
    def from_row(cls, row: Sequence[Any], origin: Origin | None = None) -> Article:
        """Read what `to_row` returned."""
        text, identity, title, source, url, published, language, *rest = row
        return cls(
            text=text,
            id=identity,
            title=title,
            source=source,
            url=url,
            published=published,
            language=language,
            authors=tuple(rest[0]) if rest else (),
            origin=origin,
        )


def content_id(text: str, title: str | None = None) -> str:
    """Return an id made from the content alone: `sha256-` and 16 hexadecimal digits."""
    digest = hashlib.sha256(f"{title or ''}\0{text}".encode("utf-8", "surrogatepass"))
    return f"sha256-{digest.hexdigest()[:16]}"
