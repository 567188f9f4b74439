"""What a finding was called before its text was edited."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column("finding", sa.Column("earlier", sa.Text, nullable=False, server_default=""))
