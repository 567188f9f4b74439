"""How the article is worded: spelling, slips, names in two forms, signs of translation."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from auditor.document.page_views import PageViews
from auditor.reading.calques import Calque, read_calques
from auditor.reading.copied_names import CopiedName, read_copied_names
from auditor.reading.foreign_passages import LEAST_UNKNOWN, reads_foreign
from auditor.reading.foreign_words import ForeignSlip, read_foreign_slips
from auditor.reading.garbled import Garbled, read_garbled
from auditor.reading.genders import GenderDrift, read_gender_drift
from auditor.reading.lines import Line
from auditor.reading.name_forms import NameForm, read_name_forms
from auditor.reading.name_places import NamePlace, read_name_places
from auditor.reading.name_slips import NameSlip, read_name_slips
from auditor.reading.role_nouns import RoleNoun, read_role_nouns
from auditor.reading.tokens import read_tokens
from auditor.reading.translation_signs import TranslationSigns, read_translation_signs
from auditor.reading.transliterations import Transliteration, read_transliterations
from auditor.reading.unknown_words import UnknownWord, read_unknown_words
from auditor.reading.vocabulary import vouched
from auditor.reading.word_repeats import WordRepeat, read_word_repeats
from auditor.reading.word_slips import Slip, read_word_slips
from auditor.reading.word_stream import WordStream, read_word_stream
from auditor.span import Span, touches


class WordingViews(PageViews):
    """Words judged by their context."""

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
    def name_places(self) -> tuple[NamePlace, ...]:
        """Names with the words around them, as near-copies are compared by them."""
        return read_name_places(self.tokens)

    @cached_property
    def copied_names(self) -> tuple[CopiedName, ...]:
        """Names that near-copies by other outlets spell otherwise in the same place."""
        rows = self.context.gathered.get("copy-names", ())
        if not rows:
            return ()
        copies = {copy.article_id for copy in self.near_copies}
        found = read_copied_names(rows, copies, self.name_forms, self.context.allowed)
        return tuple(name for name in found if not vouched(name.printed, name.meant, self.vocabulary))

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
        return tuple(
            word
            for word in found
            if not self._of_page(word.token.span)
            and not self.in_foreign_passage(word.token.span)
            and not (self.vocabulary and vouched(word.token.text, word.meant, self.vocabulary))
        )

    def _of_page(self, span: Span) -> bool:
        """Whether the word at `span` is code, is cut off by a tag ("debat<strong>ing"), or stands in page furniture."""
        cut = self.text[span.end : span.end + 1] == "<" or self.text[max(0, span.start - 1) : span.start] == ">"
        return cut or touches(self.markup, span) or self.in_furniture(span)

    @cached_property
    def foreign_lines(self) -> tuple[Line, ...]:
        """Lines of an English article in another language, be they too short to tell in which."""
        unknown = self.word_stream.unknown
        if len(unknown) < LEAST_UNKNOWN:
            return ()
        starts = [line.span.start for line in self.lines]
        held = Counter(
            bisect_right(starts, token.start) - 1
            for token in self.word_stream.tokens
            if token is not None and token.text in unknown
        )
        lines = (self.lines[number] for number, count in sorted(held.items()) if count >= LEAST_UNKNOWN)
        return tuple(line for line in lines if reads_foreign(line.text))

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """Unknown spellings of the article that several independent sources of the run print, with their number."""
        return {row["spelling"]: row["sources"] for row in self.context.gathered.get("run-names", ())}

    @cached_property
    def word_slips(self) -> tuple[Slip, ...]:
        """Real words that probably stand for a look-alike; none that is a line by itself."""
        found = read_word_slips(self.text, self.word_stream, self.context.allowed)
        alone = {line.span for line in self.lines if line.words == 1} if found else ()
        return tuple(
            slip
            for slip in found
            if slip.token.span not in alone
            and not self._of_page(slip.token.span)
            and not self.in_foreign_passage(slip.token.span)
        )

    @cached_property
    def foreign_slips(self) -> tuple[ForeignSlip, ...]:
        """Words of another language than English that are probably slips; empty where it has no word list."""
        return read_foreign_slips(self.text, self.tokens, self.language.code, self.context.allowed)

    @cached_property
    def calques(self) -> tuple[Calque, ...]:
        """English words in the grammar of another language."""
        return read_calques(self.text, self.tokens, self.lowered)

    @cached_property
    def role_nouns(self) -> tuple[RoleNoun, ...]:
        """Bodies and officials called by a noun of a dictionary, not of English news."""
        return read_role_nouns(self.text, self.words, self.word_places)

    @cached_property
    def gender_drift(self) -> tuple[GenderDrift, ...]:
        """A pronoun of the other gender for the one person named before it."""
        return read_gender_drift(self.text, self.words, self.word_places, self.names)

    @cached_property
    def word_repeats(self) -> tuple[WordRepeat, ...]:
        """Words that stand again within nine tokens."""
        return read_word_repeats(self.tokens, self.lowered)

    @cached_property
    def translation_signs(self) -> TranslationSigns | None:
        """What speaks for machine translation, page furniture left out; None for short texts and other languages."""
        return read_translation_signs(self.text, self.furniture) if self.english else None
