"""Lines of code that an extractor left in a text: scripts, styles, data, complaints of a page's program, bare marks."""

from __future__ import annotations

import re

from auditor.reading.lines import Line

_LONGEST = 3000
_CODE_LINE = re.compile(
    r"(?:window|document|var|let|const|function|googletag|jQuery|\$)[\w.$\s]{0,60}[=({].{0,400}[;})\]]"
    r"|[.#]?[\w-]{1,40}\s?\{\s?[\w-]{2,30}\s?:[^{}\n]{1,300}\}.{0,200}"
    r"|\{\s?\"[\w@]{1,30}\"\s?:.{0,2000}\}"
)
_COMPLAINT = re.compile(
    r"(?:PHP )?(?:Notice|Warning|Deprecated|Fatal error|Parse error|Strict Standards)\s?: .{5,600} in \S{1,300}"
    r"(?: on line |:)\d{1,6}\.?"
)
"""What a page's program prints when it fails."""
_MARK = re.compile(r"(?://|/\*)?\s?(?:<!\[CDATA\[|\]\]>)\s?(?:\*/)?|%MCEPASTEBIN%")
"""What stands round a script or was left by an editor."""
_BARE_MARK = re.compile(r"[|+×✕:/,.>•»«·‹›]|\|[| :-]{1,200}|//[–-]{1,2}>|<!–{1,2}|[})\]];?,?")
"""A mark that the layout printed by itself, the bars of an empty table. Dashes and stars alone may part two scenes."""
_MARKS = frozenset("|+×✕:/,.>•»«·‹›<})]")


def read_code_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines that are code, or a mark of the layout, as a whole."""
    return tuple(
        line
        for line in lines
        if len(line.text) < _LONGEST
        and (
            ((line.text[-1] in ";})]" or "}" in line.text) and _CODE_LINE.fullmatch(line.text))
            or (line.text[0] in "/<]%" and _MARK.fullmatch(line.text))
            or (line.text[0] in _MARKS and _BARE_MARK.fullmatch(line.text))
            or (": " in line.text and ".php" in line.text and _COMPLAINT.fullmatch(line.text))
        )
    )
