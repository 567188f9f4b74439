"""Lines that a page prints twice in a row: the alternative text of a picture and its caption."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from auditor.reading.credits import Credit
from auditor.reading.lines import Line
from auditor.span import Span

_LONGEST = 25
_FEWEST = _TWICE = 2
_OF_LISTS = "•-–—*·"
_BULLETS = f"{_OF_LISTS} "


@dataclass(frozen=True, slots=True)
class Echo:
    """A line and its neighbour that says the same. `captioned`: whether that one holds a credit."""

    line: Line
    other: Line
    captioned: bool


def read_echoes(lines: Sequence[Line], title: str, pictured: Sequence[Credit], taken: Set[Span]) -> tuple[Echo, ...]:
    """Return the lines that say what the line above or below says, in order; none that is `taken` by other furniture.

    The other line says the same before its credit (`pictured`), or word for word, be it behind a bullet; then the line
    ends no sentence, is no item of a list, and stands nowhere else unless it is the title. A headline that the first
    sentence repeats differs from it in the full stop alone.
    """
    starts = [line.span.start for line in lines]
    credited = {bisect_right(starts, credit.span.start) - 1 for credit in pictured}
    said = [line.text.lstrip(_BULLETS) for line in lines]
    copies = Counter(said)
    found: list[Echo] = []
    for line in lines:
        if line.words > _LONGEST or line.number in credited or line.span in taken:
            continue
        for other in (line.number + 1, line.number - 1):
            if other in credited and lines[other].text.startswith(line.text):
                found.append(Echo(line, lines[other], captioned=True))
                break
        else:
            plain = line.words >= _FEWEST and not line.ends_sentence and line.text[0] not in _OF_LISTS
            alike = line.number > 0 and said[line.number - 1] == line.text
            if plain and said[line.number + 1 : line.number + 2] == [f"{line.text}."]:
                found.append(Echo(line, lines[line.number + 1], captioned=False))
            elif plain and alike and (copies[line.text] == _TWICE or line.text == title):
                found.append(Echo(line, lines[line.number - 1], captioned=False))
    return tuple(found)
