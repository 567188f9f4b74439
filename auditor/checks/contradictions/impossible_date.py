"""A date is printed that no calendar has: 31 June, 30 February.

Usual causes: day and month that changed places, a slip of the finger. Silent for three short figures without a month
name or a full year: "28-24-37" is more often a result than a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The fair opens on [[31 June 2021]] in the old town."),
    Bad("It was signed on [[February 30, 2019]]."),
    Good("The fair opens on 30 June 2021 in the old town."),
    Good("It was signed on February 29, 2020."),
    Good("The parties stand at 28-24-37% in the new count."),
)

_SURELY_DATE = re.compile(r"[A-Za-z]{3}|[0-9]{4}")


def find(document: Document) -> Iterator[Hit]:
    """Yield every such date."""
    for mention in document.dates:
        if mention.impossible and _SURELY_DATE.search(mention.text):
            yield Hit(mention.span, f'No calendar has a day "{mention.text}"', 0.9)
