"""What the article states: people, places, numbers, dates, its own date, and what other articles state beside it."""

from __future__ import annotations

import datetime
from functools import cached_property

from auditor.claims import Claims
from auditor.context import NearCopy, Sister
from auditor.document.text_views import TextViews
from auditor.reading import carried
from auditor.reading.addresses import read_address_date
from auditor.reading.claim_pairs import read_claim_pairs
from auditor.reading.date_stamps import DateStamp, read_date_stamps
from auditor.reading.dates import DateMention, OwnDate, read_dates
from auditor.reading.figures import Figure, read_figures
from auditor.reading.full_names import FullName, read_full_names
from auditor.reading.headline import Headline, HeadlineCopy, read_headline, read_headline_copies
from auditor.reading.inference import Scorer, recorded
from auditor.reading.inference import load as load_inference
from auditor.reading.leads import Lead, read_leads
from auditor.reading.numbers import Number, Quantity, read_numbers, read_quantities
from auditor.reading.people import People, read_people
from auditor.reading.places import CityState, read_city_states
from auditor.reading.pronouns import Pronoun, read_pronouns
from auditor.reading.published import PublishedDate, read_published
from auditor.reading.sentence_frames import Frame, read_frames
from auditor.reading.sentences import Sentence


class FactViews(TextViews):
    """Facts read from the text, its headline and its metadata."""

    @cached_property
    def people(self) -> People:
        """People with their titles, parties and states."""
        return read_people(self.text, self.tokens)

    @cached_property
    def pronouns(self) -> tuple[Pronoun, ...]:
        """Every "he" and "she" that can stand for one person only."""
        return read_pronouns(self.text, self.sentences, self.names, self.full_names, self.people.titled)

    @cached_property
    def city_states(self) -> tuple[CityState, ...]:
        """Cities with the state printed beside them."""
        return read_city_states(self.text, self.names)

    @cached_property
    def full_names(self) -> tuple[FullName, ...]:
        """People named with given name and surname."""
        return read_full_names(self.text, self.names)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Numbers, in figures or words."""
        if "numbers" in self._carried:
            return carried.numbers(self._carried["numbers"])
        return read_numbers(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers with a unit."""
        return read_quantities(self.text, self.numbers)

    @cached_property
    def headline(self) -> Headline:
        """The headline with its figures."""
        return read_headline(self.title, self.text)

    @cached_property
    def headline_copies(self) -> tuple[HeadlineCopy, ...]:
        """Where one of the first lines repeats the headline with one word exchanged."""
        return read_headline_copies(self.headline, self.lines)

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """Sentences near the top that tell a headline with figures again."""
        return read_leads(self.text, self.headline, self.sentences, self.numbers)

    @property
    def infer(self) -> Scorer | None:
        """The language-inference model that is configured, or what one said before; None: there is none."""
        said = self.context.gathered.get("inference")
        if said is not None:
            return recorded(said)
        return load_inference(self.context.inference) if self.context.inference else None

    @cached_property
    def claim_pairs(self) -> tuple[tuple[Sentence, Sentence], ...]:
        """Pairs of sentences that may speak of the same thing, the most telling first."""
        return read_claim_pairs(self.sentences)

    @cached_property
    def published(self) -> PublishedDate:
        """The publication date of the metadata, read."""
        return read_published(self.article.published, self.context.today)

    @cached_property
    def date_stamps(self) -> tuple[DateStamp, ...]:
        """Dates the page printed about the article itself, the most trustworthy first."""
        return read_date_stamps(self.text, self.lines)

    @cached_property
    def own_date(self) -> OwnDate | None:
        """The article's date: from the metadata, else a stamp in the text, else its nearest dated near-copy."""
        if self.published.date is not None:
            readings = (self.published.date, *self.published.alternatives)
            printed = {stamp.date for stamp in self.date_stamps if not stamp.alternatives}
            agreed = tuple(day for day in readings if day in printed) or readings
            return OwnDate(agreed[0], "metadata", agreed[1:])
        if self.date_stamps:
            stamp = self.date_stamps[0]
            return OwnDate(stamp.date, "text", stamp.alternatives, span=stamp.span)
        for copy in self.near_copies:
            if copy.date is not None:
                return OwnDate(copy.date, "near-copy", article_id=copy.article_id)
        return None

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Time expressions, relative ones resolved against `own_date`."""
        return read_dates(self.text, self.own_date.date if self.own_date else None)

    @cached_property
    def claims(self) -> Claims:
        """What the article states, in the typed shapes that contradiction checks compare."""
        return Claims(self)

    @cached_property
    def address_date(self) -> datetime.date | None:
        """The day in the address of the page."""
        return read_address_date(self.article.url or "")

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The first figures with their surroundings, as sister articles are compared by them."""
        return read_figures(self.text, self.sentences, self.numbers, self.quantities)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """Sentences with their figures, days and names, as near-copies are aligned by them."""
        return read_frames(self.text, self.sentences, self.numbers, self.dates, self.names)

    @cached_property
    def sisters(self) -> tuple[Sister, ...]:
        """Other articles of the run on the same event, by their id."""
        rows = self.context.gathered.get("sister-articles", ())
        return tuple(
            Sister(
                row["article_id"],
                row["source"],
                datetime.date.fromisoformat(row["date"]) if row["date"] else None,
                tuple(map(Figure.from_json, row["figures"])),
            )
            for row in sorted(rows, key=lambda row: str(row["article_id"]))
        )

    @cached_property
    def near_copies(self) -> tuple[NearCopy, ...]:
        """Near-copies of this article in the same run, the closest first."""
        rows = self.context.gathered.get("near-copies", ())
        copies = [
            NearCopy(
                row["article_id"],
                row["contained"],
                row["contains"],
                datetime.date.fromisoformat(row["date"]) if row["date"] else None,
            )
            for row in rows
        ]
        return tuple(sorted(copies, key=lambda copy: (-max(copy.contained, copy.contains), copy.article_id)))
