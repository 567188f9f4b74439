"""Near-copies over the whole store, and alarms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sketched",
        sa.Column("content", sa.String(32), primary_key=True),
        sa.Column("words", sa.Integer, nullable=False),
    )
    op.create_table(
        "band",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("content", sa.String(32), primary_key=True),
    )
    op.create_table(
        "near_copy",
        sa.Column("one", sa.String(32), primary_key=True),
        sa.Column("other", sa.String(32), primary_key=True),
        sa.Column("one_in_other", sa.Float, nullable=False),
        sa.Column("other_in_one", sa.Float, nullable=False),
    )
    op.create_index("near_copy_other", "near_copy", ["other"])
    op.create_table(
        "alarm",
        sa.Column("id", _number, primary_key=True, autoincrement=True),
        sa.Column("run", _number, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("first_run", _number, nullable=False),
        sa.Column("before", sa.Float, nullable=False),
        sa.Column("after", sa.Float, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("sent", sa.Boolean, nullable=False),
        sa.Column("closed_run", _number),
    )
    op.create_index("alarm_open", "alarm", ["source", "kind", "subject"])
