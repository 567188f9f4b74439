"""The article does not fit the sound that follows: "a apple", "an car".

Systems that choose the article before the noun, and slips in editing, leave these behind.

Only words whose sound is beyond doubt are judged: in lower case, not short, not in quotation marks, and none of the
words in "u", "eu", "o" and "h" whose first letter misleads ("a university", "a one-off", "an hour", "an historic").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("She ate [[a apple]] on the bus.", fix="an apple"),
    Bad("He bought [[an car]] last week.", fix="a car"),
    Good("It was a university for a European one-off, a uniform and a ewe."),
    Good("In an hour an honest heir wore an heirloom at an historic site."),
    Good("Vitamin A improves sight, and an FBI agent ate an x-ray."),
)

_PAIR = re.compile(
    r"\b(?:(?P<a>[Aa]) (?P<vowel>(?:[ai]|e(?!u|w)|o(?!n|u))[a-z]{3,}|un(?!i|a\b)[a-z]{3,}|under[a-z]*)"
    r"|(?P<an>[Aa]n) (?P<consonant>[bcdfgjkpqtvwz][a-z]{2,}|[lmnrs][aeiou][a-z]{2,}))(?![\w'’.-])"
)
_EXEMPT = frozenset(["una", "unos", "ante", "ouija", "obrigado", "unanimous", "unanimously", "uno", "unanimity"])


def find(document: Document) -> Iterator[Hit]:
    """Yield article and word."""
    text = document.text
    for match in _PAIR.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()].strip()[-1:]
        word = match["vowel"] or match["consonant"]
        if (before and before in "-'’.&/*(“\"") or word in _EXEMPT:
            continue
        article = match["a"] or match["an"]
        # "Vitamin A improves", "Class A office": a capital inside a sentence is a letter, not an article.
        if article[0] == "A" and match.start() not in document.sentence_starts:
            continue
        right = article[0] + ("n" if match["a"] else "")
        span = Span(*match.span())
        yield Hit(span, f"“{match.group()}” should read “{right} {word}”", 0.9, fix=f"{right} {word}")
