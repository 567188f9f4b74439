"""The length of a term of office and its end imply a start that other dates contradict.

"His ten-year term ends this year, on October 1" in an article of 2022 puts the start at 1 October 2012. Where the
article or the table of office-holders dates the start otherwise, one of the figures is wrong: usually a length that was
rounded, or a term that was extended. Without another date nobody can tell, and the sum is shown for a person to verify.

Silent for spans that lie ahead ("in the next ten years"), for the usual length of an office ("the president is elected
for a five-year term"), and where the end is not dated.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.calendar import day
from auditor.reading.dates import DateMention
from auditor.reading.office_holders import Term, organisation, terms_by_surname
from auditor.reading.sentences import Sentence
from auditor.span import Span

requires = ("english",)

examples = (
    Bad(
        "Christine Lagarde spoke last night. She said that [[her six-year term at the helm of the ECB ends this year, on October 31]].",
        published="2025-03-01",
    ),
    Bad(
        "The mayor took office in 2017. [[His six-year term ends in 2022]], the town hall said.", published="2022-02-01"
    ),
    Bad("Anna Roe leads the museum. [[Her four-year term as director expires in May 2023]].", published="2022-11-02"),
    Good("The mayor took office in 2016. His six-year term ends in 2022, the town hall said.", published="2022-02-01"),
    Good(
        "Asked about expansion in the next ten years, he said that the door stays open until 2030.",
        published="2022-08-10",
    ),
    Good("The president is elected for a five-year term; the next vote is in 2024.", published="2022-08-10"),
)

_TERM = re.compile(
    r"\b(?P<whose>his|her|their|my|whose|[A-Z][\w-]+['’]s?)\s(?:(?:first|second|third|current|own|entire|final|last)\s)?"
    r"(?P<length>[\w-]{1,20}|\d{1,2})[\s-]year\s(?:long\s)?(?P<noun>term|mandate|tenure|stint|presidency|rule|reign)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:end(?:s|ing|ed)?|expir(?:es?|ing|ed)|concludes?|finishes|runs? out|is over|comes to an end)\b"
)
_BEGAN = re.compile(
    r"\b(?:took (?:office|over|up|the helm)|since|began|became|started|appointed|elected|sworn in|inaugurated|assumed)\b"
)
_SLACK_MONTHS = 7


def find(document: Document) -> Iterator[Hit]:
    """Yield each term whose sum can be made."""
    for sentence in document.sentences:
        match = _TERM.search(sentence.text)
        if match is None or not _ENDS.search(sentence.text, match.end()):
            continue
        start = sentence.span.start + match.start()
        years = _years(document, sentence.span.start + match.start("length"), sentence.span)
        end = _end(document, sentence, sentence.span.start + match.end())
        if years is None or end is None:
            continue
        mention, finish = end
        implied = day(finish.year - years, finish.month, min(finish.day, 28))
        if implied is None:
            continue
        exact = mention.date is not None
        span = Span(start, mention.span.end)
        shown = f"{finish:%d %B %Y}" if exact else f"{finish:%Y}"
        began = f"{implied:%d %B %Y}" if exact else f"{implied:%Y}"
        total = f"{shown} minus {years} years is {began}"
        slack = _SLACK_MONTHS if exact else 12
        term = _holder(document, sentence, finish)
        other = None if term else _stated_start(document, sentence, finish)
        if term is not None:
            if term.starts_near(implied, slack) is False:
                row = f"{term.person}, {term.role}, {term.organisation}: from {term.start} ({term.source})"
                place = Place(article_id="office-holders", span=None, text=row)
                said = f"{total}, but {term.person} has held the office since {term.start}"
                yield Hit(span, said, 0.92, related=(place, here(mention.span, mention.text)))
        elif other is not None:
            gap = abs(int((other.value or "0")[:4]) - implied.year)
            if gap > 1 or (gap and not exact):
                said = f'{total}, but the article dates the start "{other.text}"'
                yield Hit(span, said, 0.85, related=(here(other.span, other.text),))
        else:
            yield Hit(
                span, f"{total}; no other date confirms that start", 0.4, related=(here(mention.span, mention.text),)
            )


def _years(document: Document, at: int, inside: Span) -> int | None:
    for mention in document.dates:
        if mention.type == "DURATION" and inside.covers(mention.span) and mention.span.start <= at < mention.span.end:
            found = re.fullmatch(r"P(\d{1,2})Y", mention.value or "")
            return int(found[1]) if found else None
    return None


def _end(document: Document, sentence: Sentence, after: int) -> tuple[DateMention, datetime.date] | None:
    """Return the most precise date behind the term in its sentence, and the day it stands for (31 December for a year)."""
    best = None
    for mention in document.dates:
        if (
            mention.type != "DATE"
            or mention.span.start < after
            or mention.span.end > sentence.span.end
            or not mention.value
        ):
            continue
        if mention.span.start - after > 90:
            break
        if mention.date is not None:
            return mention, mention.date
        if (found := re.fullmatch(r"(\d{4})(?:-(\d\d))?", mention.value)) and best is None:
            best = mention, datetime.date(int(found[1]), int(found[2] or 12), 28)
    return best


def _holder(document: Document, sentence: Sentence, finish: datetime.date) -> Term | None:
    """Return the term of a person whom the article names, in an organisation that the sentence names."""
    inside = [name for name in document.names if sentence.span.covers(name.span)]
    near = {organisation(name.text) or organisation(name.words[0]) for name in inside}
    named = {word for name in document.names for word in name.words}
    year = str(finish.year)
    found = [
        term
        for surname in sorted(named & terms_by_surname().keys())
        for term in terms_by_surname()[surname]
        if term.organisation in near and term.start[:4] <= year and (not term.end or term.end[:4] >= year)
    ]
    return found[0] if found else None


def _stated_start(document: Document, sentence: Sentence, finish: datetime.date) -> DateMention | None:
    """Return a dated beginning in the same or a neighbouring sentence."""
    for other in document.sentences[max(0, sentence.number - 1) : sentence.number + 2]:
        cue = _BEGAN.search(other.text)
        if cue is None:
            continue
        for mention in document.dates:
            if mention.type == "DATE" and mention.explicit_year and other.span.covers(mention.span):
                gap = mention.span.start - (other.span.start + cue.end())
                if 0 <= gap <= 40 and int((mention.value or "0")[:4]) < finish.year:
                    return mention
    return None
