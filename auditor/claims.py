"""What an article states, in a small vocabulary of typed claims, each kind read once and only when asked for.

A contradiction check compares claims and never parses text: it reads them as `document.claims.ages`,
`document.claims.unit_pairs` and so on. A new kind of claim is a file in `auditor/reading/claims/` and one property
here.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from auditor.reading.ages import AgeMention, read_ages
from auditor.reading.changes import Change, read_changes
from auditor.reading.claims.births import Birth, read_births
from auditor.reading.claims.counts import CountedList, TotalOfParts, read_counted_lists, read_totals
from auditor.reading.claims.dated_verbs import DatedVerb, read_dated_verbs
from auditor.reading.claims.datelines import Dateline, read_dateline
from auditor.reading.claims.events import Event, read_events
from auditor.reading.claims.office_mentions import OfficeMention, read_office_mentions
from auditor.reading.claims.rewordings import Rewording, read_rewordings
from auditor.reading.claims.shares import FractionShare, WholeOfShares, read_fraction_shares, read_wholes_of_shares
from auditor.reading.claims.spoken import Spoken, read_spoken
from auditor.reading.claims.stretches import Stretch, read_stretches
from auditor.reading.claims.unit_pairs import UnitPair, read_unit_pairs
from auditor.reading.claims.years_apart import (
    Anniversary,
    YearsAgo,
    YearsBetween,
    YearsLater,
    read_anniversaries,
    read_years_ago,
    read_years_between,
    read_years_later,
)
from auditor.reading.restatements import Restatement, read_restatements
from auditor.reading.terms import TermClaim, read_terms
from auditor.reading.votes import Tally, read_votes
from auditor.reading.weekday_dates import WeekdayDate, read_weekday_dates

if TYPE_CHECKING:  # the document owns its claims
    from auditor.document.fact_views import FactViews


class Claims:
    """The claims of one article. All spans are code points into its text."""

    def __init__(self, document: FactViews) -> None:
        self._document = document

    @cached_property
    def ages(self) -> tuple[AgeMention, ...]:
        """Ages of people."""
        return read_ages(self._document.text, self._document.numbers)

    @cached_property
    def births(self) -> tuple[Birth, ...]:
        """Births with their year."""
        return read_births(self._document.text, self._document.dates)

    @cached_property
    def terms(self) -> tuple[TermClaim, ...]:
        """Terms of office with their length and dated end."""
        return read_terms(self._document.sentences, self._document.numbers, self._document.dates)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Stretches of time with both ends."""
        return read_stretches(self._document.text, self._document.dates)

    @cached_property
    def dated_verbs(self) -> tuple[DatedVerb, ...]:
        """Verbs with the day on which they happen."""
        return read_dated_verbs(self._document.text, self._document.dates)

    @cached_property
    def weekday_dates(self) -> tuple[WeekdayDate, ...]:
        """Days of the month with a weekday printed beside them."""
        return read_weekday_dates(self._document.text, self._document.dates)

    @cached_property
    def dateline(self) -> Dateline | None:
        """The dateline that opens the text."""
        return read_dateline(self._document.text, self._document.lines)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Changes told with their amount and both ends."""
        return read_changes(
            self._document.text, self._document.sentences, self._document.numbers, self._document.quantities
        )

    @cached_property
    def unit_pairs(self) -> tuple[UnitPair, ...]:
        """Amounts told in two units."""
        return read_unit_pairs(self._document.text, self._document.quantities)

    @cached_property
    def votes(self) -> tuple[Tally, ...]:
        """Results of votes."""
        return read_votes(self._document.text)

    @cached_property
    def office_mentions(self) -> tuple[OfficeMention, ...]:
        """People called the holder of an office, with its organisation or country."""
        return read_office_mentions(self._document.text, self._document.people.titled, self._document.context.facts)

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """Quotations with their speaker."""
        return read_spoken(self._document.text, self._document.quotes)

    @cached_property
    def rewordings(self) -> tuple[Rewording, ...]:
        """Quotations of one saying in different words."""
        return read_rewordings(self._document.text, self.spoken)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events that went one way or the other."""
        return read_events(self._document.text, self._document.tokens, self._document.sentences)

    @cached_property
    def restatements(self) -> tuple[Restatement, ...]:
        """Statements printed twice, once turned round."""
        return read_restatements(self._document.tokens, self._document.sentences, self._document.quotes)

    @cached_property
    def years_ago(self) -> tuple[YearsAgo, ...]:
        """Distances from the article's own year."""
        return read_years_ago(self._document.text, self._document.numbers)

    @cached_property
    def years_later(self) -> tuple[YearsLater, ...]:
        """Distances from a printed year."""
        return read_years_later(self._document.text, self._document.numbers)

    @cached_property
    def years_between(self) -> tuple[YearsBetween, ...]:
        """Durations with both years."""
        return read_years_between(self._document.text, self._document.numbers)

    @cached_property
    def anniversaries(self) -> tuple[Anniversary, ...]:
        """Anniversaries with the year of their event."""
        return read_anniversaries(self._document.text, self._document.numbers)

    @cached_property
    def fraction_shares(self) -> tuple[FractionShare, ...]:
        """Fractions with a percentage beside them."""
        return read_fraction_shares(self._document.text, self._document.numbers, self._document.quantities)

    @cached_property
    def wholes_of_shares(self) -> tuple[WholeOfShares, ...]:
        """Shares that leave nothing of their whole out."""
        return read_wholes_of_shares(self._document.text, self._document.quantities, self._document.sentences)

    @cached_property
    def counted_lists(self) -> tuple[CountedList, ...]:
        """Numbers with the closed list that they announce."""
        return read_counted_lists(self._document.text, self._document.numbers, self._document.sentences)

    @cached_property
    def totals(self) -> tuple[TotalOfParts, ...]:
        """Totals with the parts of a closed group."""
        return read_totals(self._document.text, self._document.numbers)
