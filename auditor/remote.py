"""Files beyond this machine, at any address that fsspec knows (`s3://bucket/name`, `gs://...`, `memory://...`).

fsspec, and what it needs for a kind of store (`s3fs`, `gcsfs`), is installed by whoever uses one: extra `remote`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:::|://)")
_SECRET = re.compile(r"//[^/@]*@|\?.*$", re.DOTALL)


class RemoteError(AuditorError):
    """An address cannot be used; the message names it, without what may be secret in it."""


@dataclass(frozen=True, slots=True)
class Remote:
    """One file: `files` is its fsspec file system, `path` its path there, `name` as it may be shown."""

    files: Any
    path: str
    name: str

    def open(self) -> Any:
        """Return the file, open for reading bytes."""
        return self.files.open(self.path, "rb")


def is_remote(name: str) -> bool:
    """Whether a name is an address and no path."""
    return _ADDRESS.match(name) is not None


def shown(address: str) -> str:
    """Return an address without user, password and query."""
    return _SECRET.sub(lambda match: "//" if match.group()[0] == "/" else "", address)


def located(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path there. Raises `RemoteError`."""
    try:
        import fsspec  # noqa: PLC0415  (an extra)
    except ImportError:
        raise RemoteError(f"{shown(address)}: needs fsspec: pip install 'article-auditor[remote]'") from None
    try:
        files, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise RemoteError(f"{shown(address)}: cannot be used: {_reason(error)}") from None
    return files, path.rstrip("/")


def parquet_files(address: str) -> list[Remote]:
    """Return the Parquet files at an address: one file, those a pattern names, or all below a folder, by path.

    Files and folders whose name begins with a dot or an underscore are left out, as other readers of data sets do.
    Raises `RemoteError` where there are none.
    """
    files, root = located(address)
    try:
        if any(sign in root for sign in "*?["):
            found = files.glob(root)
        elif files.isdir(root):
            found = [path for path in files.find(root) if not _hidden(path[len(root) :])]
        else:
            found = [root] if files.exists(root) else []
    except Exception as error:  # each file system has errors of its own
        raise RemoteError(f"{shown(address)}: cannot be read: {_reason(error)}") from None
    kept = sorted(path for path in found if path.lower().endswith(".parquet"))
    if not kept:
        other = f"; {len(found)} other files" if found else ""
        raise RemoteError(f"{shown(address)}: no Parquet file there{other}; allowed: .parquet, a folder or a pattern")
    return [Remote(files, path, shown(files.unstrip_protocol(path))) for path in kept]


def send(folder: Path, address: str, *, last: str) -> None:
    """Copy the files of a folder to an address. `last` is taken away first and comes last: it tells that all are there.

    Raises `RemoteError`.
    """
    files, root = located(address)
    try:
        if files.exists(f"{root}/{last}"):
            files.rm(f"{root}/{last}")
        for path in sorted(folder.rglob("*"), key=lambda path: (path.name == last, path)):
            if path.is_file():
                target = f"{root}/{path.relative_to(folder).as_posix()}"
                files.makedirs(target.rpartition("/")[0], exist_ok=True)
                files.put_file(str(path), target)
    except Exception as error:  # as above
        raise RemoteError(f"{shown(address)}: cannot be written: {_reason(error)}") from None


def text(address: str) -> str:
    """Return the text of a file. Raises `RemoteError`."""
    files, path = located(address)
    try:
        found: bytes = files.cat_file(path)
    except Exception as error:  # as above
        raise RemoteError(f"{shown(address)}: cannot be read: {_reason(error)}") from None
    return found.decode()


def _hidden(inside: str) -> bool:
    return any(part.startswith((".", "_")) for part in inside.split("/"))


def _reason(error: Exception) -> str:
    return shown((str(error).strip() or type(error).__name__).split("\n", 1)[0])[:200]
