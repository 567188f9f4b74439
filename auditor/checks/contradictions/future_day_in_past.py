"""Something "was arrested" or "said" on a day that lies after the article.

The date of the event is later than the publication, or the article's own date is wrong; "said tomorrow" is a word
mistranslated. The day must belong to the verb.

Silent within two days (time zones), inside quotation marks, and without a printed year, unless the weekday beside the
day says which year is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.calendar import in_words

requires = ("english", "date")

examples = (
    Bad("He [[was arrested on May 5, 2021]], police said.", published="2020-05-07"),
    Bad("The harbour [[was closed on 12 June 2019]] after the storm.", published="2019-06-03"),
    Bad("The minister [[said tomorrow]] that the harbour is closed.", published="2019-06-03"),
    Good("He was arrested on May 5, 2020, police said.", published="2020-05-07"),
    Good("He was scheduled to be moved on May 15, 2020, police said.", published="2020-05-07"),
    Good("He was arrested on May 20, police said.", published="2020-05-07"),
    Good('"It was closed on June 12, 2019," the caption will read.', published="2019-06-03"),
    Good("He will say that the harbour was closed by June 12, 2019.", published="2019-06-03"),
    Good("The minister said tomorrow will be dry.", published="2019-06-03"),
)

_GRACE = 2
_FOLLOWS = re.compile(
    r"[’']s|\s(?:is|will|would|has|he|she|they|we|it|the|there|an?|could|may|might|should|was|night|morning|evening"
    r"|afternoon|in|at|and|never)\b"
)
"""Words that make "tomorrow" the beginning of what was said."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every verb of the past with a day ahead."""
    if document.own_date is None:
        return
    text, own = document.text, document.own_date
    for claim in document.claims.dated_verbs:
        day = claim.mention.date
        if claim.tense != "past" or day is None or not claim.sure_year or document.in_quote(claim.span):
            continue
        word = claim.mention.text.lower()
        if word == "tomorrow":
            if _FOLLOWS.match(text, claim.span.end):
                continue
        elif not claim.mention.explicit_year or (day - own.date).days <= _GRACE:
            continue
        if any((day - other).days <= _GRACE for other in own.alternatives):
            continue
        said = f'"{claim.verb}" on {in_words(day)}; the article is of {in_words(own.date)}'
        sure = 0.8 if own.origin == "metadata" and word != "tomorrow" else 0.6
        yield Hit(claim.span, said, sure, related=(here(claim.mention.span, claim.mention.span.of(text)),))
