"""A raw news stream dealt into nights, its days shuffled, or its templates changed on known nights; and a re-scrape."""

from __future__ import annotations

import datetime
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from auditor import api
from auditor.config import load

Row = dict[str, Any]
Nights = list[list[Row]]
Change = Literal["share", "reply", "letter", "dates", "length", "volume", "language"]

NIGHTS = 30
FIRST = datetime.date(2026, 3, 1)

PLANTS: tuple[tuple[str, int, Change], ...] = (
    ("npr.org", 12, "share"), ("vox.com", 15, "reply"), ("foxnews.com", 18, "letter"), ("nytimes.com", 14, "dates"),
    ("townhall.com", 16, "length"), ("newsmax.com", 20, "volume"), ("reuters.com", 13, "language"),
    ("salon.com", 17, "dates"), ("csmonitor.com", 19, "length"), ("theweek.com", 21, "volume"),
    ("dailykos.com", 15, "share"), ("politico.com", 22, "language"), ("cnbc.com", 16, "reply"),
    ("washingtontimes.com", 24, "dates"), ("money.cnn.com", 18, "volume"), ("news.yahoo.com", 19, "reply"),
)  # fmt: skip
"""Source, night (from 0) and what changes there from then on."""

_JUNK = {
    "share": "\n\nShare on Facebook\n\nTweet this",
    "reply": "\n\nLeave a Reply\n\nYour email address will not be published.",
    "letter": "\n\nSign up for our newsletter and get the day's top stories in your inbox.",
}
_GERMAN = (
    "Der Stadtrat hat am Montag dem Plan zugestimmt, und niemand hat dagegen gestimmt. Die Arbeiten beginnen im "
    "Frühjahr, sagte die Bürgermeisterin, und die Kosten trägt das Land. Viele Bürger haben in den letzten Wochen "
    "Fragen gestellt, die nun beantwortet worden sind. "
) * 6


def rows(file: Path, most: int | None = None) -> list[Row]:
    """Return the articles of a collection: id, source, url, title, text, published."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in islice(lines, most)]
    names = ("id", "source", "url", "title", "text")
    return [
        {name: row.get(name) for name in names} | {"published": row.get("date") or row.get("published") or None}
        for row in found
    ]


def deal(articles: Sequence[Row]) -> Nights:
    """Deal each source's articles, oldest first, evenly over the nights; those with a date are dated on their night."""
    by_source: defaultdict[str, list[Row]] = defaultdict(list)
    for row in articles:
        by_source[row["source"]].append(row)
    nights: Nights = [[] for _ in range(NIGHTS)]
    for _, items in sorted(by_source.items()):
        items.sort(key=lambda row: (row["published"] or "", row["id"]))
        for number, row in enumerate(items):
            night = number * NIGHTS // len(items)
            dated = (FIRST + datetime.timedelta(night)).isoformat() if row["published"] else None
            nights[night].append(row | {"published": dated})
    return nights


def shuffled(nights: Nights) -> Nights:
    """Let the articles of each source change their nights: then nothing about a source has a trend of its own."""
    drawn = random.Random(9)
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for night, items in enumerate(nights):
        for at, row in enumerate(items):
            places[row["source"]].append((night, at))
    mixed: Nights = [list(items) for items in nights]
    for _, slots in sorted(places.items()):
        moved = [nights[night][at] for night, at in slots]
        drawn.shuffle(moved)
        for (night, at), row in zip(slots, moved, strict=True):
            dated = (FIRST + datetime.timedelta(night)).isoformat() if row["published"] else None
            mixed[night][at] = row | {"published": dated}
    return mixed


def planted(nights: Nights) -> Nights:
    """Change what `PLANTS` names, from its night on."""
    drawn = random.Random(4)
    plants = {source: (night, change) for source, night, change in PLANTS}
    made: Nights = []
    for night, items in enumerate(nights):
        made.append([])
        for number, row in enumerate(items):
            since, change = plants.get(row["source"], (NIGHTS, "volume"))
            if night < since:
                made[-1].append(row)
            elif change != "volume" or drawn.random() < 0.1:
                made[-1].append(_changed(row, change, number))
    return made


def _changed(row: Row, change: Change, number: int) -> Row:
    text = row["text"]
    match change:
        case "dates":
            return row | {"published": None}
        case "length":
            return row | {"text": text[: int(len(text) * 0.3)]}
        case "language":
            return row | {"text": f"{_GERMAN}{number}"}
        case "volume":
            return row
        case _:
            return row | {"text": text + _JUNK[change]}


def feed(nights: Nights, folder: Path) -> str:
    """Audit night by night into a store below `folder`, and return it."""
    store = str(folder / "store.db")
    for night, items in enumerate(nights):
        day = FIRST + datetime.timedelta(night)
        file = folder / f"{day}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in items))
        api.run(
            [str(file)], folder / str(day), load(overrides={"formats": ["jsonl"], "jobs": 1}), store=store, today=day,
            now=datetime.datetime.combine(day, datetime.time(3), datetime.UTC),
        )  # fmt: skip
    return store


def source_days(nights: Nights) -> int:
    """Return on how many nights how many sources delivered, in all."""
    return sum(len({row["source"] for row in items}) for items in nights)


@dataclass(slots=True)
class Rescrape:
    """Delivers a text again as another crawl would: other white space, paragraphs moved, one word in 200 edited."""

    drawn: random.Random

    def __call__(self, text: str) -> str:
        """Return the text as it comes the second time."""
        lines: list[str] = []
        for line in text.split("\n"):
            words = [word + " " * (self.drawn.random() < 0.02) for word in line.split(" ")]
            lines.append(" ".join(words) + " " * (self.drawn.random() < 0.1))
            if self.drawn.random() < 0.1:
                lines.append("")
        moved = "\n".join(lines)
        if self.drawn.random() < 0.5:
            moved = "The page was loaded again on another day by the same reader.\n\n" + moved
        return re.sub(r"[a-z]+", self._edited, moved)

    def _edited(self, found: re.Match[str]) -> str:
        word = found.group()
        if self.drawn.random() >= 0.005:
            return word
        others = {"said": "told", "the": "a", "and": "as well as", "in": "within"}
        return others.get(word, word + "s" if len(word) > 3 else word)
