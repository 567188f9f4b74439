"""A passage of an English article stands in another language.

A system that fails on a paragraph passes it through as it came, and some pages join the original to its translation.
What stands there is lost to English readers and to every check.

The language is CLD2's. A line by itself counts from four words on, if most of them are in no English dictionary: pages
keep such prompts in the language of their site. Silent in quotations and brackets, for shorter passages of a paragraph,
for lines that are called page furniture, and where the words of English grammar say that it is English after all
(names, titles, dialect).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.language import language_name, script_name
from auditor.span import touches

requires = ("english",)

_ENGLISH = (
    "The council met on Monday and spoke about the old bridge over the river. Nobody had expected that the talks would "
    "go on until the evening, and the mayor left early. "
)
examples = (
    Bad(f"{_ENGLISH}[[Сегодня жители города снова вышли на улицы, чтобы поддержать свою библиотеку.]] {_ENGLISH}"),
    Bad(f"{_ENGLISH}\n[[Die Stadt hat beschlossen, dass die alte Brücke im Frühjahr neu gebaut wird.]]\n{_ENGLISH}"),
    Bad(f"{_ENGLISH}\n[[市议会周一就河上的旧桥举行了会议，没有人预料到会谈会持续到晚上。]]\n{_ENGLISH}"),
    Bad(f"{_ENGLISH}\n[[Napišite svoje mišljenje ovdje!]]"),
    Good(f"{_ENGLISH}\nChapeau, Wiener Philharmoniker!\n“Napišite svoje mišljenje ovdje!”"),
    Good(f"{_ENGLISH}“Die Stadt hat gestern beschlossen, dass die alte Brücke neu gebaut wird”, it said. {_ENGLISH}"),
    Good(f"{_ENGLISH}Sunday saw “La vie en rose”, Don Giovanni and the Wiener Philharmoniker. {_ENGLISH}"),
)

LEAST_WORDS = 8


def find(document: Document, *, least: int = LEAST_WORDS) -> Iterator[Hit]:
    """Yield each run of sentences in one other language. `least`: the fewest words of its longest sentence."""
    for passage in document.foreign_passages:
        if passage.longest >= least:
            language, script = language_name(passage.code), script_name(passage.span.of(document.text))
            named = language if script == language else f"{language} ({script} letters)"
            yield Hit(passage.span, f"{passage.words} words in {named} were not translated", 0.8)
    told = [passage.span for passage in document.foreign_passages]
    for line in document.foreign_lines:
        if not (touches(told, line.span) or document.in_quote(line.span) or document.in_furniture(line.span)):
            yield Hit(line.span, "This line is not in English", 0.7)
