"""Lines and paragraphs of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    """Return the paragraphs: each line one, unless the text is wrapped at a fixed width.

    A text counts as wrapped when blank lines part its blocks and most lines inside a block stop between 50 and 100
    characters without the end of a sentence.
    """
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and not _blank_between(text, blocks[-1][-1].span.end, line.span.start):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    inner = [line for block in blocks for line in block[:-1]]
    wrapped = [line for line in inner if 50 <= line.span.width <= 100 and not line.ends_sentence]
    if not (len(inner) >= 3 and len(wrapped) >= 0.7 * len(inner)):
        blocks = [[line] for line in lines]
    found: list[Paragraph] = []
    for block in blocks:
        span = Span(block[0].span.start, block[-1].span.end)
        found.append(Paragraph(span, span.of(text), len(found), tuple(block)))
    return tuple(found)


def _blank_between(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1
