"""Editors' decisions on scraper junk, as labelled lines for the line model, and whether learning from them pays.

Read from `labelled.jsonl`, as `auditor export --labelled` writes it. A confirmed finding makes the lines it marks junk,
a dismissed one makes them the article's; what nobody decided on has no label. Findings that say something else of a
line than where it belongs (that it is cut off, stands twice, is garbled) teach nothing, nor do dismissals of what was
merely not worth the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.article import Article
from auditor.document import Document
from auditor.reading.lines import Line
from auditor.training import TrainingError, labelled, read_rows
from auditor.training.bootstrap import sure_mean
from auditor.training.junk_pages import CONTENT, JUNK, UNKNOWN, Labelled

PART = "decided"
LEAST = 50
"""Decided lines below which a fit would follow chance."""
RULES = frozenset(
    f"scraper-junk/{name}"
    for name in (
        "advertisement-marker", "author-box", "boilerplate-line", "call-to-action", "comment-form", "comment-thread",
        "contact-prompt", "cookie-notice", "legal-footer", "navigation", "newsletter-prompt", "paywall-prompt",
        "photo-caption", "player-label", "reader-comment", "related-links-label", "related-links-list", "share-bar",
        "slideshow-counter", "tag-list", "unrelated-headline",
    )
)  # fmt: skip
"""The rules whose findings say that a line is none of the article's."""
TRIFLE = "not worth an editor's time"
"""The reason for dismissals that leave open whether the finding is right."""
ALLOWED_LOSS = 0.005
"""F1 that the labelled sets may lose to chance: a refit on the same lines moves it by as much."""

Floats = NDArray[np.float64]


def decided(file: Path) -> Iterator[Labelled]:
    """Yield the articles with a decided line; each is a group of its own. Raises `TrainingError` for a bad row."""
    found = read_rows(labelled(file.parent, file.name), _document, "auditor export --labelled")
    yield from (item for item in found if item is not None)


def _document(row: Mapping[str, Any]) -> Labelled | None:
    document = Document(Article(text=row["text"], title=row.get("title"), url=row.get("url")))
    marks = [UNKNOWN] * len(document.lines)
    for label in row["labels"]:
        if label["rule"] not in RULES or label["field"] != "text" or label.get("reason") == TRIFLE:
            continue
        mark = {"confirmed": JUNK, "dismissed": CONTENT}[label["label"]]
        for line in _lines(document.lines, int(label["start"]), int(label["end"])):
            # Where two editors' findings overlap, junk wins: one of them confirmed what stands there.
            marks[line.number] = max(mark, marks[line.number])
    if all(mark == UNKNOWN for mark in marks):
        return None
    key = f"{PART}:{row['id']}"
    return Labelled(key, PART, key, key, document, marks, [PART] * len(marks))


def _lines(lines: Sequence[Line], start: int, end: int) -> Iterator[Line]:
    """Yield the lines of which the stretch covers at least half."""
    for line in lines:
        covered = min(end, line.span.end) - max(start, line.span.start)
        if covered > 0 and 2 * covered >= line.span.width:
            yield line


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same lines, none of which either has seen.

    `lines`, `articles`: what was decided. `before`, `after`: log loss and share of right calls on it. `gain`: the fall
    of the loss that 19 of 20 drawings of as many articles reach.
    """

    lines: int
    articles: int
    before: tuple[float, float]
    after: tuple[float, float]
    gain: float

    def __str__(self) -> str:
        return (
            f"{self.lines} decided lines of {self.articles} articles, not seen: log loss {self.before[0]:.3f} before, "
            f"{self.after[0]:.3f} after; called right {self.before[1]:.1%} before, {self.after[1]:.1%} after"
        )


def compare(
    junk: NDArray[np.bool_], articles: NDArray[np.int32], least: Floats, before: Floats, after: Floats
) -> Comparison:
    """Compare two models on decided lines. `least`: log-odds from which each is called; others: what it gets."""
    losses = [np.logaddexp(0.0, np.where(junk, -odds, odds)) for odds in (before, after)]
    right = [float(((odds >= least) == junk).mean()) for odds in (before, after)]
    return Comparison(
        len(junk),
        len(np.unique(articles)),
        (float(losses[0].mean()), right[0]),
        (float(losses[1].mean()), right[1]),
        sure_mean(losses[0] - losses[1], articles),
    )


def refuse(found: Comparison, before: Mapping[str, float], after: Mapping[str, float]) -> None:
    """Raise `TrainingError` unless decisions not seen are surely told better, and no labelled set is told worse.

    `before`, `after`: figures of the labelled sets by name, of which those that end in "F1" count.
    """
    if not found.gain > 0:
        raise TrainingError(
            f"{found}; learning from the decisions does not surely help (gain at least {found.gain:+.4f}); nothing "
            "written. More decisions, on more articles, may: auditor review"
        )
    worse = [
        f"{name} {before[name]:.3f} -> {value:.3f}"
        for name, value in after.items()
        if name.endswith("F1") and not name.startswith((PART, "planted")) and value < before[name] - ALLOWED_LOSS
    ]
    if worse:
        raise TrainingError(f"the decisions make labelled sets worse: {'; '.join(worse)}; nothing written")
