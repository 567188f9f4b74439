"""Lines that the line model takes for page furniture and no rule has named, each with the kind it most looks like.

The model says that a line does not belong to the article; what it is follows from its shape and its neighbours. A line
that a rule has claimed, wholly or for half its characters, is left to the rule; of a line with a smaller claim the
longest stretch that is left is reported, so that nothing is reported twice. It is not, if it holds a whole sentence:
then furniture ran into a paragraph, and the model judged both as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.reading.furniture import Furniture
from auditor.reading.line_kinds import is_headline, kind_of_called
from auditor.reading.line_model import LineScore
from auditor.reading.lines import Line
from auditor.reading.own_lines import read_own_lines
from auditor.reading.topic import topic_words
from auditor.span import Span, strip

FEWEST_LINES, FEWEST_WORDS = 4, 60
"""A text under either gives the model too little to go by: nothing is called."""

_SENTENCE = re.compile(r"(?:[^\W\d_]\S{0,40} ){7}[^.!?]{0,400}[a-z)][.!?][\"”’)]?(?= |$)")
"""Eight words and more, then a full stop behind a small letter."""
_FURTHEST, _LEAST_SHARED = 20, 2
"""Lines that a headline may stand above the first prose, and the topic words that it shares with it."""
_OPENING = 1500
_COMMENTS = ("comment-form", "comment-thread")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A line, or what a rule has left of it.

    `kind`: a kind of furniture (see `auditor.reading.furniture`), or "headline", "link-list", "reader-comment",
    "caption", "line". `sure`: 0 to 1, measured on sites that the model had not seen.
    """

    span: Span
    kind: str
    sure: float


def read_boilerplate(
    text: str,
    lines: Sequence[Line],
    scores: Sequence[LineScore],
    title: str,
    furniture: Sequence[Furniture],
    others: Sequence[Span],
) -> tuple[Boilerplate, ...]:
    """Return the lines that the model calls, the article's own headline left out.

    `furniture`, `others`: what rules report.
    """
    if not speaks(lines):
        return ()
    stretches = _free(lines, scores, sorted([*(item.span for item in furniture), *others]), text)
    whole = [item for item in furniture if item.line]
    labels = {item.span for item in whole if item.kind == "related-label"}
    opening = None if title.strip() else _opening_headline(lines)
    comments = min((item.span.start for item in whole if item.kind in _COMMENTS), default=len(text))
    return tuple(
        Boilerplate(span, kind_of_called(number, lines, stretches, labels, comments), scores[number].sure)
        for number, span in stretches.items()
        if number != opening and not _own_headline(lines[number], title)
    )


def _own_headline(line: Line, title: str) -> bool:
    """Whether a line repeats the title, or is a headline that opens the text."""
    own = " ".join(title.casefold().split())
    text = " ".join(line.text.casefold().split())
    return (line.number == 0 and is_headline(line)) or (line.words >= 3 and bool(own) and (text in own or own in text))


def _opening_headline(lines: Sequence[Line]) -> int | None:
    """Return the number of the line that is the headline of a text without a title, None where no line is like one.

    It stands before the first prose and says what the first paragraphs say.
    """
    first = next((line.number for line in lines if line.is_prose), 0)
    story = topic_words("\n".join(line.text for line in lines[first:] if line.is_prose)[:_OPENING])
    best: tuple[int, int] | None = None
    for line in lines[max(0, first - _FURTHEST) : first]:
        words = topic_words(line.text)
        shared = len(words & story)
        if is_headline(line) and shared >= _LEAST_SHARED and shared * 3 >= len(words) and shared > (best or (0, 0))[0]:
            best = shared, line.number
    return best[1] if best else None


def speaks(lines: Sequence[Line]) -> bool:
    """Whether the text is long enough for the line model to be heard."""
    return len(lines) >= FEWEST_LINES and sum(line.words for line in lines) >= FEWEST_WORDS


def _free(lines: Sequence[Line], scores: Sequence[LineScore], claimed: list[Span], text: str) -> dict[int, Span]:
    """Return, by number of the line, the stretch of each called line that no rule has claimed."""
    found: dict[int, Span] = {}
    next_claim = 0
    own = read_own_lines(lines) if any(score.called for score in scores) else frozenset()
    for line, score in zip(lines, scores, strict=True):
        while next_claim < len(claimed) and claimed[next_claim].end <= line.span.start:
            next_claim += 1
        if not score.called or line.number in own:
            continue
        at, best, taken, number = line.span.start, Span(line.span.start, line.span.start), 0, next_claim
        while number < len(claimed) and claimed[number].start < line.span.end:
            start, end = max(at, claimed[number].start), min(claimed[number].end, line.span.end)
            if start - at > best.width:
                best = Span(at, start)
            taken += max(0, end - start)
            at, number = max(at, end), number + 1
        if line.span.end - at > best.width:
            best = Span(at, line.span.end)
        rest = strip(best, text)
        if taken and _SENTENCE.search(text, rest.start, rest.end):
            continue
        if taken * 2 < line.span.width and best.width * 2 >= line.span.width:
            found[line.number] = rest
    return found
