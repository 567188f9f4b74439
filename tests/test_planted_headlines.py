"""Benchmark: headlines of other stories, planted among the lines of clean articles, against the articles' own headings.

For every second article of the news stream one title of another article of the same outlet is set between two of its
paragraphs. A headline is judged by the line model's log-odds; the articles' own sub-headings, as a reader labelled
them, are the ones it must stay below. The model has learnt from those headings, and from headlines planted elsewhere in
some of these articles, so this holds what is there and is no measure of new outlets; the model card has that. The
floors only go up.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.article import Article
from auditor.document import Document

pytestmark = pytest.mark.shared

LEAST_AUC = 0.93
"""Planted headlines against own sub-headings: the share of pairs in which the planted one has the higher odds."""
LEAST_CAUGHT = 0.40
MOST_HEADINGS = 0.03
"""Share of planted headlines that are called, and of own sub-headings."""
SHARE = 0.25
"""Of the pairs of articles, those that are used."""


def rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
        yield from map(json.loads, lines)


def planted(row: dict[str, Any], title: str, draw: random.Random) -> Document:
    paragraphs = [line for line in row["text"].split("\n") if line.strip()]
    at = draw.randrange(1, len(paragraphs))
    text = "\n\n".join((*paragraphs[:at], title, *paragraphs[at:]))
    return Document(Article(text=text, title=row["title"], url=row["url"]))


def test_planted_headlines_stand_out_and_own_headings_do_not(shared: Path) -> None:
    folder = shared / "data" / "nightly"
    headings: dict[str, list[int]] = defaultdict(list)
    for line in rows(folder / "lines.jsonl"):
        if line["label"] == "heading":
            headings[line["id"]].append(line["start"])
    by_source: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(folder / "raw.jsonl.gz"):
        by_source[row["source"]].append(row)
    draw = random.Random(7)
    odds: list[float] = []
    called = 0
    for articles in by_source.values():
        for one, other in zip(articles[::2], articles[1::2], strict=False):
            if draw.random() > SHARE or one["text"].count("\n") < 4 or not 4 <= len(other["title"].split()) <= 20:
                continue
            document = planted(one, other["title"], draw)
            number = next(line.number for line in document.lines if line.text == other["title"].strip())
            odds.append(document.line_scores[number].odds)
            called += document.line_scores[number].called
    own: list[float] = []
    alarms = 0
    for articles in by_source.values():
        for row in articles:
            if row["id"] in headings:
                document = Document(Article(text=row["text"], title=row["title"], url=row["url"]))
                for read, score in zip(document.lines, document.line_scores, strict=True):
                    if read.span.start in headings[row["id"]]:
                        own.append(score.odds)
                        alarms += score.called
    wins = sum((one > other) + 0.5 * (one == other) for one in odds for other in own)
    auc = wins / (len(odds) * len(own))
    figures = {"AUC": auc, "caught": called / len(odds), "headings called": alarms / len(own), "planted": len(odds)}
    assert auc >= LEAST_AUC, figures
    assert called / len(odds) >= LEAST_CAUGHT, figures
    assert alarms / len(own) <= MOST_HEADINGS, figures
