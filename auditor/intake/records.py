"""From a raw record, whatever its file, to an `Article`, or to the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditor.article import Article, Origin
from auditor.catalog import close_matches
from auditor.config import FIELDS

MAX_RECORD_BYTES = 5_000_000
"""The longest article, in bytes of UTF-8; a book has a fifth of that. Longer records are skipped, never held whole."""

MAX_DEPTH = 64
"""Deepest nesting of a record. JSON can be read deeper than it can be written, and no article needs ten levels."""

MAX_ID = 500
"""The longest id, in characters: it stands in every line that is said about the article."""

_BY = re.compile(r"^\s*[Bb]y:?\s+")
_BETWEEN_AUTHORS = re.compile(r"[,;|\n]\s?(?:and\s)?|\s(?:and|&)\s")
_MAX_AUTHORS = 5_000
_MOST_AUTHORS = 50
"""How many characters of a list of authors, and how many of them, are kept; no article has a tenth of them."""

_EXCERPT = 200
_COMPARED = 50
"""How many names of a record are compared with the one that is missing; a hostile record has a million."""
_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One article, and the record it came from, untouched."""

    article: Article
    record: Mapping[str, Any]

    @property
    def line(self) -> int | None:
        """The line or row where the record begins, from 1; None: the whole file."""
        return self.article.origin.line if self.article.origin else None


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that is no article.

    `file`: the input as named. `line`: the line or row where the record begins, from 1; None: the whole file.
    `reason`: one sentence. `excerpt`: at most 200 characters of what stands there. `record`: the record, where it could
    be read as one; `raw`: its bytes, where it could not, unless it is too long to be held.
    """

    file: str
    line: int | None
    reason: str
    excerpt: str
    record: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)
    raw: bytes = field(default=b"", compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return the row of `rejected.jsonl`."""
        return {"file": self.file, "line": self.line, "reason": self.reason, "excerpt": self.excerpt}


class Unfit(Exception):  # noqa: N818  (says something about a record, and never leaves the package)
    """A raw record is no article; the message is the reason. `raw`: its bytes, where they are at hand."""

    def __init__(self, reason: str, raw: bytes = b"") -> None:
        super().__init__(reason)
        self.raw = raw


def excerpt(raw: str | bytes, around: int = 0) -> str:
    """Return at most 200 characters of `raw` that any encoding can write, from a little before `around`."""
    start = max(0, around - _EXCERPT // 2)
    if isinstance(raw, bytes):
        return raw[start : start + 4 * _EXCERPT].decode("utf-8", "replace")[:_EXCERPT]
    return raw[start : start + _EXCERPT].encode("utf-8", "replace").decode("utf-8")


class FieldNames:
    """Where in a record each field of an article stands."""

    def __init__(self, fields: Mapping[str, str | Sequence[str]]) -> None:
        self._names: dict[str, tuple[str, ...]] = {field: (field,) for field in FIELDS}
        for name, names in fields.items():
            if name not in FIELDS:
                raise ValueError(f"no such field of an article: {name!r}; {close_matches(name, FIELDS)}")
            self._names[name] = (names,) if isinstance(names, str) else tuple(names)

    def missing_text(self, columns: Iterable[str]) -> str | None:
        """Return the reason why no article can be made of such columns; None if one of them can hold the text."""
        columns = list(columns)
        wanted = self._names["text"]
        if any(name in columns or name.partition(".")[0] in columns for name in wanted):
            return None
        called = " or ".join(map(repr, wanted))
        there = excerpt(", ".join(columns)) or "none"
        alike = [name for name in columns if name.lower() == wanted[0].lower()]
        near = close_matches(wanted[0].lower(), alike or columns[:_COMPARED])
        hint = f"{near} " if near.startswith("did") else ""
        return f"no field {called} for the text; there are: {there}; {hint}name it in the configuration as fields.text"

    def article(self, raw: Mapping[str, Any], origin: Origin | None) -> Article:
        """Return the article that `raw` holds; raises `Unfit`.

        Numbers are taken as printed where a short string is expected: a table guesses the type of a column, and turns
        the title "1984" into one. An id has to be a whole number, for fractions are rounded and would collide. A list
        or an object means that `fields` points at the wrong place, and a silent conversion would hide it.
        """
        check_depth(raw)
        text = self._value(raw, "text")
        if text is None:
            if reason := self.missing_text(raw):
                raise Unfit(reason)
            raise Unfit("no text: the field is empty")
        if not isinstance(text, str):
            raise Unfit(f"the text must be a string; found {kind(text)}")
        check_text(text)
        identity = self._value(raw, "id")
        if isinstance(identity, float):
            raise Unfit("field 'id' must be a string or a whole number; found a fraction")
        published = self._value(raw, "published")
        if isinstance(published, bool) or not isinstance(published, str | int | float | None):
            raise Unfit(f"field 'published' must be a date, a string or a number; found {kind(published)}")
        article = Article(
            text=text,
            id=_string("id", identity) or "",
            title=_string("title", self._value(raw, "title")),
            source=_string("source", self._value(raw, "source")),
            url=_string("url", self._value(raw, "url")),
            published=_string("published", published) if isinstance(published, str) else published,
            language=_string("language", self._value(raw, "language")),
            authors=_authors(self._value(raw, "authors")),
            origin=origin,
        )
        if len(article.id) > MAX_ID:
            raise Unfit(f"field 'id' has {len(article.id):,} characters; allowed: {MAX_ID}")
        return article

    def _value(self, raw: Mapping[str, Any], field: str) -> Any:
        """Return the first value that is there; what is blank counts as absent, since a table cannot say null."""
        for name in self._names[field]:
            value: Any = raw.get(name)
            if value is None and "." in name:
                value = raw
                for part in name.split("."):
                    value = value.get(part) if isinstance(value, Mapping) else None
            if value is not None and not (isinstance(value, str) and not value.strip()):
                return value
        return None


def check_depth(raw: object) -> None:
    """Raise `Unfit` if a record is nested deeper than `MAX_DEPTH`, without recursion."""
    level: list[object] = [raw]
    for _ in range(MAX_DEPTH + 1):
        inner: list[object] = []
        for item in level:
            if isinstance(item, Mapping):
                inner += item.values()
            elif isinstance(item, list | tuple):
                inner += item
        level = [item for item in inner if isinstance(item, Mapping | list | tuple)]
        if not level:
            return
    raise Unfit(f"the record is nested deeper than {MAX_DEPTH} levels")


def check_text(text: str) -> None:
    """Raise `Unfit` unless `text` can be an article: not blank, not too long, no NUL, no half of a character."""
    if not text.strip():
        raise Unfit("no text: it is empty")
    if len(text) > MAX_RECORD_BYTES // 4 and len(text.encode("utf-8", "surrogatepass")) > MAX_RECORD_BYTES:
        raise Unfit(too_long())
    check_characters("text", text)


def too_long(what: str = "the text") -> str:
    """Return the reason for a record that is too long."""
    return f"{what} is over {MAX_RECORD_BYTES // 1_000_000} MB"


def not_utf8(error: UnicodeDecodeError, offset: int = 0) -> str:
    """Return the reason for bytes that are not UTF-8; `offset`: where they begin in the file."""
    byte = error.object[error.start]
    return (
        f"not UTF-8: byte 0x{byte:02x} at offset {offset + error.start:,}; "
        "convert the file first, e.g. with iconv -f windows-1252 -t utf-8"
    )


def _string(field: str, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise Unfit(f"field {field!r} must be a string; found {kind(value)}")
    check_characters(field, value)
    return value


def _authors(value: Any) -> tuple[str, ...]:
    """Return the names in a string ("Jane Doe and John Roe"), or in a list of strings or of objects with a `name`."""
    names: list[str] = []
    if hasattr(value, "tolist"):
        value = value.tolist()  # a cell of a frame
    for item in value if isinstance(value, list | tuple) else () if value is None else (value,):
        name = item.get("name") if isinstance(item, Mapping) else item
        if name is None:
            continue
        if not isinstance(name, str):
            raise Unfit(f"field 'authors' must be a name or a list of names; found {kind(name)}")
        check_characters("authors", name)
        names += [name] if isinstance(item, Mapping) else _BETWEEN_AUTHORS.split(_BY.sub("", name[:_MAX_AUTHORS]))
    return tuple(dict.fromkeys(name for raw in names if (name := " ".join(raw.split()))))[:_MOST_AUTHORS]


def check_characters(field: str, value: str) -> None:
    """Raise `Unfit` if `value` is too long or holds what is no character: a NUL, half a surrogate pair."""
    if len(value) > MAX_RECORD_BYTES:
        raise Unfit(too_long(field))
    if "\0" in value:
        raise Unfit(f"{field} holds a NUL character at {value.index(chr(0)):,}; is it a binary file?")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unfit(f"{field} holds half of a surrogate pair at {error.start:,}, which is no character") from None


def kind(value: Any) -> str:
    """Return what a JSON value is, in words."""
    return _KINDS.get(type(value), type(value).__name__)
