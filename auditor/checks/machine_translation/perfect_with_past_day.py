"""What happened on a day that is past is told in the perfect: "On August 11, the ministry has issued a statement".

German, French and the Slavic languages tell it so; English asks for "issued".

Judged at the head of a sentence, where the day, the subject and the verb follow each other. Silent in quotations, where
another verb or a relative clause stands between, and for a year that the article may have been written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
_HEADS = ("On ", "In ", "Yesterday", "Last ")
needs = anchors(*_HEADS)

examples = (
    Bad("The talks failed. [[On August 11, the ministry of defence has issued]] a statement."),
    Bad("[[Yesterday the mayor has opened]] the bridge over the river."),
    Bad("[[In 2011, the firm has made]] an offer for the patents.", published="2014-05-01"),
    Good("On August 11, the ministry of defence issued a statement."),
    Good("On Friday, men who have gained a seat were sworn in; on Monday the talks may have failed."),
    Good("In 2011, the firm has made an offer for the patents.", published="2011-05-01"),
    Good("On Thursday, it was said that Roe has named a jury."),
)

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = (
    rf"(?:Yesterday|Last (?:week|month|year|night)|On (?:\w{{3,6}}day|(?:{_MONTH}) \d{{1,2}}|\d{{1,2}} (?:{_MONTH}))"
    r"(?: (?:morning|evening|night|afternoon))?|In (?P<year>(?:19|20)\d\d))"
)
_WORD = (
    r"(?!(?:who|which|that|whose|would|could|should|might|must|may|to|did|was|were|had|said|says|is|are)\b)"
    r"[\w’'-]{1,20}"
)
_PERFECT = re.compile(
    rf"{_DAY},? (?:{_WORD} ){{1,7}}?(?:has|have) (?:also |already )?"
    r"(?P<verb>[a-z]{2,15}ed|been [a-z]{2,15}ed|made|said|given|taken|held|told|met|begun|won|lost|left|sent|found"
    r"|shown|written|paid|put|built|brought|become|come|gone|seen|spoken|called)\b"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the day, the subject and the verb."""
    written = document.published.date
    text = document.text
    for start in sorted(document.sentence_starts):
        match = _PERFECT.match(text, start) if text.startswith(_HEADS, start) else None
        if match is None:
            continue
        if match["year"] and written is not None and int(match["year"]) >= written.year:
            continue
        span = Span(*match.span())
        if not document.in_quote(span):
            yield Hit(span, f"“has {match['verb']}” tells in the perfect what happened on a day that is past", 0.85)
