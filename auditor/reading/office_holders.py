"""Who held which office when: look-ups in `knowledge/facts/office_holders.csv`, read once and only when asked."""

from __future__ import annotations

import csv
import datetime
import functools
import re
import unicodedata
from dataclasses import dataclass

from auditor.knowledge import path, toml


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year: the first and the last day it can be."""

    printed: str
    first: datetime.date
    last: datetime.date

    @classmethod
    def read(cls, printed: str) -> PartialDate | None:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None where it is anything else."""
        match = _PARTIAL.fullmatch(printed)
        if match is None:
            return None
        year, month, number = (int(part) if part else None for part in match.groups())
        try:
            first = datetime.date(year or 0, month or 1, number or 1)
        except ValueError:
            return None
        if number:
            return cls(printed, first, first)
        ahead = datetime.date(first.year + 1, 1, 1) if month in (None, 12) else first.replace(month=first.month + 1)
        return cls(printed, first, ahead - datetime.timedelta(1))

    def years_before(self, years: float) -> PartialDate:
        """Return the date `years` earlier, with the same precision; half years move by months."""
        whole, months = divmod(round(years * 12), 12)
        first, last = _earlier(self.first, whole, months), _earlier(self.last, whole, months)
        width = len(self.printed) if not months else max(len(self.printed), 7)
        return PartialDate(first.isoformat()[:width], first, last)

    def __str__(self) -> str:
        if len(self.printed) == 4:
            return self.printed
        if len(self.printed) == 7:
            return f"{self.first:%B %Y}"
        return f"{self.first.day} {self.first:%B %Y}"


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


_PARTIAL = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def fold(name: str) -> str:
    """Return `name` lower-cased and without accents (Wörner, Worner)."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def organisations_in(text: str) -> tuple[str, ...]:
    """Return the organisations and countries that `text` names, in order of mention, each once."""
    pattern, names = _called()
    return tuple(dict.fromkeys(names[match.group()] for match in pattern.finditer(text)))


@functools.cache
def holders(organisation: str) -> tuple[Tenure, ...]:
    """Return all rows of an organisation or country, as `organisations_in` names it."""
    spellings = {organisation, *_spellings().get(organisation, ())}
    return tuple(tenure for tenure in _tenures() if tenure.organisation in spellings)


def is_country(organisation: str) -> bool:
    """Return whether the rows of `organisation` are national leaders."""
    return any(tenure.role in ("national leader", "Prime Minister") for tenure in holders(organisation))


def terms_of(organisation: str, names: frozenset[str]) -> tuple[Tenure, ...]:
    """Return the rows of `organisation` whose holder has one of the folded surnames `names`."""
    return tuple(tenure for tenure in holders(organisation) if tenure.surname in names)


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


def _earlier(day: datetime.date, years: int, months: int) -> datetime.date:
    month = day.year * 12 + day.month - 1 - 12 * years - months
    year, number = divmod(month, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(max(1, year), number + 1, min(day.day, last))
        except ValueError:
            continue
    return datetime.date(max(1, year), number + 1, 1)
