"""A small invented run, built by hand, that every face is shown in its tests.

It has weights and a catalog of its own, so that a change of a rule or a weight does not change a snapshot.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from auditor import catalog
from auditor.article import Article, Origin
from auditor.check import Check
from auditor.engine.audited import Audited, Summary
from auditor.finding import FAMILIES, Finding, Place, Severity, fingerprint
from auditor.measure import Measure, Value
from auditor.reading.dates import OwnDate
from auditor.render import writer
from auditor.scoring import score
from auditor.scoring.verdict import verdict
from auditor.span import Span

FERRY = """Ferry strike enters third day

KARLSHAVN, 4 May 2023 - Ferry crews walked out again on Wednesday, 4 May 2023, leaving 1,200 passengers stranded.

The the union said 240 of its 310 members had joined the strike, which is 90 percent.

Share on Facebook  Tweet  Email this story

Talks resume on Friday. Mayor Ilse Brandt called the offer "generous".

Read also: Ten recipes for a rainy weekend
"""

HARVEST = (
    "Olive growers expect the smallest harvest in a decade.\r\nRain fell late, growers said, and frost came early.\r\n"
)

LIBRARY = (
    "The library of Oskarsund opens its doors again in autumn. The director, she makes hope that many visitors come. "
    "The building was renewed from the ground, and a new reading room it received."
)

HOSTILE = (
    "<script>alert(1)</script> </style><b>bold</b> {{ 7 * 7 }} {% raw %} \"quoted\" 'single' & &amp;\n"
    "He paid \u202e001$\u202c and the zero\u200bwidth cost [red]nothing[/red] \x1b[31m.\n"
    '=HYPERLINK("http://evil.example") ]]> --> ::error::no\r%0A'
)


WEIGHTS: dict[str, Any] = {
    "severity": {"points": {"note": 0.25, "minor": 1.0, "major": 3.0, "critical": 6.0}},
    "families": {family: {"weight": 40, "scale": 6, "unseen": 10, "extent": "count"} for family in FAMILIES},
    "caps": {"sure-contradiction": {"family": "contradictions", "at_most": 70}},
}


def catalog_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the catalog hold two checks and three measures, whatever the package holds."""

    def check(identity: str, description: str) -> Check:
        summary = description.partition("\n")[0]
        family = identity.partition("/")[0]
        return Check(identity, family, summary, description, (), {}, (), None, lambda document: (), "")

    checks = [
        check(
            "typos/doubled-word",
            "A word is printed twice.\n\nThe hand slipped,\nor a line was joined.\n\nSilent on “had had”.",
        ),
        check("contradictions/percentage-mismatch", "A share is not what its numbers give."),
    ]
    names = ("words", "language", "flesch_reading_ease")
    measures = {name: Measure(name, (name,), name, name, lambda document: {}, "") for name in names}
    monkeypatch.setattr(catalog, "all_checks", lambda: {item.id: item for item in checks})
    monkeypatch.setattr(catalog, "all_passes", dict)
    monkeypatch.setattr(catalog, "all_measures", lambda: measures)


def finding(
    article: Article,
    words: str,
    rule: str,
    message: str,
    *,
    severity: Severity = "minor",
    confidence: float = 0.95,
    fix: str | None = None,
    related: Sequence[Place] = (),
    field: str = "text",
    preview: bool = False,
    nth: int = 0,
) -> Finding:
    """Return a finding at the `nth` place where `words` stand in the field."""
    content = {"text": article.text, "title": article.title or ""}.get(field, "")
    start = -1
    for _ in range(nth + 1):
        start = content.index(words, start + 1)
    span = Span(start, start + len(words))
    return Finding(
        article_id=article.id,
        rule=rule,
        family=rule.partition("/")[0],
        start=span.start,
        end=span.end,
        text=words[:400],
        severity=severity,
        confidence=confidence,
        message=message,
        fingerprint=fingerprint(rule, field, content, span),
        field=field,
        fix=fix,
        related=tuple(related),
        preview=preview,
    )


def place(article: Article, words: str) -> Place:
    """Return the place where `words` stand in the article."""
    start = article.text.index(words)
    return Place(article_id=article.id, span=Span(start, start + len(words)), text=words)


def audited(
    ordinal: int,
    article: Article,
    findings: Sequence[Finding],
    *,
    measures: dict[str, Value] | None = None,
    not_measured: dict[str, str] | None = None,
    own_date: OwnDate | None = None,
    dismissed: Sequence[Finding] = (),
    accept: float = 80,
    reject: float = 40,
) -> Audited:
    """Return the article with its score, as the engine would put it together."""
    words = len(article.text.split())
    not_measured = not_measured or {}
    lost = Counter(rule.partition("/")[0] for rule in not_measured)
    ran: dict[str, int] = {family: 4 - lost[family] for family in FAMILIES}
    total = score(
        findings,
        characters=len(article.text),
        words=words,
        ran=ran,
        selected=dict.fromkeys(map(str, FAMILIES), 4),
        weights=WEIGHTS,
    )
    return Audited(
        ordinal=ordinal,
        article=article,
        record={"id": article.id, "text": article.text},
        findings=tuple(findings),
        dismissed=tuple(dismissed),
        measures={"words": words, "language": "en", "flesch_reading_ease": 61.25, **(measures or {})},
        not_measured=not_measured,
        own_date=own_date,
        language="en",
        score=total,
        verdict=verdict(total.total, accept=accept, reject=reject),
    )


def ferry(ordinal: int = 0) -> Audited:
    """Return an article with nested, overlapping and metadata findings."""
    article = Article(
        id="ferry.txt",
        text=FERRY,
        title="Ferry strike enters third day",
        source="Karlshavn Post",
        url="https://post.example/ferry",
        published="2023-05-04",
        origin=Origin("in box/ferry.txt"),
    )
    find = finding
    return audited(
        ordinal,
        article,
        [
            Finding(
                article_id=article.id, rule="metadata/published-differs-from-stamp", family="metadata", start=0, end=0,
                text="", severity="minor", confidence=0.6, fingerprint="00aa11bb22cc33dd", field="published",
                message="the metadata say 2023-05-04, the text is stamped 3 May 2023",
            ),
            find(
                article, "Wednesday, 4 May 2023", "contradictions/weekday-date-mismatch",
                "4 May 2023 was a Thursday, not a Wednesday", severity="major",
                related=[place(article, "4 May 2023 -")],
            ),
            find(
                article, "4 May 2023, leaving 1,200 passengers stranded", "machine-translation/calque",
                "“leaving stranded” follows the word order of another language", confidence=0.4, nth=0,
            ),
            find(article, "The the", "typos/doubled-word", "“the” is printed twice", fix="The"),
            find(
                article, "240 of its 310 members had joined the strike, which is 90 percent",
                "contradictions/percentage-mismatch", "240 of 310 is 77 percent, not 90", severity="major",
                confidence=0.85,
                related=[
                    place(article, "310 members"),
                    Place(article_id="harvest", span=Span(0, 5), text="Olive"),
                    Place(article_id="not-in-run", span=None),
                ],
            ),
            find(
                article, "Share on Facebook  Tweet  Email this story", "scraper-junk/share-bar",
                "a row of sharing buttons", fix="",
            ),
            find(
                article, "Read also: Ten recipes for a rainy weekend", "scraper-junk/related-links-label",
                "a link to another story", fix="", confidence=0.7,
            ),
            find(
                article, "generous", "typos/new-rule", "still being measured", preview=True, confidence=0.8,
            ),
        ],
        own_date=OwnDate(datetime.date(2023, 5, 4), "metadata", (datetime.date(2023, 4, 5),)),
    )  # fmt: skip


def harvest(ordinal: int = 1) -> Audited:
    """Return a clean, undated article from a table."""
    article = Article(id="harvest", text=HARVEST, source="=Agro & <Sons>", origin=Origin("-", 2))
    return audited(
        ordinal,
        article,
        [],
        not_measured={"contradictions/term-arithmetic": "undated", "typos/x": "failed: KeyError: 1"},
    )


def library(ordinal: int = 2) -> Audited:
    """Return an article to review, line 7 of a file of records; one of its findings was dismissed."""
    article = Article(id="library", text=LIBRARY, source="Karlshavn Post", origin=Origin("in box/day 1.jsonl", 7))
    found = [
        finding(
            article,
            words,
            "machine-translation/calque",
            "the verb stands where another language puts it",
            confidence=0.9,
        )
        for words in ("she makes hope", "was renewed from the ground", "a new reading room it received")
    ]
    junk = finding(
        article,
        "that many visitors come. The building was",
        "scraper-junk/legal-footer",
        "a notice of rights",
        confidence=0.6,
    )
    return audited(
        ordinal, article, [*found[:2], junk],
        own_date=OwnDate(datetime.date(2023, 5, 6), "near-copy", article_id="ferry.txt"), dismissed=found[2:],
    )  # fmt: skip


def hostile(ordinal: int = 3) -> Audited:
    """Return an article that attacks every parser it meets."""
    article = Article(
        id='"><script>id',
        text=HOSTILE,
        title="=1+1</title><script>alert(2)</script>\n\x1b[2J",
        source="<img src=x onerror=alert(3)>",
        url="javascript:alert(4)",
        origin=Origin("odd,na:me\n%.txt"),
    )
    found = [
        finding(article, "\u200b", "scraper-junk/invisible-character", "an invisible U+200B is in a word", fix=""),
        finding(
            article, "=HYPERLINK(\"http://evil.example\") ]]> --> ::error::no\r%0A", "scraper-junk/markup-residue",
            "</script><script>alert(5)</script> ::error::x\n::warning::y \x1b[31m ]]>", severity="critical",
            fix="=cmd|'/c calc'!A1",
        ),
    ]  # fmt: skip
    return audited(ordinal, article, found, reject=100)


def run(directory: Path, name: str, articles: Sequence[Audited] | None = None, **figures: Any) -> Path:
    """Write the run in one format, and return the folder."""
    articles = [ferry(), harvest(), library(), hostile()] if articles is None else articles
    summary = Summary(
        run="sample",
        started=datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.UTC),
        version="1.2.3",
        inputs=("in box", "-"),
        **{"rejected": 2, **figures},
    )
    face = writer(name, directory)
    for item in articles:
        summary.add(item)
        face.add(item)
    summary.unused_dismissals = [{"fingerprint": "feedfacefeedface", "reason": "the name is right"}]
    face.close(summary)
    return directory
