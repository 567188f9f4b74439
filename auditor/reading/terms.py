"""Terms of office that end on a date: "his ten-year term at the helm of the bank ends this year, on October 1".

Read only where a term is said to end, or to have ended, at a dated time; the usual length of an office ("elected for a
five-year term") and a span ahead ("in the next ten years") are no such claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.reading.dates import DateMention
from auditor.reading.numbers import Number
from auditor.reading.partial_dates import PartialDate
from auditor.reading.sentences import Sentence
from auditor.span import Span

_TERM = re.compile(
    r"\b(?P<whose>his|her|their|my|whose|[A-Z][\w-]{1,30}['’]s?|an?|the)\s"
    r"(?:(?:first|second|third|current|own|entire|full|final|last)\s)?"
    r"(?P<length>[a-z]{2,9}(?:-[a-z]{3,5})?|\d{1,2})[\s-]year(?:-long)?\s"
    r"(?P<noun>term|mandate|tenure|stint|presidency|premiership|rule|reign)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:end(?:s|ing|ed)?|expir(?:es?|ing|ed)|concludes?|finishes|runs? out|is over)\b")
_ENDING = re.compile(r"\b(?:end|finish|complete|conclude)(?:s|ed|ing)?\s$")


@dataclass(frozen=True, slots=True)
class TermClaim:
    """A term of `years` that ends on `end`, as printed by `ended`, in the sentence numbered `sentence`.

    `office`: the words between the term and its end, which name the office. `personal`: it is somebody's own ("his",
    "Smith's"), not "a five-year term". `whole`: a whole time in office (tenure, reign), not one term of several.
    """

    span: Span
    years: float
    end: PartialDate
    ended: DateMention
    sentence: int
    office: str
    personal: bool
    whole: bool

    @property
    def start(self) -> PartialDate:
        """The start that length and end imply."""
        return self.end.years_before(self.years)

    @property
    def sum(self) -> str:
        """The sum, as a half sentence."""
        return f"{self.end} minus {self.years:g} years is {self.start}"


def read_terms(
    sentences: tuple[Sentence, ...], numbers: tuple[Number, ...], dates: tuple[DateMention, ...]
) -> tuple[TermClaim, ...]:
    """Return the terms whose length and dated end stand in one sentence, at most one a sentence."""
    found = []
    for sentence in sentences:
        if "year" in sentence.text and (match := _TERM.search(sentence.text)):
            claim = _claim(sentence, match, numbers, dates)
            if claim is not None:
                found.append(claim)
    return tuple(found)


def _claim(
    sentence: Sentence, match: re.Match[str], numbers: tuple[Number, ...], dates: tuple[DateMention, ...]
) -> TermClaim | None:
    base, text = sentence.span.start, sentence.text
    ends = _ENDS.search(text, match.end(), match.end() + 70)
    if ends is None and not _ENDING.search(text[max(0, match.start() - 12) : match.start()]):
        return None
    after = base + (ends or match).end()
    at = base + match.start("length")
    years = next((number.value for number in numbers if number.span.start == at), None)
    inside = [
        (mention, day)
        for mention in dates
        if mention.type == "DATE" and after <= mention.span.start < after + 45 and mention.span.end <= sentence.span.end
        if (day := PartialDate.read(mention.value or ""))
    ]
    if not inside or years is None or not 1 <= years <= 60:
        return None
    ended, end = max(inside, key=lambda item: (len(item[1].printed), -item[0].span.start))
    return TermClaim(
        Span(base + match.start(), ended.span.end),
        years,
        end,
        ended,
        sentence.number,
        office=text[match.end() : ends.start() if ends else ended.span.start - base],
        personal=match["whose"].lower() not in ("a", "an", "the"),
        whole=match["noun"].lower() not in ("term", "mandate"),
    )
