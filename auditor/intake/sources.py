"""From the inputs a user names to the files that are read, checked before the first of them is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from auditor.catalog import close_matches
from auditor.intake import csv_rows, pages, parquet
from auditor.intake.errors import InputError
from auditor.intake.records import FieldNames
from auditor.intake.streams import Compression, DamagedError
from auditor.remote import Remote, RemoteError, is_remote, parquet_files

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".warc": "warc",
    ".rss": "feed",
    ".atom": "feed",
    "": "any",
}
"""By the ending; "any" is told apart by its first character, and never looked for in a folder."""

TABLES = ("csv", "parquet")
ARTICLES = ("text", "html")
"""Kinds of which a file is one article."""

_COMPRESSIONS = (".gz", ".zst")
_ABOUT = ("readme", "license", "licence", "changelog", "contributing")
"""Files of these names lie beside articles and are none."""

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `name`: as reported; `id`: of the article, if the file is one; `path` is None for stdin.

    `refused`: why it is not read after all; it becomes a reject.
    """

    path: Path | None
    kind: str
    name: str
    id: str = ""
    compression: Compression = None
    refused: str = ""
    remote: Remote | None = None
    """The file, where it lies beyond this machine; then `path` is None and `kind` "parquet"."""


def find_sources(inputs: Sequence[str], fields: FieldNames) -> list[Source]:
    """Return the files that `inputs` name, in order; raises `InputError` if one of them cannot be opened."""
    if inputs.count(STDIN) > 1:
        raise InputError("standard input (-) is named twice, and can be read once")
    return [source for name in inputs for source in _sources(name, fields)]


def _sources(name: str, fields: FieldNames) -> list[Source]:
    if name == STDIN:
        return [Source(None, "any", STDIN)]
    if is_remote(name):
        return _remote(name, fields)
    path = Path(name)
    try:
        if path.is_dir():
            return _folder(path)
        if not path.exists():
            raise InputError(_absent(path))
        kind, compression = kind_of(path.name)
        if kind is None:
            raise InputError(
                f"{printable(name)}: files ending in {path.suffix} are not read; {_allowed()}; "
                "other text can be piped in: auditor run - < FILE"
            )
        if not os.access(path, os.R_OK):
            raise InputError(f"{printable(name)}: permission denied; the file must be readable")
        if absent := pages.missing(kind):
            raise InputError(f"{printable(name)}: {absent}")
        source = Source(path, kind, printable(name), printable(path.name), compression)
        if kind in TABLES:
            _check_columns(source, fields)
        return [source]
    except OSError as error:
        raise InputError(f"{printable(name)}: cannot be opened: {error.strerror or error}") from None
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{printable(name)!r} is no name of a file: {error}") from None


def _remote(address: str, fields: FieldNames) -> list[Source]:
    try:
        found = parquet_files(address)
    except RemoteError as error:
        raise InputError(printable(str(error))) from None
    sources = [Source(None, "parquet", printable(file.name), remote=file) for file in found]
    _check_columns(sources[0], fields)
    return sources


def kind_of(name: str) -> tuple[str | None, Compression]:
    """Return what the ending of a file name says: the kind (None: unknown) and the compression."""
    path = PurePosixPath(name.lower())
    compression = path.suffix if path.suffix in _COMPRESSIONS else None
    kind = KINDS.get(PurePosixPath(path.stem).suffix if compression else path.suffix)
    return (None if compression and kind == "parquet" else kind), compression


def _folder(folder: Path) -> list[Source]:
    texts: list[Source] = []
    data: list[Source] = []
    endings: set[str] = set()
    for path in _walk(folder):
        kind, compression = kind_of(path.name)
        if kind is None or kind == "any":
            endings.add(path.suffix or "(none)")
            continue
        inside = PurePosixPath(path.relative_to(folder)).as_posix()
        refused = pages.missing(kind) or (_leads_out(path, folder) if path.is_symlink() else "")
        source = Source(path, kind, printable(str(path)), printable(inside), compression, refused)
        (texts if kind in ARTICLES else data).append(source)
    if not texts and not data:
        seen = f"; endings found: {', '.join(sorted(endings)[:20])}" if endings else "; it is empty"
        raise InputError(f"{printable(str(folder))}: the folder holds no article{seen}; {_allowed()}")
    return sorted(texts or data, key=lambda source: source.id)


def _leads_out(link: Path, folder: Path) -> str:
    """Return why a symbolic link in a folder is not followed; "" for one that leads to a file of the same folder.

    Whoever fills a folder with articles could otherwise have any file of the machine read into a report.
    """
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # Python 3.12 raises RuntimeError for a loop
        return "a symbolic link that leads nowhere"
    if not target.is_relative_to(folder.resolve()):
        return "a symbolic link that leads out of the folder is not followed; name the file it leads to as an input"
    return "" if target.is_file() else "a symbolic link to what is no file"


def _walk(folder: Path) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if (
                not name.startswith(".")
                and name.lower().partition(".")[0] not in _ABOUT
                and (path.is_symlink() or path.is_file())
            ):
                yield path


def columns(source: Source) -> list[str]:
    """Return the names of the columns of a table; raises `DamagedError`."""
    if source.remote is not None:
        return parquet.columns(source.remote)
    assert source.path is not None  # standard input is no table
    if source.kind == "parquet":
        return parquet.columns(source.path)
    return csv_rows.columns(source.path, source.compression)


def _check_columns(source: Source, fields: FieldNames) -> None:
    """Raise `InputError` if a table that was named has no column for the text: then no row of it can be read."""
    try:
        reason = fields.missing_text(columns(source))
    except DamagedError:
        return  # told as a reject when the file is read: the run goes on without it
    if reason:
        header = "" if source.kind == "parquet" else " (the first row must name the fields)"
        raise InputError(f"{source.name}: {reason}{header}")


def _absent(path: Path) -> str:
    """Return what to say of a path that does not exist: what is like it, where it first leaves what exists."""
    if path.is_symlink():
        return f"{printable(str(path))}: a symbolic link that leads nowhere"
    message = f"{printable(str(path))}: no such file or folder"
    parent = path.parent
    while not parent.is_dir() and parent != parent.parent:
        path, parent = parent, parent.parent
    try:
        siblings = [printable(other.name) for other in parent.iterdir() if not other.name.startswith(".")]
    except OSError:
        return message
    near = close_matches(printable(path.name), siblings)
    return f"{message}; {near if near.startswith('did') else f'looked in {printable(str(parent.absolute()))}'}"


def _allowed() -> str:
    endings = " ".join(filter(None, KINDS))
    return f"allowed: {endings}, all but .parquet also with {' or '.join(_COMPRESSIONS)}"


def printable(name: str) -> str:
    """Return a file name that any encoding can write; names that are not UTF-8 carry lone surrogates."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
