"""The headline gives a figure that the body does not have, and the body another one for the same thing.

"15 killed in blast" above "a blast killed 12 people". Headlines are written last and changed alone, and a title that
was translated or scraped apart from its text may belong to an earlier version.

Told where the headline's figure stands nowhere in the body, and a sentence near the top that repeats the' '
headline's words has exactly one other figure of the same unit and thing; or where a line near the top repeats the
headline with another figure. Rounding ("nearly 3,000") is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.headline import Headline, HeadlineFigure, figures, stems
from auditor.reading.numbers import Number
from auditor.span import Span

requires = ("english",)

examples = (
    Bad(
        "Storm leaves [[28,200]] homes without power in the north\n\nThe storm left 31,400 homes in the north without "
        "power on Monday, the grid said.",
        title="Storm leaves 28,200 homes without power in the north",
    ),
    Bad(
        "[[12]] Things Parliament Did This Year\n\n8 Things Parliament Did This Year\n\nIt was a slow year in the"
        " capital.",
        title="12 Things Parliament Did This Year",
    ),
    Good(
        "Storm leaves nearly 3,000 homes without power in the north\n\nThe storm left 2,950 homes in the north without "
        "power on Monday, the grid said.",
        title="Storm leaves nearly 3,000 homes without power in the north",
    ),
    Good(
        "Storm leaves 28,200 homes without power in the north\n\nThe storm left 31,400 homes in the north without"
        " power "
        "at its height, and 28,200 on Monday.",
        title="Storm leaves 28,200 homes without power in the north",
    ),
    Good(
        "Court frees 4 men held over fire\n\nThe court freed the men on Monday. They had been held for 9 months over"
        " the "
        "fire in the mill.",
        title="Court frees 4 men held over fire",
    ),
)

_TOP = 1500
_AWAY = ("other", "another", "first", "from", "up", "additional", "last", "past", "least", "than")
_MORE = re.compile(r"[\s-](?:others?|more|additional|further|points?)\b")
_PEOPLE = frozenset(
    "peopl ameri perso men women worke emplo victi civil soldi troop chil child stude voter migra immig refug prote"
    " resid"
    " passe patie membe lawma jobs job kille dead death died".split()
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the headline's figure that the body contradicts, at most one."""
    headline = document.headline
    if not headline.figures or not 12 <= len(headline.text) <= 250:
        return
    start = headline.span.end if headline.span else 0
    body = [number for number in document.numbers if number.span.start >= start]
    for figure in headline.figures:
        again = _line_again(document, headline, figure, start)
        other = again or _sentence(document, headline, figure, body, start)
        if other is None:
            continue
        printed = figure.number.span.of(headline.text)
        said = f'The headline says "{printed}", the text "{other.span.of(document.text)}"'
        place = here(other.span, other.span.of(document.text))
        if headline.span is not None:
            span = figure.number.span.shift(headline.span.start)
            yield Hit(span, said, 0.7 if again else 0.55, related=(place,))
        else:
            yield Hit(figure.number.span, said, 0.7 if again else 0.55, related=(place,), field="title")
        return


def _line_again(document: Document, headline: Headline, figure: HeadlineFigure, start: int) -> Number | None:
    """Return the number that stands for `figure` where one of the first lines repeats the headline."""
    words = [word.lower() for word in headline.text.split()]
    if len(words) < 5:
        return None
    lines = [line for line in document.lines if line.span.start >= start][:5]
    for line in lines:
        theirs = [word.lower() for word in line.text.split()]
        found = [
            at for at in range(len(theirs)) if theirs[at : at + 1] == words[:1] or theirs[at + 1 : at + 3] == words[1:3]
        ]
        for at in found:
            window = theirs[at : at + len(words)]
            differ = [n for n, (a, b) in enumerate(zip(words, window, strict=False)) if a.strip(",.") != b.strip(",.")]
            if len(window) < len(words) or len(differ) != 1:
                continue
            first, last = _word_span(line.text, at + differ[0])
            here_, there = Span(line.span.start + first, line.span.start + last), _word_span(headline.text, differ[0])
            if not there[0] <= figure.number.span.start < there[1]:
                continue
            number = next((n for n in document.numbers if n.span.overlaps(here_)), None)
            if number is not None and number.value != figure.number.value:
                return number
    return None


def _word_span(text: str, nth: int) -> tuple[int, int]:
    at = 0
    for n, word in enumerate(text.split()):
        at = text.index(word, at)
        if n == nth:
            return at, at + len(word)
        at += len(word)
    return at, at


def _sentence(
    document: Document, headline: Headline, figure: HeadlineFigure, body: list[Number], start: int
) -> Number | None:
    """Return the only other figure for the same thing in a sentence near the top that tells the headline again."""
    value = figure.number.value
    if "includ" in headline.text.lower():  # "13 dead including gunman", "killing 12 people"
        return None
    if value < 2 or any(_stands_for(number, figure.number) for number in body):
        return None
    if sum(one.unit == figure.unit for one in headline.figures) > 1 or (not figure.unit and not figure.noun):
        return None
    for sentence in document.sentences:
        if sentence.span.start < start:
            continue
        if sentence.span.start - start > _TOP:
            return None
        shared = stems(sentence.text) & headline.stems
        if len(shared) < 3:
            continue
        inside = tuple(number for number in body if sentence.span.covers(number.span))
        like = [
            one
            for one in figures(document.text, inside)
            if one.unit == figure.unit and _same_thing(figure, one, len(shared)) and not one.number.is_year
        ]
        if len(like) == 1 and 1 / 6 < like[0].number.value / value < 6 and not _led_away(document.text, like[0].number):
            return like[0].number
    return None


def _same_thing(one: HeadlineFigure, other: HeadlineFigure, shared: int) -> bool:
    if one.unit in ("USD", "EUR", "GBP"):
        return shared >= 3
    if one.unit == "%":
        return bool(set(one.noun) & set(other.noun)) or shared >= 4
    if set(one.noun) & set(other.noun):
        return "addit" not in other.noun
    if min(one.number.value, other.number.value) >= 1e6:
        return shared >= 4
    return bool(set(one.noun[:1]) & _PEOPLE and set(other.noun[:1]) & _PEOPLE)


def _stands_for(body: Number, headline: Number) -> bool:
    """Whether the body's number is the headline's, rounding and "nearly", "more than" understood."""
    low, high = sorted((body.value, headline.value))
    if low <= 0:
        return False
    if high / low < 1.025 or (abs(high - low) <= 0.51 * headline.grain and high / low < 1.2):
        return True
    if headline.bound == "at least" and body.value >= headline.value and high / low < 1.5:
        return True
    if headline.bound == "at most" and body.value <= headline.value and high / low < 1.1:
        return True
    return headline.bound == "about" and high / low < 1.25


def _led_away(text: str, number: Number) -> bool:
    """Whether the words beside the number make it another one: "three others", "from 12", "at least two more"."""
    before = text[max(0, number.span.start - 16) : number.span.start].lower()
    return before.rstrip(" $€£").endswith(_AWAY) or _MORE.match(text, number.span.end) is not None
