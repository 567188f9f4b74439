"""The tables. They are made and changed by `migrations` alone; a test holds that both agree.

Strings in columns serve search and counting and hold no NUL (PostgreSQL takes none); what must come back exactly as it
was lies in compressed JSON (`body`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0005"
"""The schema version that this code reads and writes."""

metadata = MetaData()
_number = BigInteger().with_variant(Integer, "sqlite")

run = Table(
    "run",
    metadata,
    Column("id", _number, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("started", String(40), nullable=False),
    Column("finished", String(40), nullable=False),
    Column("day", String(10), nullable=False),  # the day the batch is of
    Column("version", String(40), nullable=False),
    Column("articles", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("still", Integer, nullable=False),
    Column("fixed", Integer, nullable=False),
    Column("figures", LargeBinary, nullable=False),  # the content of run.json, JSON
)

content = Table(
    "content",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # Zstandard of JSON [packed article, record]
    Column("first_run", _number, nullable=False),
)
"""The ledger: every version of every article that was delivered, once."""

result = Table(
    "result",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # Zstandard of JSON: what the audit said of the article
)
"""What an audit said. Articles on which it says the same in the next run share the row."""

seen = Table(
    "seen",
    metadata,
    Column("run", _number, ForeignKey("run.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("article", Text, nullable=False),
    Column("content", String(32), nullable=False),
    Column("result", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("findings", Integer, nullable=False),
    Index("seen_article", "article", "run"),
    Index("seen_score", "run", "score", "ordinal"),
    Index("seen_source", "source", "run"),
)
"""One row for an article in a run. `article`: what stays the same when it is delivered again."""

finding = Table(
    "finding",
    metadata,
    Column("id", _number, primary_key=True, autoincrement=True),
    Column("article", Text, nullable=False),
    Column("identity", String(40), nullable=False),
    Column("fingerprint", String(40), nullable=False),
    Column("rule", String(100), nullable=False),
    Column("family", String(40), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("preview", Boolean, nullable=False),
    Column("dismissed", Boolean, nullable=False),
    Column("source", Text, nullable=False),
    Column("field", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("first_run", _number, nullable=False),
    Column("last_run", _number, nullable=False),
    Column("fixed_run", _number),
    Column("earlier", Text, nullable=False, server_default=""),
    UniqueConstraint("article", "fingerprint", "first_run"),
    Index("finding_open", "article", "fixed_run"),
    Index("finding_fingerprint", "fingerprint"),
    Index("finding_first", "first_run"),
    Index("finding_fixed", "fixed_run"),
)
"""A finding over time: there from `first_run` on, last met in `last_run`, gone since `fixed_run` (null: open).

`fingerprint`: its present one; `identity`: that of its first day, which stays when small edits change the other;
`earlier`: those in between, the latest last, with blanks between them, so that what was decided on one of them still
holds. One that comes back after it was fixed is a new row.
"""

source_figures = Table(
    "source_figures",
    metadata,
    Column("run", _number, ForeignKey("run.id"), primary_key=True),
    Column("source", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("words", BigInteger, nullable=False),
    Column("score_sum", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),  # JSON: counts by rule, family, language, dates, lengths
)

decision = Table(
    "decision",
    metadata,
    Column("id", _number, primary_key=True, autoincrement=True),
    Column("scope", String(12), nullable=False),
    Column("target", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("fingerprint", String(40)),
    Column("article", Text),
    Column("rule", String(100)),
    Column("source", Text),
    Column("phrase", Text),
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("owner", Text),
    Column("made", String(40), nullable=False),
    Column("until", String(10)),
    Column("undoes", _number),
    UniqueConstraint("scope", "target", "revision"),
    Index("decision_fingerprint", "fingerprint"),
)
"""What people decided; rows are only ever added. `revision`: 1, 2, ... within one target."""

part_versions = Table(
    "part_versions",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # JSON: part id to version
)

remembered = Table(
    "remembered",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("versions", String(32), nullable=False),
    Column("day", String(10), nullable=False),
    Column("body", LargeBinary, nullable=False),  # Zstandard of lines (see engine.memory)
    Index("remembered_day", "day"),
)
"""A cache (see `remembered`): losing a row costs time and nothing else."""

sketched = Table(
    "sketched",
    metadata,
    Column("content", String(32), primary_key=True),
    Column("words", Integer, nullable=False),
)
"""Contents whose near-copies have been looked for."""

band = Table(
    "band",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("content", String(32), primary_key=True),
)
"""Bands of MinHash signatures: contents that share one may be near-copies."""

near_copy = Table(
    "near_copy",
    metadata,
    Column("one", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    Column("one_in_other", Float, nullable=False),
    Column("other_in_one", Float, nullable=False),
    Index("near_copy_other", "other"),
)
"""Pairs of contents, `one` < `other`, with the exact shares of word shingles that stand in the other."""

alarm = Table(
    "alarm",
    metadata,
    Column("id", _number, primary_key=True, autoincrement=True),
    Column("run", _number, nullable=False),
    Column("source", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("first_run", _number, nullable=False),  # the first bad run
    Column("before", Float, nullable=False),
    Column("after", Float, nullable=False),
    Column("message", Text, nullable=False),
    Column("sent", Boolean, nullable=False),
    Column("closed_run", _number),
    Index("alarm_open", "source", "kind", "subject"),
)
"""Alarms; while one is open (`closed_run` null) there is no second of its source, kind and subject."""

rating = Table(
    "rating",
    metadata,
    Column("id", _number, primary_key=True, autoincrement=True),
    Column("article", Text, nullable=False),
    Column("run", _number, nullable=False),
    Column("who", Text, nullable=False),
    Column("value", Integer, nullable=False),
    Column("made", String(40), nullable=False),
    Index("rating_article", "article", "run"),
)
"""What people think of whole articles, from 1 (unusable) to 5 (clean), given blind; rows are only ever added."""
