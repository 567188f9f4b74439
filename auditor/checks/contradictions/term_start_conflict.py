"""The length of a term of office and its end put its start before the person took office.

"His ten-year term ends this year, on October 1" in an article of 2022 puts the start at 1 October 2012. Where the
table of office-holders or the article itself says that the person came later, one of the figures is wrong: usually a
length that was rounded, or a term that was extended. Without such a date nobody can tell, and the sum is shown for a
person to verify.

A sum that lies after the person came is no conflict, as terms are renewed; only a whole time in office (a tenure, a
reign) must fit both ways. Silent for spans that lie ahead ("in the next ten years"), for the usual length of an office
("the president is elected for a five-year term"), and where the end is not dated.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.dates import DateMention
from auditor.reading.office_holders import PartialDate, Tenure, fold, is_country, organisations_in, terms_of
from auditor.reading.sentences import Sentence
from auditor.span import Span

requires = ("english",)

examples = (
    Bad(
        "António Guterres spoke in Geneva. He said [[his eight-year term at the United Nations ends on December 31]].",
        published="2022-11-02",
    ),
    Bad(
        "The mayor took office in 2018. [[His six-year term ends in 2022]], the town hall said.", published="2022-02-01"
    ),
    Bad("Anna Roe leads the museum. [[Her four-year term as director expires in May 2023]].", published="2022-11-02"),
    Bad("She left after [[a five-year term that began in 2015 and ends next year]].", published="2022-03-01"),
    Good("The mayor took office in 2016. His six-year term ends in 2022, the town hall said.", published="2022-02-01"),
    Good(
        "Emmanuel Macron was in Nice. His five-year term as president of France ends in 2027.", published="2024-02-01"
    ),
    Good("Asked about the next ten years, he said that the door stays open until 2030.", published="2022-08-10"),
    Good("The president is elected for a five-year term; the next vote is in 2024.", published="2022-08-10"),
    Good("Her four-year term as director ends next year, she said."),
)

_TERM = re.compile(
    r"\b(?P<whose>his|her|their|my|whose|[A-Z][\w-]{1,30}['’]s?|an?|the)\s"
    r"(?:(?:first|second|third|current|own|entire|full|final|last)\s)?"
    r"(?P<length>[a-z]{2,9}(?:-[a-z]{3,5})?|\d{1,2})[\s-]year(?:-long)?\s"
    r"(?P<noun>term|mandate|tenure|stint|presidency|premiership|rule|reign)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:end(?:s|ing|ed)?|expir(?:es?|ing|ed)|concludes?|finishes|runs? out|is over)\b")
_ENDING = re.compile(r"\b(?:end|finish|complete|conclude)(?:s|ed|ing)?\s$")
_BEGAN = re.compile(
    r"\b(?:took (?:office|over|up|the helm)|assumed|since|began|begun|started|became|appointed|sworn in|inaugurated)\b"
)
_LEADER = re.compile(r"\b(?:president|prime minister|premier|chancellor|leader|head of state)\b", re.IGNORECASE)
_OTHER_POST = re.compile(
    r"\b(?:ambassador|envoy|spokes\w+|deputy|vice|commander|judge|member|governor|minister)\b", re.IGNORECASE
)
_SLACK = datetime.timedelta(240)
"""Lengths are told in whole years, and an office is taken up some months after the vote."""


@dataclass(frozen=True, slots=True)
class _Claim:
    span: Span
    years: float
    end: PartialDate
    ended: DateMention
    office: str
    """The words between the term and its end, which name the office."""
    whole: bool
    """Whether it is a person's whole time in office, not one term of several."""

    @property
    def start(self) -> PartialDate:
        return self.end.years_before(self.years)

    @property
    def sum(self) -> str:
        return f"{self.end} minus {self.years:g} years is {self.start}"

    def conflicts(self, began: PartialDate) -> bool:
        """Whether a person who came at `began` cannot have begun this term at its implied start."""
        early = self.start.last + _SLACK < began.first
        return early or (self.whole and self.start.first - _SLACK > began.last)


def find(document: Document) -> Iterator[Hit]:
    """Yield each term whose sum conflicts with another date, or cannot be confirmed."""
    for sentence in document.sentences:
        if "year" in sentence.text and (match := _TERM.search(sentence.text)):
            claim = _claim(document, sentence, match)
            if claim is not None:
                yield from _judge(document, sentence, claim, match["whose"].lower() in ("a", "an", "the"))


def _judge(document: Document, sentence: Sentence, claim: _Claim, impersonal: bool) -> Iterator[Hit]:
    until = here(claim.ended.span, claim.ended.text)
    stated = _stated_start(document, sentence, claim, 0 if impersonal else 1)
    if stated is not None:
        mention, began = stated
        inside = claim.span.covers(mention.span)
        if claim.conflicts(began) or (inside and claim.start.first > began.last + _SLACK):
            said = f'{claim.sum}, but the article dates the start "{mention.text}"'
            yield Hit(claim.span, said, 0.85, related=(here(mention.span, mention.text), until))
        return
    rows = () if impersonal else _rows(document, sentence, claim)
    if rows:
        if all(claim.conflicts(row.start) for row in rows):
            row = rows[0]
            told = f"{row.person}, {row.role}, {row.organisation}: from {row.start} ({row.source})"
            place = Place(article_id="office-holders", span=None, text=told)
            said = f"{claim.sum}, but {row.person} took the office on {row.start}"
            if len(row.start.printed) < len("2014-10-01"):
                said = f"{claim.sum}, but {row.person} took the office in {row.start}"
            yield Hit(claim.span, said, 0.92, related=(place, until))
    elif not impersonal:
        yield Hit(claim.span, f"{claim.sum}; no other date confirms that start", 0.4, related=(until,))


def _claim(document: Document, sentence: Sentence, match: re.Match[str]) -> _Claim | None:
    base, text = sentence.span.start, sentence.text
    ends = _ENDS.search(text, match.end(), match.end() + 70)
    if ends is None and not _ENDING.search(text, max(0, match.start() - 12), match.start()):
        return None
    after = base + (ends or match).end()
    at = base + match.start("length")
    years = next((number.value for number in document.numbers if number.span.start == at), None)
    inside = [
        (mention, day)
        for mention in document.dates
        if mention.type == "DATE" and after <= mention.span.start < after + 45 and mention.span.end <= sentence.span.end
        and (day := PartialDate.read(mention.value or ""))
    ]  # fmt: skip
    if not inside or years is None or not 1 <= years <= 60:
        return None
    ended, end = max(inside, key=lambda item: (len(item[1].printed), -item[0].span.start))
    office = text[match.end() : ends.start() if ends else ended.span.start - base]
    whole = match["noun"].lower() not in ("term", "mandate")
    return _Claim(Span(base + match.start(), ended.span.end), years, end, ended, office, whole)


def _rows(document: Document, sentence: Sentence, claim: _Claim) -> tuple[Tenure, ...]:
    """Return the rows of the one person, named in the article, who held the office that the claim names by its end."""
    if _OTHER_POST.search(re.sub(r"(?i)prime minister", "", claim.office)):
        return ()
    organisations = organisations_in(claim.office) or organisations_in(sentence.text)
    leader = _LEADER.search(claim.office) is not None
    named = frozenset(fold(word) for name in document.names for word in name.words)
    rows = [
        row
        for organisation in organisations
        if leader or not is_country(organisation)
        for row in terms_of(organisation, named)
        if row.start.first <= claim.end.last and (row.end is None or row.end.last + _SLACK >= claim.end.first)
    ]
    rows.sort(key=lambda row: (-len(row.start.printed), -len(row.person)))
    return tuple(rows) if len({row.surname for row in rows}) == 1 else ()


def _stated_start(
    document: Document, sentence: Sentence, claim: _Claim, reach: int
) -> tuple[DateMention, PartialDate] | None:
    """Return a dated beginning in the same sentence or, within `reach` sentences, beside it."""
    for other in document.sentences[max(0, sentence.number - reach) : sentence.number + reach + 1]:
        for cue in _BEGAN.finditer(other.text):
            at = other.span.start + cue.end()
            for mention in document.dates:
                if mention.type == "DATE" and at <= mention.span.start <= at + 30 and mention.span != claim.ended.span:
                    day = PartialDate.read(mention.value or "")
                    if day and day.last < claim.end.first and mention.span.end <= other.span.end:
                        return mention, day
    return None
