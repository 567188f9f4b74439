"""Stores for tests: SQLite always, PostgreSQL where a server is named."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

POSTGRES = "AUDITOR_TEST_POSTGRES"
"""Environment variable: URL of a PostgreSQL server on which tests may make databases."""

KINDS = ("sqlite", "postgresql")


@contextmanager
def address(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of an empty store, which is removed afterwards."""
    if kind == "sqlite":
        yield str(folder / "store.db")
        return
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"needs a PostgreSQL server ({POSTGRES}; .ci/run starts one where it can)")
    url = make_url(server)
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    name = f"auditor_{uuid.uuid4().hex[:12]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
