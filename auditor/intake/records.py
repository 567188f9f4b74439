"""From one record of any input to an article, or to a reject that says why."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor import catalog
from auditor.article import Article, Origin, Published

MAX_RECORD_BYTES = 5_000_000
"""A record over 5 MB is no article. It is skipped without being read into memory whole."""
MAX_ID = 500
_EXCERPT = 200


class InputError(Exception):
    """An input that cannot be opened at all: says which, what was found, what is allowed, and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """An article and the record it was read from, untouched (a text file's record is its id and text)."""

    article: Article
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not be read: where (1-based line or row; None: the whole file), why, and how it began."""

    file: str
    line: int | None
    reason: str
    excerpt: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the line of `rejected.jsonl`."""
        return {"file": self.file, "line": self.line, "reason": self.reason, "excerpt": self.excerpt[:_EXCERPT]}


class _UnusableError(Exception):
    """Why a record is no article."""


def to_record(row: Any, file: str, line: int | None, fields: Mapping[str, Sequence[str]]) -> Record | Reject:
    """Return the record of a row, or a reject. `fields`: article field to the names it may have in the row."""
    if not isinstance(row, dict):
        return Reject(
            file, line, f"a record must be an object with named fields; found {_kind(row)}", str(row)[:_EXCERPT]
        )
    try:
        article = Article(
            id=_id(_pick(row, fields["id"])),
            text=_text(row, fields["text"]),
            title=_word(row, "title", fields),
            source=_word(row, "source", fields),
            url=_word(row, "url", fields),
            published=_published(_pick(row, fields["published"])),
            language=_word(row, "language", fields),
            origin=Origin(file, line),
        )
    except _UnusableError as error:
        return Reject(file, line, str(error), _beginning(row, fields["text"]))
    return Record(article, row)


def _pick(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    """Return the first value that is there; an empty string or NaN counts as none."""
    for name in names:
        value = row.get(name)
        if value is not None and value != "" and not (isinstance(value, float) and math.isnan(value)):
            return value
    return None


def _text(row: Mapping[str, Any], names: Sequence[str]) -> str:
    if not any(name in row for name in names):
        known = ", ".join(map(str, list(row)[:12])) or "none"
        raise _UnusableError(
            f"no field {' or '.join(map(repr, names))} for the text; the record has: {known}. "
            'Name the field in the configuration: [tool.auditor.fields] text = "..."'
        )
    value = _pick(row, names)
    if value is None or (isinstance(value, str) and not value.strip()):
        raise _UnusableError("no text: the field is empty")
    if not isinstance(value, str):
        raise _UnusableError(f"the text must be a string; found {_kind(value)}")
    if len(value) > MAX_RECORD_BYTES:
        raise _UnusableError(f"the text has {len(value):,} characters; allowed: {MAX_RECORD_BYTES:,}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _UnusableError(f"the text holds a lone surrogate at character {error.start}") from None
    return value


def _word(row: Mapping[str, Any], name: str, fields: Mapping[str, Sequence[str]]) -> str | None:
    """Return a text field of the metadata; numbers are taken as printed, lists and objects are not guessed at."""
    value = _pick(row, fields[name])
    if value is None:
        return None
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).encode("utf-8", "replace").decode("utf-8")
    raise _UnusableError(f"field {name!r} must be a string; found {_kind(value)}")


def _id(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise _UnusableError(f"field 'id' must be a string or a whole number; found {_kind(value)}")
    if len(str(value)) > MAX_ID:
        raise _UnusableError(f"field 'id' has {len(str(value))} characters; allowed: {MAX_ID}")
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _published(value: Any) -> Published:
    if isinstance(value, datetime.date):  # a datetime is a date
        return value.isoformat()
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool)):
        if isinstance(value, int) and abs(value) >= 2**63:
            return str(value)
        return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
    raise _UnusableError(f"field 'published' must be a date, a string or a number; found {_kind(value)}")


def _kind(value: Any) -> str:
    return {
        dict: "an object", list: "a list", str: "a string", bool: "a truth value", int: "a number", float: "a number",
        type(None): "null", bytes: "bytes",
    }.get(type(value), f"a {type(value).__name__}")  # fmt: skip


def _beginning(row: Mapping[str, Any], names: Sequence[str]) -> str:
    value = _pick(row, names)
    shown = value if isinstance(value, str) else repr(dict(list(row.items())[:8]))
    return shown[:_EXCERPT].encode("utf-8", "replace").decode("utf-8")


def closest(name: str, known: Sequence[str]) -> str:
    """Return "did you mean ...?" among `known`, or nothing where there is none."""
    near = catalog.close_matches(name, known) if known else ""
    return near if near.startswith("did you mean") else ""
