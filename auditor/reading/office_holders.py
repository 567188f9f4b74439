"""Who held which office when: look-ups in `knowledge/facts/office_holders.csv`, read once and only when asked.

`more`: rows that the user adds to the table.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from dataclasses import dataclass

from auditor.knowledge import path, toml
from auditor.reading.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Tenure:
    """One row of the table: a person held an office from `start` to `end` (None: none stated by `as_of`)."""

    person: str
    role: str
    organisation: str
    start: PartialDate
    end: PartialDate | None
    source: str
    as_of: str

    @property
    def surname(self) -> str:
        """The last word of the name, folded; it decides whether two mentions can be one person."""
        return fold(self.person.split()[-1])


def fold(name: str) -> str:
    """Return `name` lower-cased and without accents (Wörner, Worner)."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def organisations_in(text: str, more: tuple[Tenure, ...] = ()) -> tuple[str, ...]:
    """Return the organisations and countries that `text` names, in order of mention; those of `more` come last."""
    pattern, names = _called()
    found = dict.fromkeys(names[match.group()] for match in pattern.finditer(text))
    added = (row.organisation for row in more if row.organisation in text)
    return tuple(found | dict.fromkeys(name for name in added if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)))


def all_tenures() -> tuple[Tenure, ...]:
    """Return every row of the table."""
    return _tenures()


@functools.cache
def holders(organisation: str) -> tuple[Tenure, ...]:
    """Return all rows of an organisation or country, as `organisations_in` names it."""
    spellings = {organisation, *_spellings().get(organisation, ())}
    return tuple(tenure for tenure in _tenures() if tenure.organisation in spellings)


def is_country(organisation: str) -> bool:
    """Return whether the rows of `organisation` are national leaders."""
    return any(tenure.role in ("national leader", "Prime Minister") for tenure in holders(organisation))


def terms_of(organisation: str, names: frozenset[str], more: tuple[Tenure, ...] = ()) -> tuple[Tenure, ...]:
    """Return the rows of `organisation` whose holder has one of the folded surnames `names`."""
    added = tuple(tenure for tenure in more if tenure.organisation == organisation)
    return tuple(tenure for tenure in (*holders(organisation), *added) if tenure.surname in names)


def tenures_of(organisation: str, more: tuple[Tenure, ...] = ()) -> tuple[Tenure, ...]:
    """Return all rows of `organisation`, those of `more` last."""
    return (*holders(organisation), *(tenure for tenure in more if tenure.organisation == organisation))


@functools.cache
def _tenures() -> tuple[Tenure, ...]:
    found = []
    with path("facts/office_holders.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            start = PartialDate.read(row["start"])
            if start is not None:
                end = PartialDate.read(row["end"])
                found.append(
                    Tenure(row["person"], row["role"], row["organisation"], start, end, row["source"], row["as_of"])
                )
    return tuple(found)


@functools.cache
def _called() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = toml("facts/organisations.toml")["organisation"]
    names = {form: row["name"] for row in rows for form in row["called"]}
    forms = "|".join(re.escape(form) for form in sorted(names, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)"), names


@functools.cache
def _spellings() -> dict[str, tuple[str, ...]]:
    rows = toml("facts/organisations.toml")["organisation"]
    return {row["name"]: tuple(row.get("table", ())) for row in rows}
