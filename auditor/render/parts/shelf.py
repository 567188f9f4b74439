"""Articles put aside until the page is written, worst first at hand, and any of them by its id.

They wait in a temporary database that SQLite keeps on disk and removes by itself, so memory does not grow with the run.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from auditor.engine.audited import Audited
from auditor.engine.inspection import Outcome, pack_article, pack_outcome, unpack_article, unpack_outcome
from auditor.extraction import Extraction
from auditor.finding import Finding
from auditor.scoring.score import Score

_SCHEMA = """
create table article (ordinal integer primary key, id text, source text, score real, verdict text, findings integer,
                      size integer, heading text, packed blob);
create index article_id on article (id);
create index article_score on article (score, ordinal);
create table found (rule text, source text, score real, ordinal integer, place integer, points real, new integer);
create index found_rule on found (rule, points desc, ordinal, place);
create index found_source on found (source, rule);
create index found_new on found (new, points desc, ordinal, place);
create table gone (ordinal integer, place integer);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the shelf knows of an article without unpacking it.

    `findings`: previews among them. `size`: bytes of its text. `heading`: what a reader knows it by.
    """

    ordinal: int
    id: str
    source: str
    score: float
    verdict: str
    findings: int
    size: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of the baseline that is there no longer."""

    rule: str
    field: str
    text: str
    message: str
    fingerprint: str
    preview: bool


_FAULTY = "(findings > 0 or verdict != 'accept')"
_COLUMNS = "ordinal, id, source, score, verdict, findings, size, heading"


class Shelf:
    """Holds every article of a run."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        self._database.executescript(_SCHEMA)

    def add(self, audited: Audited, heading: str) -> None:
        """Put an article on the shelf. `heading`: what a reader knows it by."""
        article, ordinal = audited.article, audited.ordinal
        source, total = _clean(article.source or ""), audited.score.total
        self._database.execute(
            "insert into article values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (ordinal, _clean(article.id), source, total, audited.verdict, len(audited.findings),
             len(article.text.encode("utf-8", "replace")), _clean(heading),
             zlib.compress(_pack(audited), 1)),
        )  # fmt: skip
        points = audited.score.points
        self._database.executemany(
            "insert into found values (?, ?, ?, ?, ?, ?, ?)",
            [
                (finding.rule, source, total, ordinal, place, points.get(finding.fingerprint, 0.0),
                 audited.states.get(finding.fingerprint) == "new" and not finding.preview)
                for place, finding in enumerate(audited.findings)
            ],
        )  # fmt: skip
        self._database.executemany(
            "insert into gone values (?, ?)",
            [(ordinal, place) for place, gone in enumerate(audited.fixed) if not gone.preview],
        )

    def worst(self, *, faulty: bool = False, source: str | None = None, limit: int = -1) -> Iterator[Entry]:
        """Yield the articles, lowest score first, of equal scores in input order.

        `faulty`: only those in which something was found or that are not accepted. `source`: only those of one.
        """
        of_source = [] if source is None else [_clean(source)]
        where = " and ".join(["1", *([_FAULTY] if faulty else []), *("source = ?" for _ in of_source)])
        rows = self._database.execute(
            f"select {_COLUMNS} from article where {where} order by score, ordinal limit ?",  # noqa: S608  (constants)
            (*of_source, limit),
        )
        for row in rows:
            yield Entry(*row)

    def faulty(self) -> int:
        """Return in how many articles something was found or that are not accepted."""
        (count,) = self._database.execute(f"select count(*) from article where {_FAULTY}").fetchone()  # noqa: S608  (a constant)
        return int(count)

    def by_ordinal(self, ordinal: int) -> Audited:
        """Return one article."""
        (packed,) = self._database.execute("select packed from article where ordinal = ?", (ordinal,)).fetchone()
        return _unpack(ordinal, zlib.decompress(packed))

    def by_id(self, identity: str) -> Audited | None:
        """Return the article of that id, None if the run has none."""
        row = self._database.execute("select ordinal from article where id = ?", (_clean(identity),)).fetchone()
        return None if row is None else self.by_ordinal(row[0])

    def of_rule(self, rule: str, limit: int) -> list[tuple[int, int]]:
        """Return (ordinal, index of the finding) for the findings of one rule, those that take most points first."""
        rows = self._database.execute(
            "select ordinal, place from found where rule = ? order by points desc, ordinal, place limit ?",
            (rule, limit),
        )
        return rows.fetchall()

    def new(self, limit: int) -> list[tuple[int, int]]:
        """Return (ordinal, index of the finding) for the new findings, those that take most points first."""
        query = "select ordinal, place from found where new order by points desc, ordinal, place limit ?"
        return self._database.execute(query, (limit,)).fetchall()

    def new_by_rule(self) -> list[tuple[str, int]]:
        """Return the rules of the new findings, with the number of them, the most frequent first."""
        query = "select rule, count(*) as n from found where new group by rule order by n desc, rule"
        return self._database.execute(query).fetchall()

    def fixed(self, limit: int) -> list[tuple[int, int]]:
        """Return (ordinal, index) for what is there no longer, in input order."""
        return self._database.execute("select ordinal, place from gone order by 1, 2 limit ?", (limit,)).fetchall()

    def sources_of(self, rule: str, limit: int) -> list[tuple[str, int]]:
        """Return the sources in which a rule found most, with the number of findings."""
        query = "select source, count(*) as n from found where rule = ? group by source order by n desc, source limit ?"
        return self._database.execute(query, (rule, limit)).fetchall()

    def articles_with(self, rule: str) -> int:
        """Return in how many articles the rule found something."""
        (count,) = self._database.execute(
            "select count(distinct ordinal) from found where rule = ?", (rule,)
        ).fetchone()
        return int(count)

    def rules_of(self, source: str, limit: int) -> list[tuple[str, int]]:
        """Return the rules that found most in one source, with the number of findings."""
        return self._database.execute(
            "select rule, count(*) as n from found where source = ? group by rule order by n desc, rule limit ?",
            (_clean(source), limit),
        ).fetchall()

    def close(self) -> None:
        """Give the disk space back."""
        self._database.close()


def _clean(text: str) -> str:
    """SQLite takes no lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _pack(audited: Audited) -> bytes:
    outcome = Outcome(
        list(audited.findings),
        dict(audited.measures),
        dict(audited.not_measured),
        audited.own_date,
        audited.language,
    )
    page = audited.extraction
    return orjson.dumps(
        [
            pack_article(audited.article).decode(),
            pack_outcome(outcome).decode(),
            [finding.to_json() for finding in audited.dismissed],
            audited.score.to_row(),
            audited.verdict,
            dict(audited.states),
            [
                [gone.rule, gone.field, gone.text, gone.message, gone.fingerprint, gone.preview]
                for gone in audited.fixed
            ],
            None if page is None else [page.junk, dict(page.removable)],
        ]
    )


def _unpack(ordinal: int, data: bytes) -> Audited:
    packed, judged, dismissed, score, verdict, states, fixed, page = orjson.loads(data)
    outcome = unpack_outcome(judged)
    return Audited(
        ordinal=ordinal,
        article=unpack_article(packed),
        record={},
        findings=tuple(outcome.findings),
        dismissed=tuple(Finding.from_json(row) for row in dismissed),
        measures=outcome.measures,
        not_measured=outcome.not_measured,
        own_date=outcome.own_date,
        language=outcome.language,
        score=Score.from_row(score),
        verdict=verdict,
        states=states,
        fixed=tuple(Gone(*fields) for fields in fixed),
        extraction=None if page is None else Extraction(*page),
    )
