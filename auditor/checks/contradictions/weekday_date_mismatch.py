"""A weekday is printed beside a date that fell on another day.

A calendar is never wrong, so the sentence states at least one false fact. In scraped archives the usual culprit is a
year filled in from the crawl date; in machine translation, a day and a month that changed places. Silent without a
printed year, and for years before 1800, when calendars differed.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.calendar import in_words

examples = (
    Bad("Voters met on [[Tuesday, 3 March 2024]]."),
    Bad("The trial opens on [[Monday, June 5, 2018]], the court said."),
    Bad("In this [[Thursday, Aug. 21, 2017]], photo, the harbour lies empty."),
    Good("Voters met on Sunday, 3 March 2024."),
    Good("Voters met on Tuesday, 3 March."),
    Good("The letter is dated Friday, 3 March 1724."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every full date with the wrong weekday."""
    for mention in document.claims.weekday_dates:
        if not mention.explicit_year or mention.date.year < 1800:
            continue
        actual = f"{mention.date:%A}"
        if mention.weekday != actual:
            said = f"{in_words(mention.date)} was a {actual}, not a {mention.weekday}"
            yield Hit(mention.span, said, 0.95)
