"""Something "will be held" on a day that is gone by when the article appears.

The day or the date of the article is wrong, or an old announcement was printed as news. The day must belong to the verb
("will be held on March 5", "is due to open in Lund on March 5").

Silent within two days (time zones, late printing), inside quotation marks, and where the day may be that of the next
year: without a printed year only the nearest months count.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.calendar import in_words

requires = ("english", "date")

examples = (
    Bad("The vote [[will be held on March 5, 2019]], the board said.", published="2019-04-11"),
    Bad("The new line [[is due to open in Lund on 3 May 2018]].", published="2019-04-11"),
    Bad("The vote [[will be held yesterday]], the board said.", published="2019-04-11"),
    Good("The vote will be held on March 5, 2019, the board said.", published="2019-03-04"),
    Good("The vote will be held on March 5, the board said.", published="2019-12-11"),
    Good('In March he wrote: "The vote will be held on March 5, 2019."', published="2019-04-11"),
    Good("The vote was to be held on March 5, 2019, the board said.", published="2019-04-11"),
    Good("The court will hear a case filed on March 5, 2019.", published="2019-04-11"),
)

_GRACE = 2
_REACH = 90


def find(document: Document) -> Iterator[Hit]:
    """Yield every verb of the future with a day gone by."""
    if document.own_date is None:
        return
    text, own = document.text, document.own_date
    for claim in document.claims.dated_verbs:
        day = claim.mention.date
        if claim.tense != "future" or claim.bare or day is None or document.in_quote(claim.span):
            continue
        late = (own.date - day).days
        relative = claim.mention.text.lower() == "yesterday"
        if not relative and (late <= _GRACE or (not claim.sure_year and late > _REACH)):
            continue
        if any((other - day).days <= _GRACE for other in own.alternatives):
            continue
        said = f'"{claim.verb}" on {in_words(day)}; the article is of {in_words(own.date)}'
        sure = claim.sure_year and own.origin == "metadata"
        yield Hit(
            claim.span, said, 0.8 if sure else 0.6, related=(here(claim.mention.span, claim.mention.span.of(text)),)
        )
