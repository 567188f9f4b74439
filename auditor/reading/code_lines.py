"""Lines of code that an extractor left in a text: scripts, style sheets, data."""

from __future__ import annotations

import re

from auditor.reading.lines import Line

_LONGEST = 3000
_CODE_LINE = re.compile(
    r"(?:window|document|var|let|const|function|googletag|jQuery|\$)[\w.$\s]{0,60}[=({].{0,400}[;})\]]"
    r"|[.#]?[\w-]{1,40}\s?\{\s?[\w-]{2,30}\s?:[^{}\n]{1,300}\}.{0,200}"
    r"|\{\s?\"[\w@]{1,30}\"\s?:.{0,2000}\}"
)


def read_code_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines that are code as a whole."""
    return tuple(
        line
        for line in lines
        if (line.text[-1] in ";})]" or "}" in line.text)
        and len(line.text) < _LONGEST
        and _CODE_LINE.fullmatch(line.text)
    )
