"""Ratings of whole articles by people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rating",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("run", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
    )
    op.create_index("rating_article", "rating", ["article", "run"])
