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

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.dates import DateMention
from auditor.reading.office_holders import Tenure, fold, is_country, organisations_in, terms_of
from auditor.reading.partial_dates import PartialDate
from auditor.reading.terms import TermClaim

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

_BEGAN = re.compile(
    r"\b(?:took (?:office|over|up|the helm)|assumed|since|began|begun|started|became|appointed|sworn in|inaugurated)\b"
)
_LEADER = re.compile(r"\b(?:president|prime minister|premier|chancellor|leader|head of state)\b", re.IGNORECASE)
_OTHER_POST = re.compile(
    r"\b(?:ambassador|envoy|spokes\w+|deputy|vice|commander|judge|member|governor|minister)\b", re.IGNORECASE
)
_SLACK = datetime.timedelta(240)
"""Lengths are told in whole years, and an office is taken up some months after the vote."""


def find(document: Document) -> Iterator[Hit]:
    """Yield each term whose sum conflicts with another date, or cannot be confirmed."""
    for claim in document.claims.terms:
        until = here(claim.ended.span, claim.ended.text)
        stated = _stated_start(document, claim)
        rows = () if stated or not claim.personal else _rows(document, claim)
        if stated is not None:
            mention, began = stated
            own = claim.span.covers(mention.span) and claim.start.first > began.last + _SLACK
            if own or _conflicts(claim, began):
                said = f'{claim.sum}, but the article dates the start "{mention.text}"'
                yield Hit(claim.span, said, 0.85, related=(here(mention.span, mention.text), until))
        elif rows:
            if all(_conflicts(claim, row.start) for row in rows):
                row = rows[0]
                told = f"{row.person}, {row.role}, {row.organisation}: from {row.start} ({row.source})"
                place = Place(article_id="office-holders", span=None, text=told)
                on = "on" if row.start.first == row.start.last else "in"
                said = f"{claim.sum}, but {row.person} took the office {on} {row.start}"
                yield Hit(claim.span, said, 0.92, related=(place, until))
        elif claim.personal:
            yield Hit(claim.span, f"{claim.sum}; no other date confirms that start", 0.4, related=(until,))


def _conflicts(claim: TermClaim, began: PartialDate) -> bool:
    """Whether a person who came at `began` cannot have begun this term at its implied start."""
    early = claim.start.last + _SLACK < began.first
    return early or (claim.whole and claim.start.first - _SLACK > began.last)


def _rows(document: Document, claim: TermClaim) -> tuple[Tenure, ...]:
    """Return the rows of the one person, named in the article, who held the office that the claim names by its end."""
    if _OTHER_POST.search(re.sub(r"(?i)prime minister", "", claim.office)):
        return ()
    facts, sentence = document.context.facts, document.sentences[claim.sentence].text
    organisations = organisations_in(claim.office, facts) or organisations_in(sentence, facts)
    leader = _LEADER.search(claim.office) is not None
    named = frozenset(fold(word) for name in document.names for word in name.words)
    rows = [
        row
        for organisation in organisations
        if leader or not is_country(organisation)
        for row in terms_of(organisation, named, facts)
        if row.start.first <= claim.end.last and (row.end is None or row.end.last + _SLACK >= claim.end.first)
    ]
    rows.sort(key=lambda row: (-len(row.start.printed), -len(row.person)))
    return tuple(rows) if len({row.surname for row in rows}) == 1 else ()


def _stated_start(document: Document, claim: TermClaim) -> tuple[DateMention, PartialDate] | None:
    """Return a dated beginning in the sentence of the claim or, for a person's own term, in one beside it."""
    reach = 1 if claim.personal else 0
    for sentence in document.sentences[max(0, claim.sentence - reach) : claim.sentence + reach + 1]:
        for cue in _BEGAN.finditer(sentence.text):
            at = sentence.span.start + cue.end()
            for mention in document.dates:
                if mention.type == "DATE" and at <= mention.span.start <= at + 30 and mention.span != claim.ended.span:
                    began = PartialDate.read(mention.value or "")
                    if began and began.last < claim.end.first and mention.span.end <= sentence.span.end:
                        return mention, began
    return None
