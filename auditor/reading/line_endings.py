"""Words that end line after line behind the last sentence: the labels of links, glued to what they belong to."""

from __future__ import annotations

import re
from collections import defaultdict

from auditor.reading.lines import Line
from auditor.span import Span

_TAIL = re.compile(r"(?<=[.!?…\"”’)])[ \t]{1,3}(?P<tail>[A-Z][^\W\d_]{1,14}(?: [^\W\d_]{1,14}){0,3})\s?[»>→]?$")
_WINDOW = 80
LEAST_LINES = 3
"""Lines that must end alike: two may do so by chance."""
_WORDS = 8


def read_repeated_endings(lines: tuple[Line, ...]) -> tuple[Span, ...]:
    """Return the places of endings of one to four words that at least three lines of prose share, in order.

    An ending counts behind the end of a sentence, begins with a capital and closes with no mark of its own.
    """
    found: dict[str, list[Span]] = defaultdict(list)
    for line in lines:
        if line.words > _WORDS and not line.ends_sentence:
            match = _TAIL.search(line.text, max(0, len(line.text) - _WINDOW))
            if match:
                found[match["tail"].casefold()].append(Span(*match.span("tail")).shift(line.span.start))
    return tuple(sorted(span for spans in found.values() if len(spans) >= LEAST_LINES for span in spans))
