"""Lazy views over one article, each computed once. A check reads these and never splits text itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from auditor.article import Article
from auditor.claims import Claims
from auditor.context import Context, NearCopy, Sister
from auditor.reading import carried
from auditor.reading.addresses import read_address_date
from auditor.reading.authors import Author, read_authors
from auditor.reading.boilerplate import Boilerplate, read_boilerplate, speaks
from auditor.reading.calques import Calque, read_calques
from auditor.reading.carried import Carried
from auditor.reading.claim_pairs import read_claim_pairs
from auditor.reading.code_lines import read_code_lines
from auditor.reading.credits import Credit, read_credits
from auditor.reading.date_stamps import DateStamp, read_date_stamps
from auditor.reading.dates import DateMention, OwnDate, read_dates
from auditor.reading.figures import Figure, read_figures
from auditor.reading.foreign_words import LANGUAGES, ForeignSlip, read_foreign_slips
from auditor.reading.full_names import FullName, read_full_names
from auditor.reading.furniture import Furniture, read_furniture
from auditor.reading.garbled import Garbled, read_garbled
from auditor.reading.genders import GenderDrift, read_gender_drift
from auditor.reading.headline import Headline, HeadlineCopy, read_headline, read_headline_copies
from auditor.reading.inference import Scorer, recorded
from auditor.reading.inference import load as load_inference
from auditor.reading.language import Language, Passage, read_language, read_passages
from auditor.reading.line_model import DOUBT, LIKELY, LineScore, credited, judge, read_line_odds, weights
from auditor.reading.lines import Line, Paragraph, read_lines, read_paragraphs
from auditor.reading.name_forms import NameForm, read_name_forms
from auditor.reading.name_slips import NameSlip, read_name_slips
from auditor.reading.names import Name, read_names
from auditor.reading.numbers import Number, Quantity, read_numbers, read_quantities
from auditor.reading.people import People, read_people
from auditor.reading.places import CityState, read_city_states
from auditor.reading.pronouns import Pronoun, read_pronouns
from auditor.reading.published import PublishedDate, read_published
from auditor.reading.quotes import Quote, read_quotes
from auditor.reading.repeats import LEAST_REPEAT, Repeat, read_repeats
from auditor.reading.role_nouns import RoleNoun, read_role_nouns
from auditor.reading.sentence_frames import Frame, read_frames
from auditor.reading.sentences import Sentence, read_sentences
from auditor.reading.template_lines import Recurring, recurring
from auditor.reading.tokens import Token, read_tokens
from auditor.reading.translation_signs import TranslationSigns, read_translation_signs
from auditor.reading.transliterations import Transliteration, read_transliterations
from auditor.reading.unknown_words import UnknownWord, read_unknown_words
from auditor.reading.vocabulary import vouched
from auditor.reading.word_places import WordPlaces, read_word_places
from auditor.reading.word_repeats import WordRepeat, read_word_repeats
from auditor.reading.word_slips import Slip, read_word_slips
from auditor.reading.word_stream import WordStream, read_word_stream
from auditor.span import Span


class Document:
    """One article with everything read from it. All spans are code points into `article.text`."""

    def __init__(self, article: Article, context: Context | None = None, carried: Carried | None = None) -> None:
        self.article = article
        self.context = context or Context()
        self._carried = carried or {}

    def carry(self) -> Carried:
        """Return what has been read and need not be read again: plain data for `carried` of another Document."""
        return carried.carry(vars(self))

    @property
    def text(self) -> str:
        """The text as delivered."""
        return self.article.text

    @property
    def title(self) -> str:
        """The title as delivered, "" if there is none."""
        return self.article.title or ""

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        """Who the record says wrote it."""
        return read_authors(self.article.authors)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Lines that are not blank."""
        return read_lines(self.text)

    @cached_property
    def furniture(self) -> tuple[Furniture, ...]:
        """Lines and stretches that belong to the page and not to the article, each classed once."""
        return read_furniture(self.lines)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """Photo credits and captions."""
        taken = [item.span for item in self.furniture] + [stamp.span for stamp in self.date_stamps]
        return read_credits(self.lines, tuple(taken))

    def furniture_of(self, kind: str) -> tuple[Furniture | Boilerplate, ...]:
        """Return what rules and line model take for furniture of one kind."""
        ruled = [replace(item, sure=self.trust(item.span, item.sure)) for item in self.furniture if item.kind == kind]
        return (*ruled, *(item for item in self.boilerplate if item.kind == kind))

    def trust(self, span: Span, sure: float) -> float:
        """Return how sure a rule may be of `span`: no more than likely where it is a line that the model doubts."""
        return min(sure, LIKELY) if span in self._doubted else sure

    @cached_property
    def _doubted(self) -> frozenset[Span]:
        if not speaks(self.lines):
            return frozenset()
        return frozenset(
            line.span for line, score in zip(self.lines, self.line_scores, strict=True) if score.odds < DOUBT
        )

    @cached_property
    def code_lines(self) -> tuple[Line, ...]:
        """Lines of script, style sheet or data."""
        return read_code_lines(self.lines)

    @cached_property
    def repeats(self) -> tuple[Repeat, ...]:
        """Paragraphs that stand there twice."""
        return read_repeats(self.paragraphs)

    @cached_property
    def line_odds(self) -> NDArray[np.float64]:
        """The line model's log-odds of furniture for each of `lines`, by the article alone."""
        return read_line_odds(self.text, self.lines, self.title, self.furniture, credited(self.credits))

    @cached_property
    def recurring(self) -> Mapping[int, Recurring]:
        """The lines, by number, that other articles of the source have too."""
        rows = self.context.gathered.get("source-templates", ())
        return recurring(
            self.lines, {row["line"]: Recurring(row["line"], row["articles"], row.get("junk")) for row in rows}
        )

    @cached_property
    def line_scores(self) -> tuple[LineScore, ...]:
        """What the line model says of each of `lines`, given what recurs in the source."""
        return judge(self.lines, self.line_odds, self.recurring, weights().thresholds, weights().curve)

    @cached_property
    def boilerplate(self) -> tuple[Boilerplate, ...]:
        """Lines that the line model takes for furniture and no rule names."""
        others = [credit.span for credit in self.credits] + [stamp.span for stamp in self.date_stamps]
        others += [line.span for line in self.code_lines]
        others += [repeat.second.span for repeat in self.repeats if repeat.words >= LEAST_REPEAT]
        return read_boilerplate(self.text, self.lines, self.line_scores, self.title, self.furniture, others)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Paragraphs: single lines, or blocks of lines where the text is wrapped."""
        return read_paragraphs(self.text, self.lines)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences; none crosses a paragraph."""
        if "sentences" in self._carried:
            return carried.sentences(self.text, self._carried["sentences"])
        return read_sentences(self.text, self.paragraphs)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words, numbers, addresses and punctuation marks."""
        return read_tokens(self.text)

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The tokens that are words."""
        return tuple(token for token in self.tokens if token.kind == "word")

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The distinct words as printed: what tells at once that a word of a list does not stand in the text."""
        return frozenset([token.text for token in self.words])

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Quotations, paragraph by paragraph."""
        return read_quotes(self.text, tuple(paragraph.span for paragraph in self.paragraphs))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Mentions of names: runs of capitalised words."""
        if "names" in self._carried:
            return carried.names(self.text, self._carried["names"])
        return read_names(self.text, self.tokens, self.sentence_starts)

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
    def sentence_starts(self) -> frozenset[int]:
        """Offsets at which a sentence begins, opening quotation marks and brackets skipped."""
        starts = set()
        for sentence in self.sentences:
            offset = sentence.span.start
            while offset < sentence.span.end and not self.text[offset].isalnum():
                offset += 1
            starts.add(offset)
        return frozenset(starts)

    @cached_property
    def name_forms(self) -> tuple[NameForm, ...]:
        """The spellings of names, word by word."""
        return read_name_forms(self.text, self.tokens, self.sentence_starts, read_tokens(self.title))

    @cached_property
    def name_slips(self) -> tuple[NameSlip, ...]:
        """Spellings of names that are probably slips of others in the article."""
        found = read_name_slips(self.name_forms, self.sentences, self.context.allowed)
        if not self.vocabulary:
            return found
        return tuple(slip for slip in found if not vouched(slip.rare.form, slip.usual.form, self.vocabulary))

    @cached_property
    def transliterations(self) -> tuple[Transliteration, ...]:
        """Names in two spellings of another alphabet that are no slips."""
        return read_transliterations(self.name_forms, self.name_slips)

    @cached_property
    def word_stream(self) -> WordStream:
        """The words as the language model reads them."""
        return read_word_stream(self.tokens, self.sentences)

    @cached_property
    def garbled(self) -> tuple[Garbled, ...]:
        """Sentences whose words do not hang together."""
        return read_garbled(self.text, self.word_stream)

    @cached_property
    def unknown_words(self) -> tuple[UnknownWord, ...]:
        """Words that are in no dictionary and probably stand for another."""
        found = read_unknown_words(self.text, self.word_stream, self.context.allowed)
        if not self.vocabulary:
            return found
        return tuple(word for word in found if not vouched(word.token.text, word.meant, self.vocabulary))

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """Unknown spellings of the article that several independent sources of the run print, with their number."""
        return {row["spelling"]: row["sources"] for row in self.context.gathered.get("run-names", ())}

    @cached_property
    def word_slips(self) -> tuple[Slip, ...]:
        """Real words that probably stand for a look-alike."""
        return read_word_slips(self.text, self.word_stream, self.context.allowed)

    @cached_property
    def foreign_slips(self) -> tuple[ForeignSlip, ...]:
        """Words of another language than English that are probably slips; empty where it has no word list."""
        return read_foreign_slips(self.text, self.tokens, self.language.code, self.context.allowed)

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
        return read_dates(self.text, self.sentences, self.own_date.date if self.own_date else None)

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

    @cached_property
    def language(self) -> Language:
        """The language of the article: as delivered if it is stated, else measured."""
        return read_language(self.lines, self.article.language)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Passages by language."""
        return read_passages(self.text)

    @cached_property
    def calques(self) -> tuple[Calque, ...]:
        """English words in the grammar of another language."""
        return read_calques(self.text, self.tokens)

    @cached_property
    def role_nouns(self) -> tuple[RoleNoun, ...]:
        """Bodies and officials called by a noun of a dictionary, not of English news."""
        return read_role_nouns(self.text, self.words, self.word_places)

    @cached_property
    def gender_drift(self) -> tuple[GenderDrift, ...]:
        """A pronoun of the other gender for the one person named before it."""
        return read_gender_drift(self.text, self.words, self.word_places, self.names)

    @cached_property
    def word_places(self) -> WordPlaces:
        """Words in lower case with their numbers among `words`."""
        return read_word_places(self.words)

    @cached_property
    def word_repeats(self) -> tuple[WordRepeat, ...]:
        """Words that stand again within nine tokens."""
        return read_word_repeats(self.tokens)

    @cached_property
    def translation_signs(self) -> TranslationSigns | None:
        """What speaks for machine translation, page furniture left out; None for short texts and other languages."""
        return read_translation_signs(self.text, self.furniture) if self.english else None

    @property
    def english(self) -> bool:
        """Whether checks that need English apply (an article too short to tell counts as English)."""
        return self.language.code in ("en", None)

    @property
    def has_word_list(self) -> bool:
        """Whether non-words can be told: in English, and in languages with a word list."""
        return self.english or self.language.code in LANGUAGES

    def in_quote(self, span: Span) -> bool:
        """Whether `span` lies wholly inside a quotation."""
        return any(quote.span.covers(span) for quote in self.quotes)
