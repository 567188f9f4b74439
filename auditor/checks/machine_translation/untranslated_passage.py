"""A passage of an English article stands in another language.

A system that fails on a paragraph passes it through as it came, and some pages join the original to its translation.
What stands there is lost to English readers and to every check.

The language is CLD2's. Silent in quotations and brackets, for passages of fewer than eight words, and where the words
of English grammar say that it is English after all (names, titles, dialect).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.language import language_name, script_name
from auditor.span import Span

requires = ("english",)

_ENGLISH = (
    "The council met on Monday and spoke about the old bridge over the river. Nobody had expected that the talks would "
    "go on until the evening, and the mayor left early. "
)
examples = (
    Bad(f"{_ENGLISH}[[Сегодня жители города снова вышли на улицы, чтобы поддержать свою библиотеку.]] {_ENGLISH}"),
    Bad(f"{_ENGLISH}\n[[Die Stadt hat beschlossen, dass die alte Brücke im Frühjahr neu gebaut wird.]]\n{_ENGLISH}"),
    Good(f"{_ENGLISH}“Die Stadt hat gestern beschlossen, dass die alte Brücke neu gebaut wird”, it said. {_ENGLISH}"),
    Good(f"{_ENGLISH}Sunday saw “La vie en rose”, Don Giovanni and the Wiener Philharmoniker. {_ENGLISH}"),
)

LEAST_WORDS = 8


def find(document: Document, *, least: int = LEAST_WORDS) -> Iterator[Hit]:
    """Yield each run of sentences in one other language. `least`: the fewest words of a passage."""
    foreign = [passage for passage in document.passages if passage.code.partition("-")[0] not in ("en", "un")]
    if not foreign or document.language.code != "en":
        return
    for passage in foreign:
        sentences = [
            sentence.span
            for sentence in document.sentences
            if min(sentence.span.end, passage.span.end) - max(sentence.span.start, passage.span.start)
            > sentence.span.width / 2
        ]
        sentences = [span for span in sentences if _is_foreign(document, span, least)]
        if sentences:
            span = Span(sentences[0].start, sentences[-1].end)
            stretch = span.of(document.text)
            named = f"{language_name(passage.code)} ({script_name(stretch)} letters)"
            yield Hit(span, f"{len(_words(document, span))} words in {named} were not translated", 0.8)


def _is_foreign(document: Document, span: Span, least: int) -> bool:
    words = _words(document, span)
    small = [word.lower() for word in words if word[0].islower() or not word[0].isascii()]
    if len(words) < least or len(small) * 2 < len(words):
        return False
    quoted = (min(quote.span.end, span.end) - max(quote.span.start, span.start) for quote in document.quotes)
    if max(quoted, default=0) > span.width / 2:
        return False
    return sum(word in _GRAMMAR for word in small) * 8 < len(words)


def _words(document: Document, span: Span) -> list[str]:
    return [word.text for word in document.words if span.start <= word.start < span.end]


_GRAMMAR = frozenset("the of and to that is was were with for this which his they".split())
