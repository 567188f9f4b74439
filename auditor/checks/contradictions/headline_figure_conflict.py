"""The headline gives a figure that the body does not have, and the body another one for the same thing.

"15 killed in blast" above "a blast killed 12 people". Headlines are written last and changed alone, and a title that
was translated or scraped apart from its text may belong to an earlier version.

Told where the headline's figure stands nowhere in the body, and a sentence near the top that repeats the
headline's words has exactly one other figure of the same unit and thing; or where a line near the top repeats the
headline with another figure. Rounding ("nearly 3,000") is understood.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.headline import Headline, HeadlineFigure
from auditor.reading.headline_pairs import led_away, same_thing, stands_for
from auditor.reading.numbers import Number

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
    Bad(
        "Cost of northern dam hits $[[17 billion]]\n\nThe cost of the northern dam has hit a record $22 billion, up"
        " from $18 billion a year ago.",
        title="Cost of northern dam hits $17 billion",
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


def find(document: Document) -> Iterator[Hit]:
    """Yield the headline's figure that the body contradicts, at most one."""
    headline = document.headline
    if not headline.figures or not 12 <= len(headline.text) <= 250:
        return
    start = headline.span.end if headline.span else 0
    body = [number for number in document.numbers if number.span.start >= start]
    for figure in headline.figures:
        again = _line_again(document, figure, body)
        other = again or _sentence(document, headline, figure, body)
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


def _line_again(document: Document, figure: HeadlineFigure, body: list[Number]) -> Number | None:
    """Return the number that stands for `figure` where one of the first lines repeats the headline."""
    for copy in document.headline_copies:
        if copy.printed.start <= figure.number.span.start < copy.printed.end:
            number = next((number for number in body if number.span.overlaps(copy.span)), None)
            if number is not None and number.value != figure.number.value:
                return number
    return None


def _sentence(document: Document, headline: Headline, figure: HeadlineFigure, body: list[Number]) -> Number | None:
    """Return the only other figure for the same thing in a sentence near the top that tells the headline again."""
    value = figure.number.value
    if "inclu" in headline.stems:  # "13 dead including gunman", "killing 12 people"
        return None
    if value < 2 or any(stands_for(number, figure.number) for number in body):
        return None
    if sum(one.unit == figure.unit for one in headline.figures) > 1 or (not figure.unit and not figure.noun):
        return None
    for lead in document.leads:
        like = [
            one
            for one in lead.figures
            if one.unit == figure.unit
            and same_thing(figure, one, lead.shared)
            and not one.number.is_year
            and not led_away(one, figure)
        ]
        if len(like) == 1 and 1 / 6 < like[0].number.value / value < 6:
            return like[0].number
    return None
