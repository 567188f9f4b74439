"""The article as text: lines, paragraphs, sentences, tokens, quotations, names, language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from auditor.article import Article
from auditor.context import Context
from auditor.reading import carried
from auditor.reading.authors import Author, read_authors
from auditor.reading.carried import Carried
from auditor.reading.foreign_passages import ForeignPassage, read_foreign_passages, reads_foreign
from auditor.reading.foreign_words import LANGUAGES
from auditor.reading.language import Language, Passage, read_language, read_passages
from auditor.reading.lines import Line, Paragraph, read_lines, read_paragraphs
from auditor.reading.names import Name, read_names
from auditor.reading.quotes import Quote, read_quotes
from auditor.reading.sentences import Sentence, read_sentences
from auditor.reading.tokens import Token, read_lowered, read_tokens
from auditor.reading.word_places import WordPlaces, read_word_places
from auditor.span import Span


class TextViews:
    """What stands in the text, before anything is said of it. All spans are code points into `article.text`."""

    def __init__(self, article: Article, context: Context | None = None, carried: Carried | None = None) -> None:
        self.article = article
        self.context = context or Context()
        self._carried = carried or {}

    def carry(self) -> Carried:
        """Return what has been read and need not be read again: plain data for `carried` of another Document."""
        return carried.carry(vars(self))

    def forget(self) -> None:
        """Let go of the claims, which hold on to their document: so all of it is freed as soon as nobody has it.

        Python would find the two in the end, after hundreds of articles; memory that is used again at once is fast.
        """
        vars(self).pop("claims", None)

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
    def lowered(self) -> Sequence[str]:
        """The texts of the tokens in lower case."""
        return read_lowered(self.tokens)

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
    def language(self) -> Language:
        """The language of the article: as delivered if it is stated, else measured."""
        if "language" in self._carried:
            return carried.language(self._carried["language"])
        return read_language(self.lines, self.article.language)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Passages by language."""
        return read_passages(self.text)

    @cached_property
    def foreign_passages(self) -> tuple[ForeignPassage, ...]:
        """Passages of an English article in another language."""
        if not self.english:
            return ()
        return read_foreign_passages(self.passages, self.sentences, self.words, self.quotes)

    def in_foreign_passage(self, span: Span) -> bool:
        """Whether `span` lies in a passage in another language, or in a line of it that is too short to tell which."""
        if any(passage.span.overlaps(span) for passage in self.foreign_passages):
            return True
        line = self.lines[max(0, bisect_right(self.lines, span.start, key=lambda line: line.span.start) - 1)]
        return self.english and reads_foreign(line.text)

    @cached_property
    def word_places(self) -> WordPlaces:
        """Words in lower case with their numbers among `words`."""
        return read_word_places(read_lowered(self.words))

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
