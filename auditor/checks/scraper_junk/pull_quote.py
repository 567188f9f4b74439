"""A line repeats words of a paragraph: a pull quote or an embedded headline of the page.

Pages print a striking sentence a second time, large, between two paragraphs. In plain text it interrupts the story, and
counts and quotations double. Silent for headings, which another heading or a list of contents takes up, whose words a
paragraph has in small letters, or that quote a few words of their section. Silent above the first paragraph, where a
summary may stand, for short lines, and for lines closed like a sentence, which a writer may repeat on purpose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

_BODY = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday evening.\n\n"
    "“We have waited long enough for this day, and so have our ships,” said Anna Roe, who runs a ferry.\n\n"
)
examples = (
    Bad(
        _BODY + "[[“We have waited long enough for this day, and so have our ships”]]\n\nThe first ship came on Monday."
    ),
    Bad(_BODY + "[[The harbour will open in May after nine years of work]]\n\nThe first ship is expected on Monday."),
    Good("The harbour will open in May\n\n" + _BODY),
    Good(_BODY + "The harbour will open in May after nine years\n\nThe first ship is expected on Monday."),
    Good(_BODY + "The harbour will open in June\n\nThe first ship is expected on Monday."),
    Good(_BODY + "We have waited long enough for this day.\n\nThe first ship is expected on Monday."),
    Good(_BODY + "We Have Waited Long Enough For This Day\n\nThe first ship is expected on Monday."),
    Good(
        _BODY
        + "How we waited nine years for ships\n\nHow we waited nine years for ships, and what came of it\n\nOn Monday."
    ),
    Good(_BODY + "“We have waited long enough”\n\nThe first ship is expected on Monday."),
)

_LONGEST = 45
_MOST = 40
"""Candidates from which a text is made of refrains, or of lines that are no prose."""
_UNQUOTED = 2
"""Words that a line needs more where no quotation mark opens it: it may be a heading."""
_MARKS = "\"“”„‘’'«»…. "


def find(document: Document, *, least_words: int = 9) -> Iterator[Hit]:
    """Yield each such line. `least_words`: shorter lines are headings that quote their section."""
    lines = document.lines
    body = next((line.number for line in lines if line.is_prose), len(lines))
    taken = {item.span for item in document.furniture} | {item.span for item in document.boilerplate}
    short = [
        line
        for line in lines[body + 1 :]
        if least_words + (0 if line.text[0] in _MARKS else _UNQUOTED) <= line.words <= _LONGEST
        and not line.ends_sentence
        and line.span not in taken
    ]
    if not short or len(short) > _MOST:
        return
    text = document.text
    starts = [line.span.start for line in lines]
    for line in short:
        words = line.span.of(text).strip(_MARKS)
        # Verbatim but for the first letter: a heading in capitals takes up the words of its section.
        first = "".join(dict.fromkeys((words[0].lower(), words[0].upper()))) if words else "x"
        for match in re.finditer(rf"(?<!\w)[{re.escape(first)}]{re.escape(words[1:])}(?!\w)", text):
            whole = lines[bisect_right(starts, match.start()) - 1]
            if whole.number != line.number and whole.is_prose and whole.words >= line.words + 4:
                said = f"These words stand in line {whole.number + 1} as well"
                yield Hit(line.span, said, 0.8, fix="", related=(here(whole.span),))
                break
