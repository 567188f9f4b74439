"""A month of a raw news stream, night by night: `pytest tests/test_month.py -m long -s` prints README's figures.

Three months: as the stream is, with the days of each source shuffled (nothing changes, so every alarm is false), and
shuffled with sixteen changes planted on known nights. Each is audited in full, some four minutes of processor time.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from auditor import api
from auditor.cli.commands import app
from auditor.config import load
from auditor.scoring.shrinkage import fit_means, fit_rates
from auditor.store.database import Store
from auditor.watch import alarmed
from tests import stream
from tests.stream import PLANTS, Nights

pytestmark = [pytest.mark.long, pytest.mark.shared]

KINDS = {"dates": "dates", "length": "length", "volume": "volume", "language": "language"}


@pytest.fixture
def nights(shared: Path) -> Nights:
    return stream.deal(stream.rows(shared / "data" / "nightly" / "raw.jsonl.gz"))


def raised(store: str) -> list[dict[str, Any]]:
    with Store.open(store) as opened:
        return alarmed.alarms(opened)


def test_the_month_as_it_is(nights: Nights, tmp_path: Path) -> None:
    store = stream.feed(nights, tmp_path)
    day = f"{stream.FIRST:%Y-%m}-30"
    print("\n" + CliRunner().invoke(app, ["sources", "--store", store, "--today", day]).output)
    found = raised(store)
    print(f"{len(found)} alarms in {stream.source_days(nights)} source-days")
    for item in found:
        print(f"  night {item['run']}: {item['message']}")
    assert len(found) < 0.04 * stream.source_days(nights)
    weeks(store)


def test_nothing_changes_and_nothing_is_raised(nights: Nights, tmp_path: Path) -> None:
    mixed = stream.shuffled(nights)
    found = raised(stream.feed(mixed, tmp_path))
    days = stream.source_days(mixed)
    print(f"\nshuffled: {len(found)} false alarms in {days} source-days, {100 * len(found) / days:.2f} per 100")
    for item in found:
        print(f"  night {item['run']}: {item['message']}")
    assert len(found) <= 0.01 * days


def test_changes_on_known_nights_are_found(nights: Nights, tmp_path: Path) -> None:
    mixed = stream.planted(stream.shuffled(nights))
    found = raised(stream.feed(mixed, tmp_path))
    delays: dict[str, int] = {}
    others = []
    for item in found:
        since, change = next(
            ((night, what) for source, night, what in PLANTS if source == item["source"]), (99, "volume")
        )
        # A text in another language, or cut short, also has other defects than before.
        fits = item["kind"] == KINDS.get(change, "defects") or change in ("language", "length")
        if item["run"] - 1 >= since and fits:
            delays.setdefault(item["source"], item["run"] - 1 - since)
        else:
            others.append(item["message"])
    print(f"\nplanted: {len(delays)} of {len(PLANTS)} found; nights of delay: {sorted(delays.values())}")
    for source, night, change in PLANTS:
        print(f"  {source:22} {change:9} from night {night + 1}: {delays.get(source, 'not found')}")
    print(f"  {len(others)} other alarms: {others}")
    assert len(delays) >= len(PLANTS) - 1
    assert len(others) <= 0.01 * stream.source_days(mixed)


# --- shrinkage


def weeks(store: str) -> None:
    """Hold the shrunk figures of the first nights against the raw ones, on the nights that follow."""
    with Store.open(store) as opened, opened.read() as connection:
        met = connection.execute(text("select article, source, score, run from seen")).all()
        query = "select article, family, rule from finding where fixed_run is null and not preview and not dismissed"
        kinds: defaultdict[str, set[str]] = defaultdict(set)
        for article, family, rule in connection.execute(text(query)):
            kinds[article] |= {family, rule}
    for last in (1, 3, 7, 14, 21):
        before = [(article, source, score) for article, source, score, run in met if run <= last]
        after = [(article, source, score) for article, source, score, run in met if run > last]
        told = {
            "by family": _rates(before, after, kinds, ruled=False),
            "by rule": _rates(before, after, kinds, ruled=True),
            "score": _scores(before, after),
        }
        print(f"nights 1 to {last}, against the later ones: " + "; ".join(
            f"{name}: squared error {raw:.5f} raw, {shrunk:.5f} shrunk ({1 - shrunk / raw:.0%} less)"
            for name, (raw, shrunk) in told.items()
        ))  # fmt: skip
        if last <= 7:
            assert told["by family"][1] < told["by family"][0]
            assert told["by rule"][1] < told["by rule"][0]


Met = Sequence[tuple[str, str, float]]


def _of_source(met: Met) -> Mapping[str, list[tuple[str, float]]]:
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for article, source, score in met:
        found[source].append((article, score))
    return found


def _rates(before: Met, after: Met, kinds: Mapping[str, set[str]], *, ruled: bool) -> tuple[float, float]:
    """Return the mean squared error of the share of articles touched, over sources and kinds: raw and shrunk."""
    old, new = _of_source(before), _of_source(after)
    both = sorted(old.keys() & new.keys())
    raw, shrunk = [], []
    for kind in sorted(kind for kind in {name for held in kinds.values() for name in held} if ("/" in kind) == ruled):
        touched = {
            source: (sum(kind in kinds.get(article, ()) for article, _ in old[source]), len(old[source]))
            for source in both
        }
        prior = fit_rates(list(touched.values()))
        for source, (hits, of) in touched.items():
            true = sum(kind in kinds.get(article, ()) for article, _ in new[source]) / len(new[source])
            raw.append((hits / of - true) ** 2)
            shrunk.append((prior.mean(hits, of) - true) ** 2)
    return sum(raw) / len(raw), sum(shrunk) / len(shrunk)


def _scores(before: Met, after: Met) -> tuple[float, float]:
    old, new = _of_source(before), _of_source(after)
    both = sorted(old.keys() & new.keys())
    sums = {s: (len(old[s]), sum(x for _, x in old[s]), sum(x * x for _, x in old[s])) for s in both}
    prior = fit_means(list(sums.values()))
    raw, shrunk = [], []
    for source, (of, total, _) in sums.items():
        true = sum(score for _, score in new[source]) / len(new[source])
        raw.append((total / of - true) ** 2)
        shrunk.append((prior.posterior(total / of, of).value - true) ** 2)
    return sum(raw) / len(raw), sum(shrunk) / len(shrunk)


# --- identity


@pytest.mark.parametrize("name", ["news/corpus", "nightly/raw"])
def test_a_finding_stays_the_same_when_the_collection_is_scraped_again(shared: Path, tmp_path: Path, name: str) -> None:
    """Of the findings that both deliveries have, 99% keep their identity: they are neither new nor fixed."""
    articles = stream.rows(shared / "data" / f"{name}.jsonl.gz", 1_000)
    again = stream.Rescrape(random.Random(7))
    delivered = (articles, [row | {"text": again(row["text"])} for row in articles])
    for number, items in enumerate(delivered):
        file = tmp_path / f"{number}.jsonl"
        file.write_text("".join(orjson.dumps(row).decode() + "\n" for row in items))
        config = load(overrides={"formats": ["jsonl"], "jobs": 1})
        api.run([str(file)], tmp_path / f"out{number}", config, store=str(tmp_path / "s.db"), today=stream.FIRST)
    changes = list(lines(tmp_path / "out1" / "changes.jsonl"))
    by_state = {
        state: Counter((row["article_id"], row["rule"]) for row in changes if row["state"] == state)
        for state in ("new", "fixed")
    }
    kept = sum(1 for _ in lines(tmp_path / "out1" / "findings.jsonl")) - by_state["new"].total()
    lost = (by_state["new"] & by_state["fixed"]).total()
    share = kept / (kept + lost)
    print(
        f"\n{name}: {kept} findings kept, {by_state['new'].total()} new, {by_state['fixed'].total()} fixed; {lost} "
        f"of one rule in one article are new and fixed at once: identity kept {share:.2%}"
    )
    assert share >= 0.99


def lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open("rb") as rows:
        for row in rows:
            yield orjson.loads(row)
