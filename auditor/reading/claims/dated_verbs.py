"""Verbs with the day on which they happen: "will be held on March 5", "was arrested on Friday, 3 May", "said tomorrow".

Read only where the day belongs to the verb beyond doubt: it stands right behind the verb, or behind the place where the
verb happens. "Will discuss the vote on March 5" is left out, as the day may be that of the vote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from auditor.reading.dates import DateMention
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class DatedVerb:
    """A verb and its day: `span` runs from the verb to the end of the day.

    `tense`: whether the words put it ahead of the article or behind it. `sure_year`: the day has its year printed, or
    is told from the article's own day. `bare`: a weekday alone, whose week was told from the tense.
    """

    span: Span
    tense: Literal["future", "past"]
    verb: str
    mention: DateMention
    sure_year: bool
    bare: bool


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PLACE = r"(?:\s(?:in|at|to|from|for)\s(?:the\s)?(?:[A-Z][\w.’'-]+)(?:\s[A-Z][\w.’'-]+){0,3},?)?"
_ON = rf"(?:\s(?:on|for)|,)?\s(?:{_WEEKDAY},?\s)?(?:the\s)?$"
_ADVERB = r"(?:\s(?:also|now|then|not|officially|formally|finally|again|only|likely|probably|publicly))?"
_INTRANSITIVE = (
    "appear|arrive|assemble|begin|close|come|convene|debut|depart|end|expire|fly|gather|go|happen|launch|leave|meet"
    "|open|perform|premiere|reconvene|resign|resume|retire|return|speak|start|step down|testify|travel|vote|air|visit"
)
_FUTURE = re.compile(
    rf"\b(?P<verb>(?:will|shall){_ADVERB}\s(?:be\s(?:[a-z]+ly\s)?\w{{2,12}}(?:ed|en|ld|wn|ne|ft|ght|de|ut|un)"
    rf"|take\splace|{_INTRANSITIVE})"
    rf"|(?:is|are)\s(?:scheduled|due|set|expected|slated|planned)\s(?:for|to\s(?:be\s\w{{2,12}}(?:ed|en|ld|wn|ne|ght|ut|un)"
    rf"|take\splace|{_INTRANSITIVE})))"
    rf"{_PLACE}{_ON}"
)
_IRREGULAR = (
    "said|told|met|held|went|came|left|won|lost|began|died|spoke|wrote|took place|shot|found|gave|made|sent|fled"
)
_PAST = re.compile(
    rf"(?P<before>(?:[\w’'-]+\s){{1,2}}?)"
    rf"(?P<verb>(?:(?:was|were)\s(?:[a-z]+ly\s)?(?:\w{{2,12}}ed|held|shot|found|sworn in|killed"
    rf"|sent|shown|seen|taken|given|made|born|sold)|{_IRREGULAR}|(?:arrested|announced|arrived|attacked|died|opened|crashed"
    rf"|resigned|signed|launched|killed|collapsed|confirmed|approved|voted|started|ended|happened|occurred|returned"
    rf"|visited|appeared|pleaded|testified)))"
    rf"{_PLACE}{_ON}"
)
_NOT_YET = re.compile(
    r"\b(?:will|would|shall|should|could|can|may|might|must|if|when|once|until|unless|to|be|been|being|is|are|scheduled"
    r"|expected|planned|supposed|originally|due|set|slated|meant|first|had|before|by|whether|as|and|or|a|an|the|of)\s$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"(?:was|were)\s(?:\w+ly\s)?(?:scheduled|expected|planned|supposed|due|slated|intended|booked|invited|called|asked"
    r"|updated|corrected|ordered|allowed|moved|postponed|delayed|rescheduled|needed|required|told|designed|limited|extended|based|dated)"
)
_RELATIVE = frozenset(["tomorrow", "yesterday", "today", "tonight"])
_MOST = 90


def read_dated_verbs(text: str, dates: tuple[DateMention, ...]) -> tuple[DatedVerb, ...]:
    """Return the verbs with a day, in text order."""
    found: list[DatedVerb] = []
    for mention in dates:
        if mention.date is None:
            continue
        word = mention.text.lower()
        bare = not (mention.explicit_year or word in _RELATIVE or any(c.isdigit() for c in word))
        start = mention.span.start
        left = max(text.rfind("\n", max(0, start - _MOST), start) + 1, start - _MOST, 0)
        before = text[left:start]
        sure = mention.explicit_year or word in _RELATIVE
        match = _FUTURE.search(before)
        if match is not None:
            span = Span(left + match.start("verb"), mention.span.end)
            found.append(DatedVerb(span, "future", match["verb"], mention, sure, bare))
            continue
        match = _PAST.search(before)
        if match is None or _NOT_YET.search(match["before"]) or _PLANNED.match(match["verb"]):
            continue
        span = Span(left + match.start("verb"), mention.span.end)
        found.append(DatedVerb(span, "past", match["verb"], mention, sure, bare))
    return tuple(found)
