"""Opens a store, brings its schema up to date, and lets one run at a time in.

SQLite runs in WAL mode: readers never wait, and a kill at any moment leaves the last whole transaction. The lock of a
run is the system's (SQLite: a lock on `<file>.lock`; PostgreSQL: an advisory lock), so a killed run leaves none.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from auditor.store.errors import Busy, StoreError
from auditor.store.schema import HEAD

_PATIENCE = 60
"""Seconds that one transaction of SQLite waits for another."""
_ADVISORY = 0x6E696768745F7275
_WRITES = "auditor_writes"


class Store:
    """An open store. Use `read()` and `write()` for a connection inside a transaction."""

    def __init__(self, engine: Engine, name: str, file: Path | None) -> None:
        self.engine = engine
        self.name = name
        """The path or address, without password."""
        self._file = file

    @classmethod
    def open(cls, address: str | os.PathLike[str], *, create: bool = True) -> Store:
        """Open the store at a path (SQLite) or a URL (`postgresql://...`, `sqlite:///...`) and migrate its schema.

        With `create` False a file that does not exist is an error. Raises `StoreError`.
        """
        url = _url(os.fspath(address))
        name = url.render_as_string(hide_password=True)
        file = None
        if url.get_backend_name() == "sqlite":
            if not url.database or url.database == ":memory:":
                raise StoreError(f"{name}: a store outlives its process; give a file or a PostgreSQL address")
            file = Path(url.database)
            name = str(file)
            if not file.exists():
                if not create:
                    raise StoreError(f"{name}: no such store; `auditor run INPUT --store {name}` makes one")
                if not file.absolute().parent.is_dir():
                    raise StoreError(f"{name}: cannot be made, there is no folder {file.absolute().parent}")
        store = cls(_engine(url), name, file)
        try:
            with store._told():
                store._migrate()
        except BaseException:
            store.close()
            raise
        return store

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the store throughout."""
        with self._told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are kept at the end of the block, or none of them after an error."""
        with self._told(), self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    @contextmanager
    def lock(self, *, wait: float = 0.0, who: str = "") -> Iterator[None]:
        """Hold the store for one run; others wait up to `wait` seconds, then raise `Busy`. `who`: shown to them."""
        end = time.monotonic() + wait
        holder: _Holder = _FileLock(self._file) if self._file is not None else _AdvisoryLock(self)
        try:
            while not holder.take(who):
                if time.monotonic() >= end:
                    raise Busy(
                        f"{self.name}: another run is using this store{holder.other()}; "
                        "wait for it, or give --wait SECONDS"
                    )
                time.sleep(min(0.2, max(0.01, end - time.monotonic())))
            yield
        finally:
            holder.release()

    def _migrate(self) -> None:
        if self.version() == HEAD:
            return
        # Only now: Alembic takes a third of a second to import, and most runs find the schema as it should be.
        from alembic import command  # noqa: PLC0415  (as above)
        from alembic.config import Config  # noqa: PLC0415  (as above)
        from alembic.script import ScriptDirectory  # noqa: PLC0415  (as above)

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        with self.lock(wait=_PATIENCE, who="migration"), self.write() as connection:
            found = _version(connection)
            if found == HEAD:
                return
            if found is not None and found not in {
                s.revision for s in ScriptDirectory.from_config(config).walk_revisions()
            }:
                raise StoreError(
                    f"{self.name}: schema version {found} is newer than {HEAD}, which this auditor knows; upgrade it"
                )
            if found is None and set(inspect(connection).get_table_names()) - {"alembic_version"}:
                raise StoreError(f"{self.name}: this database holds other tables; give the store one of its own")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def version(self) -> str | None:
        """Return the version of the schema, None for an empty database."""
        with self.read() as connection:
            return _version(connection)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(f"{self.name}: {_reason(error)}") from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if row is None else str(row[0])


def _reason(error: SQLAlchemyError) -> str:
    """Return what went wrong and the next step, without SQL and without what it was called with."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = (str(cause).strip() or type(error).__name__).split("\n", 1)[0][:300]
    low = said.lower()
    if "disk is full" in low or "no space" in low or "disk i/o" in low:
        return f"{said}; nothing of this run was kept: free some space and run it again"
    if "not a database" in low:
        return f"{said}; the file is no store of the auditor, or it is damaged"
    if "locked" in low:
        return f"{said}; another process writes to it: try again"
    if isinstance(error, DBAPIError) and (error.connection_invalidated or "connect" in low):
        return f"{said}; nothing of this run was kept: see that the database answers, and run it again"
    return said


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError(
            "the address of the store cannot be read; allowed: a path, or postgresql://user@host/name"
        ) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(
            f"{url.drivername}: no such kind of store; allowed: a path (SQLite), or postgresql://user@host/name"
        )
    return url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True)
        except ImportError:
            raise StoreError("PostgreSQL needs the driver psycopg: pip install 'article-auditor[postgres]'") from None
    # A file is opened in well under a millisecond, and without a pool no connection outlives its block.
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def _set_up(connection: object, record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # transactions are begun below, not by the driver
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]  # a connection of sqlite3

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class _Holder:
    def take(self, who: str) -> bool:
        raise NotImplementedError

    def other(self) -> str:
        return ""

    def release(self) -> None:
        raise NotImplementedError


class _FileLock(_Holder):
    """A lock on a file beside the store. It ends with its process, however that ends."""

    def __init__(self, file: Path) -> None:
        self._path = file.with_name(file.name + ".lock")
        self._held: IO[str] | None = None

    def take(self, who: str) -> bool:
        handle = self._path.open("a+", encoding="utf-8")
        if not _locked(handle):
            handle.close()
            return False
        handle.seek(0)
        handle.truncate()
        handle.write(f"process {os.getpid()}{', ' + who if who else ''}\n")
        handle.flush()
        self._held = handle
        return True

    def other(self) -> str:
        with suppress(OSError):
            said = self._path.read_text(encoding="utf-8").strip()[:200]
            return f" ({said})" if said else ""
        return ""

    def release(self) -> None:
        if self._held is not None:
            self._held.truncate(0)
            self._held.close()
            self._held = None


def _locked(handle: IO[str]) -> bool:
    try:
        import fcntl  # noqa: PLC0415  (POSIX)
    except ImportError:
        import msvcrt  # noqa: PLC0415  (Windows)

        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class _AdvisoryLock(_Holder):
    """PostgreSQL's lock of a session: it ends with the connection."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: Connection | None = None

    def take(self, who: str) -> bool:
        with self._store._told():
            connection = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ADVISORY}):
                self._held = connection
                return True
            connection.close()
        return False

    def release(self) -> None:
        if self._held is not None:
            with suppress(SQLAlchemyError):
                self._held.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY})
            with suppress(SQLAlchemyError):
                self._held.close()
            self._held = None
