"""Run by Alembic alone: migrates the connection that `auditor.store.database` hands over."""

from __future__ import annotations

from alembic import context

from auditor.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
