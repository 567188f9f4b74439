"""The rows of a query: read from a database, one after the other, and nothing is ever written to it.

SQLite files are opened read-only; of PostgreSQL a transaction is asked that cannot write; any other database gets no
commit. Rows come in small batches through a cursor of the server, where it has one, so memory does not grow with the
table. The address appears without its password and its options wherever it is shown.

Any database works that SQLAlchemy has a driver for.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.article import Origin
from auditor.intake.errors import InputError
from auditor.intake.parquet import plain
from auditor.intake.records import FieldNames, Record, Reject, Unfit, excerpt, not_utf8

if TYPE_CHECKING:
    from sqlalchemy import URL, CursorResult, Engine

_ROWS = 64
_FORMS = "postgresql://user@host/name, sqlite:///file.db, or another address that SQLAlchemy knows"


@dataclass(frozen=True, slots=True)
class Query:
    """A query as an input: its rows are records. `address`: a URL of SQLAlchemy. Shown is neither password nor SQL."""

    address: str = field(repr=False)
    sql: str = field(repr=False)

    def __str__(self) -> str:
        """Return the address as it may be shown."""
        return _shown(_url(self.address))


def query_rows(query: Query, fields: FieldNames) -> Iterator[Record | Reject]:
    """Run a query and return its rows as records, numbered from 1.

    Raises `InputError` at once for an address or a query that cannot be used. A database that breaks off on the way
    ends the rows with a `Reject`.
    """
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  (a fifth of a second, and only queries need it)

    url = _url(query.address)
    name = _shown(url)
    engine = _engine(url, name)
    stack = contextlib.ExitStack()
    stack.callback(engine.dispose)
    try:
        result = _asked(engine, query.sql, stack, name)
        columns = list(result.keys())
        if reason := fields.missing_text(columns):
            raise InputError(f"{name}: {reason}, or name the column in the query: select body as text")
    except SQLAlchemyError as error:
        stack.close()
        raise InputError(f"{name}: {_reason(error, url)}") from None
    except BaseException:
        stack.close()
        raise
    return _records(result, columns, fields, name, url, stack)


def _records(
    result: CursorResult[Any], columns: list[str], fields: FieldNames, name: str, url: URL, stack: contextlib.ExitStack
) -> Iterator[Record | Reject]:
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  (as above)

    number = 0
    with stack:
        try:
            for row in result:
                number += 1
                yield _record(columns, row, fields, Origin(name, number))
        except SQLAlchemyError as error:
            lost = f"the database broke off: {_reason(error, url)}; what follows row {number:,} is lost"
            yield Reject(name, number + 1, lost, "")


def _record(columns: list[str], row: Any, fields: FieldNames, origin: Origin) -> Record | Reject:
    raw: dict[str, Any] = {}
    try:
        for column, value in zip(columns, row, strict=True):
            if isinstance(value, Unfit):
                raise value
            raw[column] = plain(value)
        return Record(fields.article(raw, origin), raw)
    except Unfit as fault:
        return Reject(origin.file, origin.line, str(fault), excerpt(str(raw)), raw)


def _url(address: str) -> URL:
    from sqlalchemy.engine import make_url  # noqa: PLC0415  (as above)
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415  (as above)

    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise InputError(f"the address of the database cannot be read; allowed: {_FORMS}") from None
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _shown(url: URL) -> str:
    """Return an address without password and options, of which some hold secrets."""
    return url.set(query={}).render_as_string(hide_password=True)


def _engine(url: URL, name: str) -> Engine:
    from sqlalchemy import create_engine  # noqa: PLC0415  (as above)
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError  # noqa: PLC0415  (as above)
    from sqlalchemy.pool import NullPool  # noqa: PLC0415  (as above)

    try:
        if url.get_backend_name() == "sqlite":
            return create_engine("sqlite://", creator=lambda: _sqlite(url, name), poolclass=NullPool)
        return create_engine(url, poolclass=NullPool)
    except NoSuchModuleError:
        raise InputError(f"{url.drivername}: no such kind of database; allowed: {_FORMS}") from None
    except ImportError as error:
        extra = "pip install 'article-auditor[postgres]'" if "psycopg" in str(error) else f"install {error.name}"
        raise InputError(f"{name}: its driver is missing: {extra}") from None
    except ArgumentError as error:
        raise InputError(f"{name}: {_reason(error, url)}") from None


def _sqlite(url: URL, name: str) -> sqlite3.Connection:
    file = Path(url.database or "")
    if not url.database or not file.is_file():
        raise InputError(f"{name}: no such file; the address of a file is sqlite:/// and its path")
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.text_factory = _text
    return connection


def _text(raw: bytes) -> str | Unfit:
    """Return text of SQLite, which takes any bytes for it; what is none costs its row alone."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Unfit(not_utf8(error))


def _asked(engine: Engine, sql: str, stack: contextlib.ExitStack, name: str) -> CursorResult[Any]:
    options: dict[str, Any] = {"no_parameters": True, "stream_results": True, "yield_per": _ROWS}
    if engine.dialect.name == "postgresql":
        options["postgresql_readonly"] = True
    if engine.dialect.name == "sqlite":
        options["yield_per"] = 1  # a row that fails would take those of its batch with it
    connection = stack.enter_context(engine.connect()).execution_options(**options)
    result = connection.exec_driver_sql(sql)
    if not result.returns_rows:
        raise InputError(f"{name}: the query returns no rows; allowed: a SELECT")
    return result


def _reason(error: Exception, url: URL) -> str:
    """Return what the database said, on one line, without the query and without the password."""
    cause = getattr(error, "orig", None) or error
    said = " ".join((str(cause).strip() or type(cause).__name__).split())
    if url.password:
        said = said.replace(str(url.password), "***")
    return excerpt(said.partition("[SQL:")[0].strip())
