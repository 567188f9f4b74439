"""Lists of other stories, each with its day: "Town hall sold - November 6, 2020", or the day on the line below.

Boxes such as "Recent posts" print them; the stories that an article counts up begin with their day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.reading.lines import Line

_MONTH = r"[^\W\d_]{3,12}\.?"
"""A month in any language; what stands round it says that it is one."""
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}}\.?(?: de)? {_MONTH},?(?: de)? \d{{4}}\.?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}\.?|\d{4}-\d\d-\d\d)"
)
_ENTRY = re.compile(rf"[^\n]{{12,200}}[^\s,(] ?[-–—|•·] ?{_DAY}")
_BARE_DAY = re.compile(
    rf"(?:(?:on|posted|published)[: ] ?)?{_DAY}(?: at \d{{1,2}}[:.]\d\d ?(?:[ap]\.?m\.?)?)?", re.IGNORECASE
)
_LONGEST_DAY = 40
_FEWEST = 3
_WORDS = range(3, 26)


def read_dated_links(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines of such lists: three entries and more, nothing but bare marks between them."""
    return frozenset((*_entries(lines), *_pairs(lines)))


def _entries(lines: Sequence[Line]) -> Iterator[int]:
    run: list[int] = []
    for line in lines:
        if line.text[-1].isdigit() and not line.ends_sentence and _ENTRY.fullmatch(line.text):
            run.append(line.number)
        elif any(letter.isalnum() for letter in line.text):
            if len(run) >= _FEWEST:
                yield from run
            run = []
    if len(run) >= _FEWEST:
        yield from run


def _pairs(lines: Sequence[Line]) -> Iterator[int]:
    """Yield both lines of each pair of a title and the day below it, where three and more follow each other."""
    run: list[int] = []
    number = 0
    while number < len(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        if below is not None and _is_day(below) and _is_title(lines[number]):
            run += (number, number + 1)
            number += 2
            continue
        if len(run) >= 2 * _FEWEST:
            yield from run
        run = []
        number += 1
    if len(run) >= 2 * _FEWEST:
        yield from run


def _is_day(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_DAY
        and line.text[-1] in "0123456789mM."
        and _BARE_DAY.fullmatch(line.text) is not None
    )


def _is_title(line: Line) -> bool:
    return line.words in _WORDS and not line.ends_sentence and not _is_day(line)
