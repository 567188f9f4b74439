"""Lines and paragraphs of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.span import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_WORD_OF_PLAIN = re.compile(r"\w+(?:['’\-]\w+)*")
"""The same where no underscore stands, faster."""
_CLOSERS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `span` without the white space at its ends, `number` from 0 over these lines."""

    span: Span
    text: str
    number: int
    words: int
    """Number of words, hyphenated ones counted once."""
    ends_sentence: bool
    """Whether it closes with . ! ? or an ellipsis, closing quotes and brackets aside."""

    @property
    def is_prose(self) -> bool:
        """Whether it looks like running text: eight words or more and the end of a sentence."""
        return self.words >= 8 and self.ends_sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text: one line, or several where the text was wrapped by hand at a fixed width."""

    span: Span
    text: str
    number: int
    lines: tuple[Line, ...]


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the non-blank lines of `text`."""
    found: list[Line] = []
    word = _WORD if "_" in text else _WORD_OF_PLAIN
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        found.append(
            Line(
                Span(start, start + len(stripped)),
                stripped,
                len(found),
                len(word.findall(stripped)),
                stripped.rstrip(_CLOSERS).endswith((".", "!", "?", "…")),
            )
        )
    return tuple(found)


def read_paragraphs(text: str, lines: tuple[Line, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs: each line one, unless the text, or a run of its lines, is wrapped at a fixed width.

    A text counts as wrapped when blank lines part its blocks and most lines inside a block stop between 50 and 100
    characters without the end of a sentence, and a third of the lines behind them begin in small letters. So does a
    block, or a part of one, by itself.
    """
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and not _blank_between(text, blocks[-1][-1].span.end, line.span.start):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    inner = [pair for block in blocks for pair in pairwise(block)]
    if not (_is_wrapped(inner) and sum(_stops_short(line) for line, _ in inner) >= 0.7 * len(inner)):
        blocks = [part for block in blocks for part in _unwrapped(block)]
    found: list[Paragraph] = []
    for block in blocks:
        span = Span(block[0].span.start, block[-1].span.end)
        found.append(Paragraph(span, span.of(text), len(found), tuple(block)))
    return tuple(found)


_FEWEST_WRAPPED = 3


def _stops_short(line: Line) -> bool:
    return 50 <= line.span.width <= 100 and not line.ends_sentence


def _is_wrapped(pairs: Sequence[tuple[Line, Line]]) -> bool:
    """Whether enough lines stop short, and a third of those behind begin small, as in no list of headlines."""
    behind = [following.text[0] for line, following in pairs if _stops_short(line)]
    return len(behind) >= _FEWEST_WRAPPED and sum(map(str.islower, behind)) * 3 >= len(behind)


def _unwrapped(block: list[Line]) -> list[list[Line]]:
    """Return the lines of a block one by one, but those of a wrapped run together up to the end of a sentence."""
    if not _is_wrapped(list(pairwise(block))):
        return [[line] for line in block]
    parts = [[block[0]]]
    for line, following in pairwise(block):
        if _stops_short(line):
            parts[-1].append(following)
        else:
            parts.append([following])
    return parts


def _blank_between(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1
