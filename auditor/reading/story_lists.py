"""Lists of other stories: headlines with their days ("Town hall sold - November 6, 2020"), or in Title Case throughout.

Boxes such as "Recent posts" print them, with the day behind the headline or on the line below; the stories that an
article counts up begin with their day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.reading.line_kinds import is_headline
from auditor.reading.lines import Line
from auditor.reading.topic import topic_words

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

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset("a an the of to in on at for and or but by with from as is vs via into over".split())
_OPENERS = "\"'“‘"
_FEWEST_TITLES, _FEWEST_WORDS = 4, 4
_CAPITALS, _OWN_WAY, _OTHERS = 0.85, 0.7, 0.75
"""Shares: of words with a capital; of first words that differ; of headlines that hardly share a word with the prose."""
_LEAST_PROSE = 2


def read_story_lists(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines of such lists: three entries and more, nothing but bare marks between them.

    Headlines without a day have to be four, begin each in its own way, and share hardly a word with the prose.
    """
    return frozenset((*_entries(lines), *_pairs(lines), *_titles(lines)))


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


def _titles(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines of runs of headlines in Title Case that are about something else than the prose."""
    prose = [line.text for line in lines if line.is_prose]
    topic: frozenset[str] | None = None  # takes longest, and is seldom asked for
    run: list[Line] = []
    for line in (*lines, None) if len(prose) >= _LEAST_PROSE else ():
        if line is not None and is_headline(line) and _is_title_case(line.text):
            run.append(line)
        elif line is None or any(letter.isalnum() for letter in line.text):
            if len(run) >= _FEWEST_TITLES:
                topic = topic_words("\n".join(prose)) if topic is None else topic
                if _are_other_stories(run, topic):
                    yield from (item.number for item in run)
            run = []


def _is_title_case(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return (
        (text[0].isalnum() or text[0] in _OPENERS)
        and len(words) >= _FEWEST_WORDS
        and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)
    )


def _are_other_stories(run: Sequence[Line], topic: frozenset[str]) -> bool:
    firsts = {line.text.split(maxsplit=1)[0] for line in run}
    if len(firsts) < _OWN_WAY * len(run):
        return False  # "June 9 – Tampa", "June 10 – Miami"; "Pages 1-5 About Us", "Pages 6-13 Index"
    if sum(not _SMALL.isdisjoint(line.text.lower().split()) for line in run) * 2 < len(run):
        return False  # names with their offices
    topics = [topic_words(line.text) for line in run]
    return sum(len(words & topic) * 3 <= len(words) for words in topics) >= _OTHERS * len(run)


def _is_day(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_DAY
        and line.text[-1] in "0123456789mM."
        and _BARE_DAY.fullmatch(line.text) is not None
    )


def _is_title(line: Line) -> bool:
    return line.words in _WORDS and not line.ends_sentence and not _is_day(line)
