"""Lines that are the article's own, though the line model takes them for furniture: lists, customary headings, sounds.

A list of figures or of days has the shape of a list of links, a heading of one word that of an entry of a menu.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

from auditor import knowledge
from auditor.reading.lines import Line
from auditor.reading.phrases import fold

HEADINGS = "junk/section_headings.toml"

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_FIGURE_ITEM = re.compile(r"[—–•*-] ?[^\W\d_][^:\n]{1,40}: ?[$€£]?\d[^\n]{0,80}")
"""An item of a list of figures, as in "— Thailand: 25"."""
_DATED_ITEM = re.compile(
    r"(?:[—–•*-] ?)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[.,]{0,2} )?"
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:\.|st|nd|rd|th)? {_MONTH})(?:,? \d{{4}})?"
    r" ?(?:[–—:@|-]|at\b) ?[^\s\d][^\n]{3,120}"
)
"""An item of a list of days, as in "June 9 – Malmö, Town Hall". Links and comments have their day behind them."""
_SOUND = re.compile(r"[(\[](?:SOUNDBITE|APPLAUSE|LAUGHTER|CROSSTALK|CHEERING|UNINTELLIGIBLE)\b[^\n()\[\]]{0,160}[)\]]")
"""What a transcript says was heard."""
_LEAST_ITEMS = 3
_LONGEST_ITEM = 200
_LONGEST_HEADING = 4
_PARAGRAPH = 20
"""Words from which the sentence below a heading is a paragraph."""


@functools.cache
def _headings() -> frozenset[str]:
    return frozenset(map(fold, knowledge.toml(HEADINGS)["headings"]))


def read_own_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that are the article's own by their shape and the lines beside them."""
    sounds = (line.number for line in lines if line.text[0] in "([" and _SOUND.fullmatch(line.text))
    return frozenset((*_series(lines), *_section_headings(lines), *sounds))


def _series(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of lines in runs of three and more items with a figure or a day each."""
    found: set[int] = set()
    for shape, begins in ((_FIGURE_ITEM, _begins_item), (_DATED_ITEM, _begins_dated)):
        run: list[int] = []
        for line in lines:
            if begins(line.text) and shape.fullmatch(line.text):
                run.append(line.number)
                continue
            if len(run) >= _LEAST_ITEMS:
                found.update(run)
            run = []
        if len(run) >= _LEAST_ITEMS:
            found.update(run)
    return found


def _begins_item(text: str) -> bool:
    return text[0] in "—–•*-"


def _begins_dated(text: str) -> bool:
    return len(text) < _LONGEST_ITEM and any(letter.isdigit() for letter in text[:20])


def _section_headings(lines: Sequence[Line]) -> list[int]:
    """Return the numbers of customary headings that stand directly above a paragraph."""
    return [
        line.number
        for line, below in itertools.pairwise(lines)
        if line.words <= _LONGEST_HEADING
        and below.words >= _PARAGRAPH
        and below.ends_sentence
        and fold(line.text) in _headings()
    ]
