"""The labelled documents behind the line model: pages, a news stream, clean news and planted headlines, by line."""

from __future__ import annotations

import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.article import Article
from auditor.document import Document
from auditor.training import json_rows, labelled

FOLDS = 5
EVERY = 4
"""Of how many articles of the stream one gets a headline of another."""
PARTS = ("residual", "fullpage", "phrases", "nightly", "template", "clean", "planted", "decided")
JUNK, CONTENT, UNKNOWN = 1, 0, -1

_LABELS = {"junk": JUNK, "caption": JUNK, "unrelated_headline": JUNK, "content": CONTENT, "body": CONTENT,
           "heading": CONTENT, "section": CONTENT, "credit": CONTENT}  # fmt: skip


@dataclass(slots=True)
class Labelled:
    """One document: its lines as the auditor reads them, with a label and a part for each."""

    key: str
    part: str
    group: str
    page: str
    document: Document
    labels: list[int]
    parts: list[str]
    fold: int = field(init=False)

    def __post_init__(self) -> None:
        self.fold = zlib.crc32(self.group.encode()) % FOLDS


def group_of(site: str) -> str:
    """Return the registered name of a site without its ending: cnn for money.cnn.com and cnn.com."""
    parts = site.lower().removeprefix("www.").split(".")
    second = {"co", "com", "org", "net", "gov", "ac", "edu"}
    cut = 3 if len(parts) > 2 and parts[-2] in second else 2
    return parts[-cut] if len(parts) >= cut else parts[0]


def pages(data: Path, parts: Sequence[str] = PARTS[:3]) -> Iterator[Labelled]:
    """Yield the documents of the sets of pages."""
    for part in parts:
        for row in json_rows(labelled(data, f"junk/dev_{part}.jsonl.gz")):
            text, at, marks = "\n".join(row["lines"]), 0, {}
            for line, label in zip(row["lines"], row["labels"], strict=True):
                marks[at + len(line) - len(line.lstrip())] = _LABELS.get(label, UNKNOWN)
                at += len(line) + 1
            document = Document(Article(text=text, title=row.get("title"), url=row.get("url")))
            found = [marks.get(line.span.start, UNKNOWN) for line in document.lines]
            group = group_of(row.get("site") or row["page"])
            yield Labelled(f"{part}:{row['id']}", part, group, row["page"], document, found, [part] * len(found))


def stream(data: Path) -> Iterator[Labelled]:
    """Yield the articles of the news stream that hold a labelled line."""
    single: dict[str, dict[int, str]] = {}
    for row in json_rows(labelled(data, "nightly/lines.jsonl")):
        single.setdefault(row["id"], {})[row["start"]] = row["label"]
    template = {
        (row["source"], row["line"]): row["label"] for row in json_rows(labelled(data, "nightly/template_lines.jsonl"))
    }
    copies: Counter[tuple[str, str]] = Counter()
    for row in json_rows(labelled(data, "nightly/raw.jsonl.gz")):
        document = Document(Article(text=row["text"], title=row.get("title"), url=row.get("url")))
        labels, parts = [], []
        for line in document.lines:
            label, part = single.get(row["id"], {}).get(line.span.start), "nightly"
            if label is None and (label := template.get((row["source"], line.text))) is not None:
                part = "template"
                copies[row["source"], line.text] += 1
            labels.append(_LABELS.get(label or "", UNKNOWN))
            parts.append(part)
        yield Labelled(f"nightly:{row['id']}", "nightly", group_of(row["source"]), row["id"], document, labels, parts)


def clean(data: Path) -> Iterator[Labelled]:
    """Yield clean articles."""
    for row in json_rows(labelled(data, "typos/dev_clean.jsonl.gz")):
        document = Document(Article(text=row["text"], title=row.get("title")))
        count = len(document.lines)
        yield Labelled(
            f"clean:{row['id']}",
            "clean",
            group_of(row["source"]),
            row["id"],
            document,
            [CONTENT] * count,
            ["clean"] * count,
        )


def planted(data: Path) -> Iterator[Labelled]:
    """Yield articles of the stream, and pages, with the title of another of their source or fold between two lines.

    Of an article of the stream that line alone has a label; a page keeps its labels, so that its own sub-headings stand
    beside it. One page in one output each, one article in `EVERY`.
    """
    draw = random.Random(3)
    by_source: dict[str, list[tuple[dict[str, Any], list[str], list[int]]]] = defaultdict(list)
    for row in json_rows(labelled(data, "nightly/raw.jsonl.gz")):
        lines = [line for line in row["text"].split("\n") if line.strip()]
        by_source[row["source"]].append((row, lines, [UNKNOWN] * len(lines)))
    folds: dict[int, list[tuple[dict[str, Any], list[str], list[int]]]] = defaultdict(list)
    pages_seen: set[str] = set()
    for row in json_rows(labelled(data, "junk/dev_residual.jsonl.gz")):
        if row["page"] not in pages_seen and row.get("title"):
            pages_seen.add(row["page"])
            marks = [_LABELS.get(label, UNKNOWN) for label in row["labels"]]
            kept = [(line, mark) for line, mark in zip(row["lines"], marks, strict=True) if line.strip()]
            group = group_of(row.get("site") or row["page"])
            known = ({**row, "source": group}, [line for line, _ in kept], [mark for _, mark in kept])
            folds[zlib.crc32(group.encode()) % FOLDS].append(known)
    sets = [(articles, EVERY) for articles in by_source.values()] + [(articles, 1) for articles in folds.values()]
    for articles, every in sets:
        for number, (row, lines, marks) in enumerate(articles):
            title = articles[(number + 1) % len(articles)][0].get("title") or ""
            if number % every or len(lines) < 5 or not 4 <= len(title.split()) <= 20 or title == row.get("title"):
                continue
            at = draw.randrange(1, len(lines))
            text = "\n\n".join((*lines[:at], " ".join(title.split()), *lines[at:]))
            document = Document(Article(text=text, title=row.get("title"), url=row.get("url")))
            labels = [*marks[:at], JUNK, *marks[at:]]
            if len(document.lines) == len(labels):
                key, group = f"planted:{row['id']}", group_of(row["source"])
                yield Labelled(
                    key, "planted", group, f"planted:{row['id']}", document, labels, ["planted"] * len(labels)
                )
