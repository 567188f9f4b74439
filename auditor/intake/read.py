"""One source, read: every record becomes a `Record` or a `Reject`."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from auditor.article import Article, Origin
from auditor.intake import csv_rows, pages, parquet
from auditor.intake.json_lines import json_file, json_lines
from auditor.intake.records import (
    MAX_RECORD_BYTES,
    FieldNames,
    Record,
    Reject,
    Unfit,
    check_text,
    excerpt,
    not_utf8,
    too_long,
)
from auditor.intake.sources import TABLES, Source, columns
from auditor.intake.streams import DamagedError, look_ahead, opened

_READERS = {
    "jsonl": json_lines,
    "json": json_file,
    "html": pages.html_page,
    "feed": pages.feed,
}


def read_source(source: Source, fields: FieldNames) -> Iterator[Record | Reject]:
    """Yield every record of one source; damage ends it with a `Reject`, and what was read before stays."""
    last: int | None = None
    if source.refused:
        yield Reject(source.name, None, source.refused, "")
        return
    try:
        for item in _read(source, fields):
            yield item
            last = item.line
    except DamagedError as error:
        lost = "" if last is None else f"; what follows {last:,} is lost"
        yield Reject(source.name, None if last is None else last + 1, f"{error}{lost}", "")


def _read(source: Source, fields: FieldNames) -> Iterator[Record | Reject]:
    table = source.remote or (source.path if source.kind in TABLES else None)
    if table is not None:
        if reason := fields.missing_text(columns(source)):
            yield Reject(source.name, None, reason, "")  # once for the file rather than for each of its rows
        elif source.kind == "csv" and source.path is not None:
            yield from _records(source, csv_rows.rows(source.path, source.compression), fields)
        else:
            yield from _records(source, parquet.rows(table), fields)
        return
    if source.path is not None and source.kind == "warc":
        yield from _records(source, pages.warc(source.path), FieldNames({}))
        return
    with opened(source.path or sys.stdin.buffer, source.compression) as stream:
        if source.kind == "text":
            yield _text(source, stream)
        elif source.kind == "any":
            first, whole = look_ahead(stream)
            if first == b"{":
                yield from _records(source, json_lines(whole), fields)
            else:
                yield _text(source, whole)
        elif source.kind in pages.KINDS:
            # The names of these fields are given here, so no configuration can name them otherwise.
            for item in _records(source, _READERS[source.kind](stream), FieldNames({})):
                yield _named(item, source)
        else:
            yield from _records(source, _READERS[source.kind](stream), fields)


def _named(item: Record | Reject, source: Source) -> Record | Reject:
    """Return the record of a page under the name of its file, where it is the only one in it."""
    if isinstance(item, Reject) or source.kind != "html":
        return item
    return Record(replace(item.article, id=source.id), {"id": source.id, **item.record})


def _records(
    source: Source, items: Iterator[tuple[int | None, dict[str, Any] | Unfit, str]], fields: FieldNames
) -> Iterator[Record | Reject]:
    for line, raw, shown in items:
        try:
            if isinstance(raw, Unfit):
                raise raw
            yield Record(fields.article(raw, Origin(source.name, line)), raw)
        except Unfit as fault:
            record = None if isinstance(raw, Unfit) else raw
            yield Reject(source.name, line, str(fault), shown or excerpt(str(raw)), record, fault.raw)


def _text(source: Source, stream: io.BufferedReader) -> Record | Reject:
    raw = stream.read(MAX_RECORD_BYTES + 1)
    try:
        if len(raw) > MAX_RECORD_BYTES:
            raise Unfit(too_long("the file"))
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unfit(not_utf8(error)) from None
        check_text(text)
    except Unfit as fault:
        held = raw if len(raw) <= MAX_RECORD_BYTES else b""
        return Reject(source.name, None, str(fault), excerpt(raw), raw=held)
    article = Article(text=text, id=source.id, origin=Origin(source.name))
    return Record(article, {"id": article.id, "text": text})
