"""Somebody is called the holder of an office whom the table of office-holders places in it at another time.

"French President Jacques Chirac is in Berlin", in an article of 2019: he left in 2007 and Emmanuel Macron was in
office. Either the name, the title ("former") or the date of the article is wrong.

A matter to verify: published news seldom errs here, and tables do. Two rows must agree on who was in office, and none
may place the person there within two months of the article. Silent inside quotation marks, in sentences told in the
past or of another year, for captions, and after the day up to which the table knows.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.calendar import in_words
from auditor.reading.claims.office_mentions import OfficeMention
from auditor.reading.office_holders import Tenure, fold, tenures_of

requires = ("english", "date")

examples = (
    Bad("[[French President Jacques Chirac]] is in Berlin on Tuesday for talks.", published="2019-03-05"),
    Bad("[[British Prime Minister Tony Blair]] said on Monday that he will sign.", published="2012-03-05"),
    Good("French President Emmanuel Macron is in Berlin on Tuesday for talks.", published="2019-03-05"),
    Good("Former French President Jacques Chirac is in Berlin on Tuesday for talks.", published="2019-03-05"),
    Good("In 2003 French President Jacques Chirac was in Berlin.", published="2019-03-05"),
    Good("French President Jacques Chirac was in Berlin when the harbour wall fell.", published="2019-03-05"),
    Good('He said: "French President Jacques Chirac is in Berlin today."', published="2019-03-05"),
)

_BEFORE, _AFTER = datetime.timedelta(45), datetime.timedelta(60)
_PRESENT = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tomorrow|tonight|yesterday|is|has|will|says|plans|currently)\b"
)
_PAST = re.compile(
    r"\b(?:(?:1[5-9]|20)\d\d|administration|FILE|file photo|photo|pictured|predecessor|successor|succeed\w*|fired"
    r"|replac\w*|was|were|had|during|when|then|former|late|ex-|ago|earlier|years?|decades?|century|under|history|historic\w*"
    r"|elect\w*|candidate|ousted|toppled|deposed|resign\w*|exiled|jailed|imprisoned|died|death|trial|charged|convicted)\b"
)
_ROLES = {
    "president": ("national leader", "President"),
    "prime minister": ("national leader", "Prime Minister", "Premier"),
    "chancellor": ("national leader", "Chancellor"),
    "secretary-general": ("Secretary General", "Secretary-General"),
}
"""How the table calls the office of a title."""


def find(document: Document) -> Iterator[Hit]:
    """Yield each mention that the table contradicts."""
    if document.own_date is None:
        return
    day, reported = document.own_date.date, set()
    for mention in document.claims.office_mentions:
        if document.in_quote(mention.span) or mention.surname in reported:
            continue
        sentence = next((one.text for one in document.sentences if one.span.overlaps(mention.span)), "")
        if not _PRESENT.search(sentence) or _PAST.search(sentence):
            continue
        wrong = _contradicted(mention, tenures_of(mention.organisation, document.context.facts), day)
        if wrong is None:
            continue
        reported.add(mention.surname)
        told, holder = wrong
        until = f" to {told.end}" if told.end else ""
        said = (
            f"{told.person} held the office from {told.start}{until}; on {in_words(day)} {holder.person} did, "
            f"by the table"
        )
        row = f"{holder.person}, {holder.role}, {holder.organisation}: from {holder.start} ({holder.source})"
        yield Hit(mention.span, said, 0.35, related=(Place(article_id="office-holders", span=None, text=row),))


def _contradicted(mention: OfficeMention, rows: tuple[Tenure, ...], day: datetime.date) -> tuple[Tenure, Tenure] | None:
    """Return the person's last term and that of the holder on `day`, if the table knows both and they differ."""
    own = [row for row in rows if row.surname == mention.surname]
    first = fold(mention.first)
    if not own or (first and any(" " in row.person and fold(row.person.split()[0]) != first for row in own)):
        return None
    if any(_held(row, day, _BEFORE, _AFTER) is not False for row in own):
        return None
    others = [row for row in rows if row.role.startswith(_ROLES[mention.title]) and _held(row, day) is True]
    surnames = {row.surname for row in others}
    if len(others) < 2 or len(surnames) != 1 or mention.surname in surnames:
        return None
    return max(own, key=lambda row: row.start.first), max(others, key=lambda row: len(row.person))


def _held(
    row: Tenure,
    day: datetime.date,
    before: datetime.timedelta = datetime.timedelta(0),
    after: datetime.timedelta = datetime.timedelta(0),
) -> bool | None:
    """Whether the person held the office on `day`; None where the row does not know."""
    if day < row.start.first - before:
        return False
    if row.end is not None:
        return day <= row.end.last + after
    known = row.as_of[:10] >= day.isoformat()[: len(row.as_of[:10])] if row.as_of else False
    return True if known else None
