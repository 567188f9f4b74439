"""The line model: how likely each line is page furniture, from its wording, shape, place and neighbours.

A text score (`line_text`) and some 180 features (`line_features`, `line_runs`) go into small networks and trees, whose
log-odds are averaged. All weights are numbers in `knowledge/junk/line_model.npz`; `auditor train scraper-junk` fits
them, and `LINE_MODEL_CARD.md` beside it says on what and how well.

Three readings of the same scores: `odds` judges a line as it stands; `company` adds to them where furniture stands
nearby, and decides what is called; `block` smooths the odds over the document (forward and backward, a change between
article and furniture costs 1), which trusts a run of such lines and doubts a lone one, and decides what is sure.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor import knowledge
from auditor.reading import line_features, line_text
from auditor.reading.credits import Credit
from auditor.reading.furniture import Furniture
from auditor.reading.line_codes import read_codes
from auditor.reading.lines import Line
from auditor.reading.template_lines import Recurring
from auditor.span import Span

FILE = "junk/line_model.npz"
CUT = 4.0
"""Standardised inputs of the networks are cut here on both sides."""

PLAIN = -3.0
"""Lines to which the networks give less are the article's; the trees, which cost most, are not asked."""

MOST_LINES = 5000
"""A text of more lines is a table, a log or an attack, and no article."""

_NEVER = -9.0
_PLAIN_TEXT = -0.5
"""Where every line is a sentence and no wording gets more, the model has never called a line: it is not asked."""

DOUBT, LIKELY = 2.0, 0.89
"""Odds under which a rule's word for a line is no more than likely, and what it then counts."""

_SURE = 0.9
"""What a line of a sure block counts at least."""

_NEAR, _COMPANY, _MOST_COMPANY = 12, 0.3, 3.0
"""Lines on either side that count as company, and the share of the odds of the second likeliest of them, up to the
most, that is added to a line's: one marker of an advertisement says nothing of the paragraphs beside it."""

_CHUNK = 2048
_EVIDENCE, _SWITCH = 0.7, 1.0
_RULED = 20.0
"""What is added to the odds of a line that a reviewer has ruled on, or taken from them."""

_SEPARATOR = re.compile(r"[\s*_•·=~.–—-]+")
"""A row of such marks parts sections, in whatever company."""

_RUBRIC = re.compile(
    r"(?:(?:analysis|opinion|commentary|editorial|review|perspective|explainer|fact check|essay|interview|kommentar"
    r"|meinung|análisis|opinión|analyse|opinione?|komentar|analiza)(?:\s?[/|&]\s?|\sand\s)?){1,2}:"
    r"|dear (?:reader|editor|friend)s?[:,]",
    re.IGNORECASE,
)
"""What an article is, or whom it addresses, printed above it: part of it on every page of the house."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LineScore:
    """What the model says of one line.

    `odds`, `block`: log-odds of furniture, of the line as it stands and smoothed over its neighbours. `sure`: the share
    of such lines, in documents of sites that the model had not seen, that were furniture, 0 to 1. `called`: whether
    the line, given its company, is furniture by the threshold for its shape.
    """

    odds: float
    block: float
    sure: float
    called: bool


@dataclass(frozen=True)
class Weights:
    """The numbers of the file as arrays, and what follows from their shapes."""

    buckets: Floats
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    first: NDArray[np.float32]
    bias: NDArray[np.float32]
    second: NDArray[np.float32]
    offset: float
    feature: NDArray[np.int32]
    limit: NDArray[np.float32]
    child: NDArray[np.int32]
    """The node to the right of each node, then the one to its left: node 7 leads to places 14 and 15."""
    value: Floats
    roots: NDArray[np.int32]
    depth: int
    trees_offset: float
    share: float
    """What the trees weigh in the mean; the networks weigh the rest."""
    names: tuple[str, ...]
    thresholds: Floats
    """Least odds of a line, of a sentence, company counted, and least block odds of a sure line."""
    curve: Floats
    """Shape (2, points): odds, and the share of lines with them that are furniture."""

    def network_odds(self, features: NDArray[np.float32]) -> Floats:
        """Return the mean log-odds of the networks."""
        inputs = np.clip((features - self.mean) / self.scale, -CUT, CUT)
        hidden: NDArray[np.float32] = np.maximum(inputs @ self.first + self.bias, np.float32(0))
        odds: Floats = (hidden @ self.second).astype(np.float64) + self.offset
        return odds

    def tree_odds(self, features: NDArray[np.float32]) -> Floats:
        """Return the log-odds of the trees: all trees and all lines go down one level at a time."""
        values = features.ravel()
        rows = (np.arange(len(features), dtype=np.int32) * features.shape[1])[:, None]
        at = np.broadcast_to(self.roots, (len(features), len(self.roots)))
        for _ in range(self.depth):
            low = values.take(self.feature.take(at) + rows) <= self.limit.take(at)
            at = self.child.take(2 * at + low)
        odds: Floats = self.value.take(at).sum(axis=1) + self.trees_offset
        return odds

    def odds(self, features: NDArray[np.float32]) -> Floats:
        """Return the log-odds of each line. `features`: shape (lines, features)."""
        odds = self.network_odds(features)
        near = np.flatnonzero(odds > PLAIN)
        for start in range(0, len(near), _CHUNK):
            some = near[start : start + _CHUNK]
            odds[some] += self.share * (self.tree_odds(features[some]) - odds[some])
        return odds


@functools.cache
def weights() -> Weights:
    """Read the file once per process."""
    with np.load(knowledge.path(FILE), allow_pickle=False) as file:
        data = {name: file[name] for name in file.files}
    wide = {name: data[name].astype(np.float64) for name in data if data[name].dtype == np.float16}
    return Weights(
        buckets=wide["buckets"],
        mean=data["mean"].astype(np.float32),
        scale=data["scale"].astype(np.float32),
        first=data["first"].astype(np.float32),
        bias=data["bias"].astype(np.float32),
        second=data["second"].astype(np.float32),
        offset=float(data["offset"]),
        feature=data["feature"].astype(np.int32),
        limit=data["limit"].astype(np.float32),
        child=np.stack((data["right"], data["left"]), axis=1).astype(np.int32).ravel(),
        value=wide["value"],
        roots=data["roots"].astype(np.int32),
        depth=int(data["depth"]),
        trees_offset=float(data["trees_offset"]),
        share=float(data["share"]),
        names=tuple(str(name) for name in data["names"]),
        thresholds=data["thresholds"].astype(np.float64),
        curve=data["curve"].astype(np.float64),
    )


def company(odds: Floats) -> Floats:
    """Return what is added to the odds of each line for the furniture near it: 0 where there is less than two lines."""
    if np.count_nonzero(odds > 0) < 2:
        return np.zeros(len(odds))
    beside = np.lib.stride_tricks.sliding_window_view(np.pad(odds, _NEAR), _NEAR)
    # The window that ends just before a line, and the one that begins just behind it.
    around = np.concatenate((beside[: len(odds)], beside[_NEAR + 1 :]), axis=1)
    second: Floats = np.partition(around, -2, axis=1)[:, -2]
    return _COMPANY * np.clip(second, 0.0, _MOST_COMPANY)


def smooth(odds: Floats) -> Floats:
    """Return the log-odds of each line given all lines, where neighbours tend to be of one kind."""
    evidence = [_EVIDENCE * float(value) for value in odds]
    forward, backward = [0.0] * len(evidence), [0.0] * len(evidence)
    for number in range(1, len(evidence)):
        forward[number] = _message(forward[number - 1] + evidence[number - 1])
    for number in range(len(evidence) - 2, -1, -1):
        backward[number] = _message(backward[number + 1] + evidence[number + 1])
    smoothed: Floats = np.array(evidence) + np.array(forward) + np.array(backward)
    return smoothed


def _message(odds: float) -> float:
    """Return what odds of one line say of the next: log((e^x + e^-c) / (e^(x - c) + 1))."""
    odds = max(-30.0, min(30.0, odds))
    return math.log(math.exp(odds) + math.exp(-_SWITCH)) - math.log(math.exp(odds - _SWITCH) + 1.0)


def read_line_odds(
    text: str, lines: tuple[Line, ...], title: str, furniture: Iterable[Furniture], credited: Iterable[Span]
) -> Floats:
    """Return the log-odds of each line, all `_NEVER` in a text of more than `MOST_LINES` lines.

    `credited`: lines that the rules take for photo credits or captions.
    """
    if not 0 < len(lines) <= MOST_LINES:
        return np.full(len(lines), _NEVER)
    known = weights()
    codes = read_codes(text, lines)
    texts = line_text.text_scores(codes, known.buckets)
    prose = line_features.prose_of(lines)
    if float(texts.max()) < _PLAIN_TEXT and prose.all():
        return np.full(len(lines), _NEVER)
    columns = line_features.base(codes, lines, title, furniture, credited)
    columns |= line_features.windows(texts, prose)
    return known.odds(line_features.matrix(columns))


def recurs_odds(line: Line) -> float:
    """Return what is added to the odds of a line that recurs in its source.

    A short one may well be a rubric of the house ("What's next"); sentences that stand in several stories word for word
    are hardly ever part of any.
    """
    return min(4.0, 0.15 * max(0, line.words - 8))


def judge(
    lines: tuple[Line, ...], odds: Floats, recurs: Mapping[int, Recurring], thresholds: Floats, curve: Floats
) -> tuple[LineScore, ...]:
    """Return the scores that follow from odds.

    `recurs`: lines that stand in other articles of the source, by number. `thresholds`, `curve`: as in `Weights`.
    """
    if not lines:
        return ()
    short, sentence, sure_block = (float(value) for value in thresholds)
    odds = odds.copy()
    for number, known in recurs.items():
        odds[number] += recurs_odds(lines[number]) if known.ruled is None else _RULED if known.ruled else -_RULED
    blocks = smooth(odds)
    raised = odds + company(odds)
    shares = np.interp(raised, curve[0], curve[1])
    found = []
    for line, odd, near, block, share in zip(
        lines, odds.tolist(), raised.tolist(), blocks.tolist(), shares.tolist(), strict=True
    ):
        sure = max(share, _SURE) if block >= sure_block else share
        called = near >= (sentence if line.is_prose else short) and not _is_own(line)
        found.append(LineScore(odd, block, sure, called))
    return tuple(found)


def _is_own(line: Line) -> bool:
    """Whether a line is the article's whatever the model says: a row of marks, a rubric, a salutation."""
    return bool(_SEPARATOR.fullmatch(line.text) or (line.words <= 4 and _RUBRIC.fullmatch(line.text)))


def credited(found: Iterable[Credit]) -> tuple[Span, ...]:
    """Return the credits that are whole lines, as the features count them."""
    return tuple(credit.span for credit in found if credit.kind != "glued")
