"""Which inputs there are, and the stream of records of each. Memory does not grow with the size of an input."""

from __future__ import annotations

import codecs
import csv
import gzip
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import orjson

from auditor.config import FIELDS
from auditor.intake.records import MAX_RECORD_BYTES, InputError, Record, Reject, closest, to_record

Fields = Mapping[str, Sequence[str]]
Rows = Iterator[Record | Reject]

STDIN = "-"
_ARRAY_BYTES = 100_000_000
_TEXT = (".txt", ".text", ".md")
_DATA = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet")
_PACKED = (".gz", ".zst")
_DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, OSError)


def read(inputs: Sequence[str], fields: Fields) -> Rows:
    """Return the records of all inputs, one after the other.

    `inputs`: files, folders, "-" for standard input. A folder stands for the text files in it and below, by path; one
    without text files for its data files (labels often lie beside articles, so the two are not mixed). Raises
    `InputError` at once, before anything is read, for an input that is not there or of an unknown kind.
    """
    opened = [source for name in inputs for source in _sources(name)]
    return (row for file, identity, reader in opened for row in reader(file, identity, fields))


def _sources(name: str) -> list[tuple[str, str, Callable[[str, str, Fields], Rows]]]:
    if name == STDIN:
        return [(STDIN, "", _sniffed)]
    path = Path(name)
    if not path.exists():
        siblings = [str(other) for other in path.parent.iterdir()] if path.parent.is_dir() else []
        near = closest(name, siblings)
        raise InputError(f"{name}: no such file or folder{'; ' + near if near else ''}")
    if not path.is_dir():
        if not path.suffix:
            return [(name, path.name, _sniffed)]
        reader = _reader(path)
        if reader is None:
            allowed = ", ".join((*_TEXT, *_DATA))
            raise InputError(f"{name}: files ending in {path.suffix} are not read; allowed: {allowed} (also .gz, .zst)")
        return [(name, path.name, reader)]
    files = sorted(
        (inner for inner in path.rglob("*") if inner.is_file() and not _hidden(inner, path)),
        key=lambda inner: inner.relative_to(path).as_posix(),
    )
    chosen = [inner for inner in files if _kind(inner) in _TEXT] or [inner for inner in files if _kind(inner) in _DATA]
    if not chosen:
        raise InputError(f"{name}: the folder holds no article; allowed: {', '.join((*_TEXT, *_DATA))}")
    found = [(str(inner), inner.relative_to(path).as_posix(), _reader(inner)) for inner in chosen]
    return [(file, identity, reader) for file, identity, reader in found if reader is not None]


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in _PACKED else suffix


def _reader(path: Path) -> Callable[[str, str, Fields], Rows] | None:
    kind = _kind(path)
    if kind in _TEXT:
        return _text
    return {
        ".jsonl": _jsonl, ".ndjson": _jsonl, ".json": _json, ".csv": _csv, ".tsv": _csv, ".parquet": _parquet,
    }.get(kind)  # fmt: skip


def _open(file: str) -> IO[bytes]:
    """Open a file, unpacked, as UTF-8 bytes without a byte order mark; UTF-16 with one is recoded."""
    stream: Any
    if file == STDIN:
        stream = sys.stdin.buffer
    elif file.endswith(".gz"):
        stream = gzip.open(file, "rb")  # noqa: SIM115  (closed with its last record)
    elif file.endswith(".zst"):
        import zstandard  # noqa: PLC0415  (only where such a file is read)

        stream = _Buffered(zstandard.ZstdDecompressor().stream_reader(Path(file).open("rb"), closefd=True))  # noqa: SIM115  (as above)
    else:
        stream = Path(file).open("rb")  # noqa: SIM115  (as above)
    if not isinstance(stream, _Buffered):
        stream = _Buffered(stream)
    mark = stream.peek(3)
    if mark.startswith(codecs.BOM_UTF8):
        stream.read(3)
    elif mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _Buffered(codecs.EncodedFile(stream, "utf-8", "utf-16"))  # type: ignore[return-value]  # enough of IO
    return stream  # type: ignore[no-any-return]  # enough of IO


class _Buffered:
    """Lines and peeks over anything with `read`, never more than a block ahead."""

    _BLOCK = 1 << 16

    def __init__(self, stream: Any) -> None:
        self._stream, self._kept = stream, b""

    def peek(self, size: int) -> bytes:
        while len(self._kept) < size and (block := self._stream.read(self._BLOCK)):
            self._kept += block
        return self._kept[:size]

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            kept, self._kept = self._kept, b""
            return kept + bytes(self._stream.read())
        kept = self.peek(size)
        self._kept = self._kept[len(kept) :]
        return kept

    def readline(self, limit: int) -> bytes:
        """Return the next line with its end, or `limit` bytes of it."""
        parts, size = [], 0
        while size < limit:
            if not self._kept:
                self._kept = self._stream.read(self._BLOCK)
                if not self._kept:
                    break
            end = self._kept.find(b"\n")
            cut = min(len(self._kept) if end < 0 else end + 1, limit - size)
            parts.append(self._kept[:cut])
            size += cut
            self._kept = self._kept[cut:]
            if end >= 0 and parts[-1].endswith(b"\n"):
                break
        return b"".join(parts)

    def close(self) -> None:
        self._stream.close()


def _lines(file: str, stream: Any) -> Iterator[tuple[int, bytes | None]]:
    """Yield (number, line); None in place of a line that is longer than a record may be."""
    number = 0
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        number += 1
        if len(line) > MAX_RECORD_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_RECORD_BYTES)
            yield number, None
        else:
            yield number, line


def _too_large(file: str, line: int | None) -> Reject:
    return Reject(file, line, f"the record is over {MAX_RECORD_BYTES // 1_000_000} MB; an article is far smaller")


def _unreadable(file: str, error: Exception) -> Reject:
    return Reject(file, None, f"the file cannot be read any further: {error or type(error).__name__}")


def _guarded(reader: Callable[[str, str, Fields], Rows]) -> Callable[[str, str, Fields], Rows]:
    """Turn damage met half-way through a file (truncated archive, disk error, bad UTF-16) into a reject of the rest."""

    def read_on(file: str, identity: str, fields: Fields) -> Rows:
        try:
            yield from reader(file, identity, fields)
        except (*_DAMAGE, UnicodeError) as error:
            yield _unreadable(file, error)
        except Exception as error:
            if type(error).__name__ not in ("ZstdError", "ArrowInvalid", "ArrowException"):
                raise
            yield _unreadable(file, error)

    return read_on


@_guarded
def _text(file: str, identity: str, fields: Fields) -> Rows:
    yield _whole(file, identity, _open(file))


def _whole(file: str, identity: str, stream: Any) -> Record | Reject:
    """Return the one record that a stream of plain text is."""
    raw = stream.read(MAX_RECORD_BYTES + 1)
    if len(raw) > MAX_RECORD_BYTES:
        return _too_large(file, None)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Reject(file, None, _encoding(error), raw[:200].decode("utf-8", "replace"))
    row = {"id": identity, "text": text} if identity else {"text": text}
    return to_record(row, file, None, {name: (name,) for name in FIELDS})


def _encoding(error: UnicodeDecodeError) -> str:
    return f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}; save it as UTF-8"


@_guarded
def _jsonl(file: str, identity: str, fields: Fields) -> Rows:
    yield from _json_lines(file, _open(file), fields)


def _json_lines(file: str, stream: Any, fields: Fields) -> Rows:
    for number, line in _lines(file, stream):
        if line is None:
            yield _too_large(file, number)
        elif line.strip():
            yield _json_record(file, number, line, fields)


def _json_record(file: str, number: int | None, line: bytes, fields: Fields) -> Record | Reject:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as wrong:
            return Reject(file, number, _encoding(wrong), line[:200].decode("utf-8", "replace"))
        return Reject(file, number, f"not valid JSON: {error}", line[:200].decode("utf-8", "replace"))
    return to_record(row, file, number, fields)


@_guarded
def _json(file: str, identity: str, fields: Fields) -> Rows:
    raw = _open(file).read(_ARRAY_BYTES + 1)
    if len(raw) > _ARRAY_BYTES:
        yield Reject(
            file, None, f"over {_ARRAY_BYTES // 1_000_000} MB in one JSON value; write one record a line (.jsonl)"
        )
        return
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        yield Reject(file, None, f"not valid JSON: {error}", raw[:200].decode("utf-8", "replace"))
        return
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        yield to_record(row, file, number, fields)


@_guarded
def _csv(file: str, identity: str, fields: Fields) -> Rows:
    csv.field_size_limit(MAX_RECORD_BYTES)
    stream = _open(file)
    tabs = ".tsv" in Path(file).suffixes
    # Bytes that are no UTF-8 come through as lone surrogates, so that one bad row does not end the file.
    lines = ("" if line is None else line.decode("utf-8", "surrogateescape") for _, line in _lines(file, stream))
    rows = csv.reader(lines, delimiter="\t" if tabs else ",")
    header: list[str] | None = None
    while True:
        number = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(file, number, f"not valid CSV: {error}")
            continue
        if not row:
            continue
        if header is None:
            header = [name.strip() for name in row]
            known = [name for names in fields.values() for name in names]
            if not any(name in known for name in header):
                yield Reject(
                    file, number,
                    f"the first row must name the fields; found {', '.join(header)[:100]!r}, known: {', '.join(known)}",
                )  # fmt: skip
                return
            continue
        if len(row) != len(header):
            yield Reject(file, number, f"{len(row)} fields; the first row names {len(header)}", ",".join(row)[:200])
            continue
        named = dict(zip(header, row, strict=True))
        try:
            "".join(row).encode("utf-8")
        except UnicodeEncodeError:
            clean = ",".join(row)[:200].encode("utf-8", "replace").decode("utf-8")
            yield Reject(file, number, "not UTF-8; save the file as UTF-8", clean)
            continue
        yield to_record(named, file, number, fields)


@_guarded
def _parquet(file: str, identity: str, fields: Fields) -> Rows:
    import pyarrow.parquet  # noqa: PLC0415  (0.2 s, only where such a file is read)

    number = 0
    with pyarrow.parquet.ParquetFile(file) as table:
        for batch in table.iter_batches(batch_size=64):
            for row in batch.to_pylist():
                number += 1
                yield to_record(row, file, number, fields)


@_guarded
def _sniffed(file: str, identity: str, fields: Fields) -> Rows:
    """Read standard input or a file without ending: JSON Lines if it begins with a brace, else one text."""
    stream = _open(file)
    if stream.peek(4096).lstrip()[:1] == b"{":  # type: ignore[attr-defined]  # it is _Buffered
        yield from _json_lines("<stdin>" if file == STDIN else file, stream, fields)
        return
    yield _whole("<stdin>" if file == STDIN else file, identity, stream)
