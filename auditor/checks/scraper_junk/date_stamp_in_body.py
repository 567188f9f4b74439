"""The page's own header or time stamp stands inside the text.

"date 2022-02-09 World", "NEWS 10.08.2022 11:41", "Source: X Wednesday, February 9, 2022 | 08:38": useful as metadata,
noise in the text, where it joins the headline or cuts a paragraph. Silent for dates that the story tells.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.calendar import CLOCK, WEEKDAY, in_words
from auditor.span import Span

examples = (
    Bad("[[date 2021-03-04]] Harbour opens after nine years\nThe harbour opened."),
    Bad("Harbour opens\n[[NEWS 04.03.2021 09:15]]\nThe harbour opened on Thursday."),
    Bad("The harbour opened. [[Source: Hina Thursday, March 4, 2021 | 09:15]] Ships came in."),
    Good("The harbour opened on 4 March 2021, nine years late."),
    Good("By March 4, 2021 at the latest the ships must leave, the court said."),
)

_LEFT = re.compile(
    rf"(?:(?:\b(?:date|published|updated|posted|modified|last updated|first published)\b(?:\son)?\s?[:|-]?\s?"
    rf"|\b(?:Source|Izvor|Quelle|Autor|Author|By)\s?:\s?(?:[A-ZÀ-Þ][\w.]*\s){{1,3}}|(?:[A-Z]{{3,}}\s){{1,2}})?"
    rf"(?:{WEEKDAY},?\s)?(?:{CLOCK}\s?[|,-]?\s?)?)$",
    re.IGNORECASE,
)
_RIGHT = re.compile(rf"\s?(?:[|,•·@T–-]|at)?\s?{CLOCK}", re.IGNORECASE)


def find(document: Document) -> Iterator[Hit]:
    """Yield each stamp with its label, weekday and clock time."""
    lines = document.lines
    starts = [line.span.start for line in lines]
    taken = {item.span for item in document.furniture if item.line}
    for stamp in sorted(document.date_stamps, key=lambda item: item.span):
        line = lines[bisect.bisect_right(starts, stamp.span.start) - 1]
        if line.span in taken:
            continue
        left = _LEFT.search(document.text[max(line.span.start, stamp.span.start - 70) : stamp.span.start])
        right = _RIGHT.match(document.text, stamp.span.end, line.span.end)
        start = stamp.span.start - (len(left.group().lstrip()) if left else 0)
        span = Span(start, right.end() if right else stamp.span.end)
        yield Hit(
            span, f"This stamps the page with {in_words(stamp.date)}; it is no sentence of the article", 0.85, fix=""
        )
