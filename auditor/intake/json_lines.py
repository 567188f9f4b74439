"""Records of JSON Lines and JSON files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import orjson

from auditor.intake.records import Unfit, excerpt, kind, not_utf8, too_long
from auditor.intake.streams import Line, lines

MAX_JSON_BYTES = 100_000_000
"""A JSON array has to be read whole, at about ten times its size; beyond this it has to come as JSON Lines."""

Item = tuple[int | None, dict[str, Any] | Unfit, str]
"""Line of the record (in an array: its place, from 1), the record or why there is none, and an excerpt."""


def json_lines(stream: io.BufferedReader) -> Iterator[Item]:
    """Yield the object of every line that is not blank."""
    for line in lines(stream):
        if line.raw.strip() or line.too_long:
            yield line.number, *_object(line)


def json_file(stream: io.BufferedReader) -> Iterator[Item]:
    """Yield the objects of a JSON array, or the one object of the file; JSON Lines under this name are read as such."""
    raw = stream.read(MAX_JSON_BYTES + 1)
    if len(raw) > MAX_JSON_BYTES:
        limit = MAX_JSON_BYTES // 1_000_000
        yield (
            None,
            Unfit(f"the file is over {limit} MB; write it as JSON Lines (.jsonl), one record a line"),
            excerpt(raw),
        )
        return
    try:
        content = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        if _is_object(raw.lstrip().partition(b"\n")[0]):
            yield from json_lines(io.BufferedReader(io.BytesIO(raw)))
        else:
            yield None, *_broken(raw, error, 0)
        return
    del raw
    if isinstance(content, dict):
        yield None, content, ""
    elif isinstance(content, list):
        for number, item in enumerate(content, 1):
            fits = isinstance(item, dict)
            fault = Unfit(f"each item of the array must be an object; found {kind(item)}")
            yield number, item if fits else fault, "" if fits else excerpt(str(item))
    else:
        yield (
            None,
            Unfit(f"the file must hold an object or an array of objects; found {kind(content)}"),
            excerpt(str(content)),
        )


def _object(line: Line) -> tuple[dict[str, Any] | Unfit, str]:
    if line.too_long:
        return Unfit(too_long("the line")), excerpt(line.raw)
    try:
        record = orjson.loads(line.raw)
    except orjson.JSONDecodeError as error:
        return _broken(line.raw, error, line.offset)
    if not isinstance(record, dict):
        return Unfit(f"each line must hold one object, in braces; found {kind(record)}", line.raw), excerpt(line.raw)
    return record, ""


def _broken(raw: bytes, error: orjson.JSONDecodeError, offset: int) -> tuple[Unfit, str]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        return Unfit(not_utf8(fault, offset), raw), excerpt(raw)
    return Unfit(f"not valid JSON: {error.msg}, at character {error.pos + 1:,}", raw), excerpt(text, error.pos)


def _is_object(raw: bytes) -> bool:
    try:
        return isinstance(orjson.loads(raw), dict)
    except orjson.JSONDecodeError:
        return False
