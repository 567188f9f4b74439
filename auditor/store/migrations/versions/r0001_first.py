"""Runs, the ledger of articles, findings over time, figures of sources, decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "run",
        sa.Column("id", _number, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("started", sa.String(40), nullable=False),
        sa.Column("finished", sa.String(40), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("new", sa.Integer, nullable=False),
        sa.Column("still", sa.Integer, nullable=False),
        sa.Column("fixed", sa.Integer, nullable=False),
        sa.Column("figures", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "content",
        sa.Column("hash", sa.String(32), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("first_run", _number, nullable=False),
    )
    op.create_table(
        "result",
        sa.Column("hash", sa.String(32), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "seen",
        sa.Column("run", _number, sa.ForeignKey("run.id"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("content", sa.String(32), nullable=False),
        sa.Column("result", sa.String(32), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
    )
    op.create_index("seen_article", "seen", ["article", "run"])
    op.create_index("seen_score", "seen", ["run", "score", "ordinal"])
    op.create_index("seen_source", "seen", ["source", "run"])
    op.create_table(
        "finding",
        sa.Column("id", _number, primary_key=True, autoincrement=True),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("identity", sa.String(40), nullable=False),
        sa.Column("fingerprint", sa.String(40), nullable=False),
        sa.Column("rule", sa.String(100), nullable=False),
        sa.Column("family", sa.String(40), nullable=False),
        sa.Column("severity", sa.String(10), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("preview", sa.Boolean, nullable=False),
        sa.Column("dismissed", sa.Boolean, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("first_run", _number, nullable=False),
        sa.Column("last_run", _number, nullable=False),
        sa.Column("fixed_run", _number),
        sa.UniqueConstraint("article", "fingerprint", "first_run"),
    )
    op.create_index("finding_open", "finding", ["article", "fixed_run"])
    op.create_index("finding_fingerprint", "finding", ["fingerprint"])
    op.create_index("finding_first", "finding", ["first_run"])
    op.create_index("finding_fixed", "finding", ["fixed_run"])
    op.create_table(
        "source_figures",
        sa.Column("run", _number, sa.ForeignKey("run.id"), primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("words", sa.BigInteger, nullable=False),
        sa.Column("score_sum", sa.Float, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("id", _number, primary_key=True, autoincrement=True),
        sa.Column("scope", sa.String(12), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("fingerprint", sa.String(40)),
        sa.Column("article", sa.Text),
        sa.Column("rule", sa.String(100)),
        sa.Column("source", sa.Text),
        sa.Column("phrase", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("until", sa.String(10)),
        sa.Column("undoes", _number),
        sa.UniqueConstraint("scope", "target", "revision"),
    )
    op.create_index("decision_fingerprint", "decision", ["fingerprint"])
