"""A count word and its noun do not agree: "many country", "these problem", "a problems".

Chinese, Japanese, Turkish and Hungarian leave the noun as it is after a number, and systems that choose each word by
itself lose the plural.

Only nouns whose plural is regular and that no compound begins with are judged (`knowledge/translation/nouns.toml`), and
only where the noun phrase ends there. Silent in quotations.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from auditor import knowledge
from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.word_patterns import is_grammar
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("There are [[many country]] in which it rains.", fix="many countries"),
    Bad("They spoke of [[these problem]], and nobody slept.", fix="these problems"),
    Bad("It is [[a countries]] of farmers.", fix="a country"),
    Good("There are many country roads, two problem cases and a countries list."),
    Good("The ministers spoke before the Group of Seven summit."),
    Good("There is many a country in which it rains; these, problem or not, are two."),
)

_MANY = tuple("many several these those few two three four five six seven eight nine ten both".split())
_ONE = ("a", "an", "this", "each", "every", "another")


def find(document: Document) -> Iterator[Hit]:
    """Yield count word and noun."""
    singular, plural = _nouns()
    for counts, wrong in ((_MANY, singular), (_ONE, plural)):
        for count in counts:
            for at in document.word_places.get(count, ()):
                yield from _judge(document, at, wrong)


def _judge(document: Document, at: int, wrong: Mapping[str, str]) -> Iterator[Hit]:
    text, words = document.text, document.words
    if at + 1 >= len(words) or (right := wrong.get(words[at + 1].text)) is None:
        return
    count, noun = words[at], words[at + 1]
    if text[count.end : noun.start] != " " or not _ends(document, at + 1):
        return
    if not count.text.islower() and count.start not in document.sentence_starts:
        return  # a letter or a name: "Serie A clubs", "the Group of Seven summit"
    before = words[at - 1].text.lower() if at and text[words[at - 1].end : count.start] in (" ", "-") else ""
    span = Span(count.start, noun.end)
    if before in _BEFORE or document.in_quote(span):
        return
    fix = f"{count.text} {right}"
    yield Hit(span, f"“{span.of(text)}” should read “{fix}”", 0.75, fix=fix)


_BEFORE = frozenset(
    "one and the than twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million to or".split()
)


def _ends(document: Document, at: int) -> bool:
    """Return whether the noun phrase ends with the word numbered `at`: a mark or a word of grammar follows."""
    text, words = document.text, document.words
    end = words[at].end
    if text[end : end + 1] in ("-", "'", "’", "/"):
        return False
    if at + 1 >= len(words) or text[end : words[at + 1].start] != " ":
        return not text[end + 1 : end + 2].isdigit()  # "two category 4 storms"
    return is_grammar(words[at + 1].text) and words[at + 1].text not in (
        "and",
        "or",
        "s",
        "first",
        "last",
        "own",
        "like",
    )


@functools.cache
def _nouns() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return singulars with their plurals, and plurals with their singulars."""
    singulars = knowledge.toml("translation/nouns.toml")["regular"].split()
    plurals = {noun: _plural(noun) for noun in singulars}
    return plurals, {plural: noun for noun, plural in plurals.items()}


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
