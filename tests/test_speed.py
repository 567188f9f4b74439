"""What an article costs in processor time: `pytest tests/test_speed.py -m long -s` prints the table.

Every figure is processor time of this process after the caches are warm, so other work on the machine changes it
little; read the ratio to langdetect alone, not the absolute figures. Reading (tokens, sentences, names ...) counts with
the family that asks for it, so the families together cost more than all at once.
"""

from __future__ import annotations

import gzip
import itertools
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from auditor import api, catalog
from auditor.article import Article
from auditor.config import load
from auditor.dismissals import Dismissals
from auditor.document import Document
from auditor.engine.inspection import Plan, brought_all, inspect_all, pack_outcome
from auditor.engine.pool import CHUNK
from auditor.engine.run import Audit
from auditor.finding import FAMILIES
from auditor.intake import Record
from tests.test_quality import FLOORS

WARM, MEASURED = 60, 150

pytestmark = [pytest.mark.long, pytest.mark.shared]

Work = Callable[[Sequence[Article]], object]
"""What is done to some articles, side by side as in a run."""


def articles(shared: Path) -> list[Article]:
    with gzip.open(shared / "data" / "news" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, WARM + MEASURED)]
    return [
        Article(
            **{name: row.get(name) for name in ("id", "text", "title", "source")}, published=row.get("date") or None
        )
        for row in rows
    ]


def per_second(work: Work, news: Sequence[Article]) -> float:
    """Return how many articles a second of processor time is enough for."""
    for some in chunks(news[:WARM]):
        work(some)
    start = time.process_time()
    for some in chunks(news[WARM:]):
        work(some)
    return MEASURED / (time.process_time() - start)


def chunks(news: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (news[at : at + CHUNK] for at in range(0, len(news), CHUNK))


def by_langdetect(some: Sequence[Article]) -> object:
    import langdetect

    return [langdetect.detect(article.text) for article in some]


def inspecting(plan: Plan, parts: set[str] | None) -> Work:
    def work(some: Sequence[Article]) -> object:
        documents = [Document(article, plan.context(article)) for article in some]
        outcomes = inspect_all(documents, plan, [parts] * len(documents))
        assert outcomes is not None
        packed = list(map(pack_outcome, outcomes))
        for document in documents:
            document.forget()
        return packed

    return work


def gathering(plan: Plan) -> Work:
    gather = plan.passes("gather")
    return lambda some: brought_all([Document(article) for article in some], [gather] * len(some), plan)


def test_what_an_article_costs_by_family(shared: Path) -> None:
    import langdetect

    langdetect.DetectorFactory.seed = 0
    news = articles(shared)
    plan = Plan(tuple(catalog.rule_ids()), time_limit=60.0)
    measures = {f"measure:{item.id}" for item in plan.measures}
    every = {check.id for check in plan.checks}
    works: dict[str, Work] = {
        "langdetect alone": by_langdetect,
        **{family: inspecting(plan, {rule for rule in every if rule.startswith(f"{family}/")}) for family in FAMILIES},
        "measures": inspecting(plan, measures),
        "all checks and measures": inspecting(plan, every | measures),
        "what corpus passes gather": gathering(plan),
    }
    found = {name: per_second(work, news) for name, work in works.items()}
    alone = found["langdetect alone"]
    print(
        f"\n{'articles per CPU second':>24}  {'ms':>6}  {'x langdetect':>12}  (news of {_words(news)} words on average)"
    )
    for name, rate in found.items():
        print(f"{rate:>24.0f}  {1000 / rate:>6.2f}  {alone / rate:>12.2f}  {name}")
    whole = alone / found["all checks and measures"] + alone / found["what corpus passes gather"]
    print(f"{'':>32}  {whole:>12.2f}  the whole audit, without input and output")
    assert whole <= FLOORS["speed"]["times-langdetect"]
    assert alone / found["typos"] <= FLOORS["speed"]["typos-times-langdetect"]


def _words(news: Sequence[Article]) -> int:
    return sum(len(article.text.split()) for article in news) // len(news)


def test_a_run_costs_little_more_than_its_parts(shared: Path, tmp_path: Path) -> None:
    news = articles(shared)
    plan = Plan(tuple(catalog.rule_ids()), time_limit=60.0)
    works = gathering(plan), inspecting(plan, None)

    def parts() -> None:
        for some in chunks(news):
            for work in works:
                work(some)

    def run() -> None:
        audit = Audit(plan, dismissals=Dismissals(), accept=80, reject=40)
        assert sum(1 for _ in audit.stream((Record(article, {}) for article in news), tmp_path)) == len(news)

    parts()
    seconds = []
    for work in (parts, run):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    parts_ms, run_ms = (1000 * taken / len(news) for taken in seconds)
    print(f"\n{parts_ms:.1f} ms an article for its parts, {run_ms:.1f} in a run")
    assert seconds[1] < 1.05 * seconds[0]  # what the first sweep has read the second need not


def test_a_second_time_costs_a_tenth(shared: Path, tmp_path: Path) -> None:
    """A run over articles that a store knows, beside the first one; the start of the process counts with neither."""
    source = tmp_path / "in.jsonl"
    rows = (
        {name: getattr(article, name) for name in ("id", "text", "title", "source")} for article in articles(shared)
    )
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    config = load(overrides={"formats": ["jsonl"], "jobs": 1})
    seconds = []
    for number in range(2):
        start = time.process_time()
        api.run([str(source)], tmp_path / str(number), config, store=str(tmp_path / "s.db"))
        seconds.append(time.process_time() - start)
    print(f"\n{seconds[0]:.2f} s of processor time the first time, {seconds[1]:.2f} s again")
    assert 10 * seconds[1] < seconds[0]
