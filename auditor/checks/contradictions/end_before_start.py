"""A stretch of time ends before it begins.

"From 14 May 2019 to 3 May 2019", "(1950-1911)", "was opened in 1990 and closed in 1987": one of the two dates is wrong.
Only dates with their year printed are compared.

Silent where the words count backwards ("back from", "compared", "down from"), and for years before Christ.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("The fair was held from [[14 May 2019 to 3 May 2019]] in Lund."),
    Bad("The painter Ann Roe ([[1950-1911]]) lived here."),
    Bad("The mill was opened in [[1990 and closed in 1987]], when the river froze."),
    Good("The fair was held from 3 May 2019 to 14 May 2019 in Lund."),
    Good("The painter Ann Roe (1911-1950) lived here."),
    Good("Prices went from 2015 to 2009 levels."),
    Good("The tribe lived here from 1900 to 1500 B.C."),
    Good("The fee rose from 2100 to 1900 of the new coins."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every stretch whose end lies before its beginning."""
    text = document.text
    for stretch in document.claims.stretches:
        if stretch.end.last < stretch.start.first:
            said = f"It ends {stretch.end} and begins {stretch.start}"
            places = (
                here(stretch.start_span, stretch.start_span.of(text)),
                here(stretch.end_span, stretch.end_span.of(text)),
            )
            yield Hit(stretch.span, said, 0.85, related=places)
