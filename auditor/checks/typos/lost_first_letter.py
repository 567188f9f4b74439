"""A paragraph has lost its first letter or letters.

Scrapers lose decorated initials and whole opening words: "n line with", "rust said it was". The paragraph begins in
lower case although the one before it ended a sentence. Silent for lists, for names such as iPhone, and for paragraphs that
go on after a quotation or a colon.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.language_model import language_model
from auditor.span import Span

requires = ("english",)

_BEFORE = "The council met on Tuesday and closed the bridge.\n\n"
examples = (
    Bad(_BEFORE + "[[n]] line with the plan, the road will be closed for two years.", fix="In"),
    Bad(_BEFORE + "[[rust]] said it was pleased with the ruling of the court."),
    Good(_BEFORE + "In line with the plan, the road will be closed for two years."),
    Good("The council met on Tuesday and closed the bridge,\n\nwhich carries most of the traffic from the north."),
    Good(_BEFORE + "iPhone sales fell again in the third quarter of the year."),
)

_PREFIXES = tuple(["i", "a", "o", "t", "th", "w", "h", "s", "m", "b", "f", "wh", "n", "e", "he", "y", "d", "l", "p", "c", "r", "g"])
_UNLIKELY_OPENING = -6.0
"""Natural logarithm of the probability of a word at the beginning of a sentence."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the first word of the paragraph; the fix is given where one completion is clearly the likeliest."""
    tokens = {token.start: number for number, token in enumerate(document.tokens)}
    previous = None
    for paragraph in document.paragraphs:
        before, previous = previous, paragraph.lines[-1]
        if before is None or not before.ends_sentence or not before.words >= 5:
            continue
        line = paragraph.lines[0]
        if not line.text[0].islower() or line.words < 6 or not paragraph.lines[-1].ends_sentence:
            continue
        number = tokens.get(line.span.start)
        if number is None or document.tokens[number].kind != "word" or not document.tokens[number].text.islower():
            continue
        word = document.tokens[number].text
        following = [token.text.lower() for token in document.tokens[number + 1 : number + 3]]
        model = language_model()
        plain = model.score(["<s>", word, *following], 1)
        best, fix = plain, None
        for prefix in _PREFIXES:
            candidate = prefix + word
            if model.knows(candidate) and (value := model.score(["<s>", candidate, *following], 1)) > best:
                best, fix = value, candidate
        if fix is None and model.prob(word, "<s>", "") > _UNLIKELY_OPENING and model.knows(word):
            continue
        clear = fix is not None and best - plain > 3
        said = f'The paragraph begins with "{word}" in lower case: its beginning is lost'
        yield Hit(
            Span(line.span.start, line.span.start + len(word)),
            said,
            0.9,
            fix=fix.capitalize() if clear and fix else None,
        )
