"""Who held which office when: a lean table of national leaders and heads of large international organisations.

A date is as precise as its source: "2009-08" is some day of that month. An empty end means still in office on `as_of`,
or unknown. The same term may stand in several rows.
"""

from __future__ import annotations

import csv
import datetime
import functools
from dataclasses import dataclass

from auditor import knowledge

TABLE = "facts/office_holders.csv"

_ALIASES = {
    "nato": "NATO", "north atlantic alliance": "NATO", "alliance": "NATO",
    "united nations": "United Nations", "un": "United Nations",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office. `start`, `end`: as printed in the table ("2014-10-01", "2009-08", "1995" or "")."""

    person: str
    role: str
    organisation: str
    start: str
    end: str
    source: str
    as_of: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.person.split()[-1]

    def starts_near(self, day: datetime.date, months: int) -> bool | None:
        """Whether the term began within `months` of `day`; None where the table is too coarse to say."""
        if not self.start:
            return None
        parts = [int(part) for part in self.start.split("-")]
        first = datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
        slack = {1: 366, 2: 31}.get(len(parts), 0)
        return -30.5 * months - slack <= (day - first).days <= 30.5 * months + slack


@functools.cache
def terms_by_surname() -> dict[str, tuple[Term, ...]]:
    """Return every term of the table by the holder's surname."""
    found: dict[str, list[Term]] = {}
    with knowledge.path(TABLE).open(encoding="utf-8", newline="") as table:
        for row in csv.reader(line for line in table if not line.startswith("#")):
            if row[0] != "person":
                term = Term(*row)
                found.setdefault(term.surname, []).append(term)
    return {surname: tuple(terms) for surname, terms in found.items()}


def organisation(text: str) -> str | None:
    """Return the table's name of an organisation or country, or None where it has none."""
    folded = text.casefold().removeprefix("the ").strip()
    if folded in _ALIASES:
        return _ALIASES[folded]
    return _organisations().get(folded)


@functools.cache
def _organisations() -> dict[str, str]:
    return {term.organisation.casefold(): term.organisation for terms in terms_by_surname().values() for term in terms}
