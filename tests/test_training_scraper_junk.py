"""`auditor train scraper-junk`, end to end on a made-up set: what it says, and that its file fits the reader."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auditor.reading import line_features, line_text
from auditor.reading.line_model import FILE
from auditor.training import junk_pages, line_fit, scraper_junk
from auditor.training.junk_pages import FOLDS, UNKNOWN, group_of, pages, planted
from auditor.training.junk_pages import JUNK as PLANTED
from auditor.training.scraper_junk import train

SITES = 30
BODY = "The harbour of {name} opened on Tuesday after nine years of work, and its ships came in at noon."
JUNK = ("Share on Facebook", "Read more news", "Leave a Reply", "Privacy Policy", "Most Popular")


def write(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows).encode()
    file.write_bytes(gzip.compress(text) if file.suffix == ".gz" else text)


def made_up(folder: Path) -> Path:
    """Write a small labelled set below `folder`, in the files and of the shapes that training reads."""
    pages = []
    for number in range(SITES):
        body = [BODY.format(name=f"Port {number}{letter}") for letter in "abcd"]
        lines = [*body[:2], JUNK[number % 5], *body[2:], JUNK[(number + 1) % 5]]
        labels = ["content", "content", "junk", "content", "unsure", "junk"]
        pages.append(
            {"id": f"p{number}", "page": f"p{number}", "site": f"www.site{number}.example", "title": "Harbour opens",
             "lines": lines, "labels": labels}
        )  # fmt: skip
    for part in ("residual", "fullpage", "phrases"):
        write(folder / f"junk/dev_{part}.jsonl.gz", pages)
    stream = [
        {"id": f"n{number}", "source": f"news{number % 7}.example", "title": "Harbour", "url": f"https://n.example/{number}",
         "text": BODY.format(name=f"Bay {number}") + "\n\nGet the letter\n\n" + BODY.format(name=f"Cape {number}")}
        for number in range(21)
    ]  # fmt: skip
    write(folder / "nightly/raw.jsonl.gz", stream)
    write(folder / "nightly/lines.jsonl", [{"id": row["id"], "start": 0, "label": "body"} for row in stream])
    templates = [{"source": f"news{n}.example", "line": "Get the letter", "label": "junk"} for n in range(7)]
    write(folder / "nightly/template_lines.jsonl", templates)
    clean = [
        {"id": f"c{n}", "source": f"c{n}.example", "title": "Harbour", "text": BODY.format(name=str(n))}
        for n in range(9)
    ]
    write(folder / "typos/dev_clean.jsonl.gz", clean)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return made_up(tmp_path)


@pytest.mark.slow
def test_training_tells_its_figures_and_writes_what_the_reader_reads(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_fit, "NETWORKS", ((4, 0.01, 2, 1),))
    monkeypatch.setattr(line_fit, "TREES", 3)
    for module in (junk_pages, scraper_junk):
        monkeypatch.setattr(module, "FOLDS", 3)
    said: list[str] = []
    into = tmp_path / "into"
    train(data, into, said.append)
    assert any(line.startswith("residual F1") for line in said)
    assert any(line.startswith("sure: residual precision") for line in said)
    with np.load(into / FILE, allow_pickle=False) as file:
        names = (*line_features.names(), *line_features.windows(np.zeros(1), np.zeros(1, bool)))
        assert tuple(str(name) for name in file["names"]) == names
        assert file["first"].shape == (len(names), 4)
        assert len(file["roots"]) == 3
        assert file["buckets"].shape == (line_text.BUCKETS,)
        assert file["feature"].max() < len(names)


def test_labels_reach_the_lines_and_copies_weigh_less(data: Path) -> None:
    table = scraper_junk.tabulate(pages(data))
    assert len(table.labels) == 3 * SITES * 6
    assert table.labels[:6].tolist() == [0, 0, 1, 0, -1, 1]
    weight = scraper_junk.weights(table)
    assert weight[table.labels == UNKNOWN].max() == 0
    assert {int(fold) for fold in table.folds} <= set(range(FOLDS))


@pytest.mark.parametrize(
    ("site", "group"),
    [
        ("money.cnn.com", "cnn"),
        ("cnn.com", "cnn"),
        ("www.bbc.co.uk", "bbc"),
        ("a.b.site.org", "site"),
        ("local", "local"),
    ],
)
def test_sites_of_one_owner_are_one_group(site: str, group: str) -> None:
    assert group_of(site) == group


def test_a_planted_headline_is_another_articles_and_the_only_junk_of_its_article(data: Path) -> None:
    stream = [
        {"id": f"n{n}", "source": "news.example", "title": f"Harbour number {n} opens at last", "url": f"https://n.example/{n}",
         "text": "\n\n".join(BODY.format(name=f"Bay {n}{letter}") for letter in "abcdef")}
        for n in range(9)
    ]  # fmt: skip
    write(data / "nightly/raw.jsonl.gz", stream)
    found = list(planted(data))
    assert len(found) == 3
    for item in found:
        lines = [line.text for line, label in zip(item.document.lines, item.labels, strict=True) if label == PLANTED]
        assert len(lines) == 1
        assert lines[0] != item.document.title
        assert lines[0] in {row["title"] for row in stream}
        assert set(item.labels) == {PLANTED, UNKNOWN}
