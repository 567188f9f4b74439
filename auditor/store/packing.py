"""Compressed JSON for the blobs, and the hashes they are known by."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

import orjson
import zstandard

from auditor.article import Article

_LEVEL = 3


class _Codecs(threading.local):
    """A pair for each thread: they are slow to make, and two threads may not share one."""

    def __init__(self) -> None:
        self.compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
        self.decompressor = zstandard.ZstdDecompressor()


_codecs = _Codecs()


def dump(data: Any) -> bytes:
    """Return plain data as JSON with sorted keys; equal data gives equal bytes."""
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS, default=str)


def squeeze(raw: bytes) -> bytes:
    """Compress bytes."""
    return _codecs.compressor.compress(raw)


def unsqueeze(data: bytes) -> bytes:
    """Give back what `squeeze` compressed."""
    return _codecs.decompressor.decompress(data)


def pack(data: Any) -> bytes:
    """Return plain data as compressed JSON."""
    return squeeze(dump(data))


def unpack(data: bytes) -> Any:
    """Read back what `pack` wrote."""
    return orjson.loads(unsqueeze(data))


def digest(data: bytes) -> str:
    """Return 32 hexadecimal digits that stand for the bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def content_hash(article: Article) -> str:
    """Return the hash of everything in an article that an audit reads: equal hashes, equal findings."""
    return digest(orjson.dumps(article.to_row()))


def column(text: str | None) -> str:
    """Return the text as a column can hold it: PostgreSQL takes no NUL."""
    return (text or "").replace("\0", "\N{REPLACEMENT CHARACTER}")
