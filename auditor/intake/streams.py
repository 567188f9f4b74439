"""Bytes of a file, decompressed and as UTF-8, a line at a time, none of them longer than a record may be."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from auditor.intake.records import MAX_RECORD_BYTES

Compression = str | None
"""`".gz"`, `".zst"`, or None: by the first bytes."""

_CHUNK = 1 << 16
_ZSTD_CHUNK = 1 << 8
"""Four bytes of Zstandard can stand for 128 kB of text, so a small bite keeps memory flat: 8 MB at the worst."""

_MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
_MARKS = (
    (codecs.BOM_UTF8, None),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class DamagedError(Exception):
    """A stream cannot be read further; the message is the reason."""


class Line(NamedTuple):
    """One line: its number from 1, the byte offset where it begins (after decompression), and its bytes.

    `raw` keeps its line end. A line that is `too_long` keeps only its first bytes.
    """

    number: int
    offset: int
    raw: bytes
    too_long: bool = False


@contextmanager
def opened(file: Path | IO[bytes], compression: Compression = None) -> Iterator[io.BufferedReader]:
    """Open `file` as a buffered stream of UTF-8 without byte order mark; its reads raise `DamagedError`."""
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(file.open("rb")) if isinstance(file, Path) else file
            stream = _Chunks(_plain(raw)).buffered()
            head = stream.peek(4)[:4]
            if compression is None:
                compression = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)
            if compression is not None:
                stream = _Chunks(_INFLATE[compression](stream)).buffered()
            yield _without_mark(stream)
        except OSError as error:
            raise DamagedError(f"cannot be read: {error.strerror or error}") from error


def _without_mark(stream: io.BufferedReader) -> io.BufferedReader:
    head = stream.peek(4)[:4]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            stream.read(len(mark))
            return stream if encoding is None else _Chunks(_transcode(stream, encoding)).buffered()
    return stream


def lines(stream: io.BufferedReader) -> Iterator[Line]:
    """Yield the lines of `stream`; the rest of a line that is too long is passed over a piece at a time."""
    number, offset = 0, 0
    while raw := stream.readline(MAX_RECORD_BYTES + 1):
        number += 1
        begin, offset = offset, offset + len(raw)
        too_long = len(raw) > MAX_RECORD_BYTES and not raw.endswith(b"\n")
        if too_long:
            yield Line(number, begin, raw[:_CHUNK], True)
            del raw
            while piece := stream.readline(_CHUNK):
                offset += len(piece)
                if piece.endswith(b"\n"):
                    break
        else:
            yield Line(number, begin, raw)


def look_ahead(stream: io.BufferedReader) -> tuple[bytes, io.BufferedReader]:
    """Return the first byte that is not blank (b"" if there is none), and a stream that still holds what was read."""
    blanks: list[bytes] = []
    while len(blanks) * _CHUNK <= MAX_RECORD_BYTES and (head := stream.peek(1)):
        if rest := head.lstrip():
            return rest[:1], _Chunks(chain(blanks, _plain(stream))).buffered()
        blanks.append(stream.read(len(head)))
    return b"", _Chunks(chain(blanks, _plain(stream))).buffered()


class _Chunks(io.RawIOBase):
    """A raw stream over pieces of bytes."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the stub wants a Buffer, which has no len()
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def buffered(self) -> io.BufferedReader:
        return io.BufferedReader(self, _CHUNK)


def _plain(raw: IO[bytes]) -> Iterator[bytes]:
    # A pipe gives what it has: waiting for a whole chunk would hold back records that are there already.
    read = getattr(raw, "read1", raw.read)
    try:
        while piece := read(_CHUNK):
            yield piece
    except OSError as error:
        raise DamagedError(f"cannot be read further: {error.strerror or error}") from error


def _gunzip(stream: io.BufferedReader) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=stream) as inflated:
            while piece := inflated.read1(_CHUNK):
                yield piece
    except EOFError:
        raise DamagedError("the gzip file is cut off; was its download complete?") from None
    except (OSError, zlib.error) as error:
        raise DamagedError(f"the gzip file is damaged: {error}") from None


def _unzstd(stream: io.BufferedReader) -> Iterator[bytes]:
    import zstandard  # noqa: PLC0415  (only for files that need it)

    whole = True
    try:
        inflater = zstandard.ZstdDecompressor().decompressobj()
        while piece := stream.read(_ZSTD_CHUNK):
            while piece:
                yield inflater.decompress(piece)
                whole, piece = inflater.eof, inflater.unused_data
                if whole:
                    inflater = zstandard.ZstdDecompressor().decompressobj()
    except zstandard.ZstdError as error:
        raise DamagedError(f"the Zstandard file is damaged: {error}") from None
    if not whole:
        raise DamagedError("the Zstandard file is cut off; was its download complete?")


_INFLATE: dict[str, Callable[[io.BufferedReader], Iterator[bytes]]] = {".gz": _gunzip, ".zst": _unzstd}


def _transcode(stream: io.BufferedReader, encoding: str) -> Iterator[bytes]:
    """Yield UTF-8; half a surrogate pair becomes bytes that are not, so that only its own line is rejected."""
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    try:
        while piece := stream.read(_CHUNK):
            yield decoder.decode(piece).encode("utf-8", "surrogatepass")
        yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise DamagedError(f"is not {encoding.upper()}, though its byte order mark says so: {error.reason}") from None
