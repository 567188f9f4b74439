"""A paragraph begins with a small letter because its first letter, or its first letters, were lost.

Drop capitals are the cause: the page draws the first letter as a picture, and the scraper takes the rest ("n line with
its mandate" for "In line with"). It fires where the paragraph before it was complete and this one is a full sentence
whose first word does not open sentences, or does so far better with one letter put back.

Silent where sentences inside paragraphs begin small too, on brand names such as "iPhone" and on lines that go on from
the line before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.edits import ALPHABET
from auditor.reading.language_model import OPEN, language_model
from auditor.reading.lexicon import common_words, lexicon
from auditor.reading.name_forms import bare
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The port reopened on Monday.\n\n[[n]] line with its orders, the crew is closely watching the sea.", fix="In"),
    Bad("Trains ran late.\n\n[[he]] minister said on Friday that the line would stay closed for a week.", fix="The"),
    Bad("Ms Loeffler won.\n\n[[oeffler]]’s plan was met with relief by most people in the city.", fix="Loeffler"),
    Bad("The vote was close.\n\n[[ov]]. Hale said on Monday that he would not ask for a recount.", fix="Gov"),
    Bad("Quake hits Lund\n\n[[utages]] were reported around the city, and some were trapped in lifts.", fix="Outages"),
    Good("What to bring\n\ncookies and cakes for the fair, which opens at noon on Monday.  "),
    Good("The port reopened on Monday.\n\nIn line with its orders, the crew is closely watching the sea."),
    Good("date 2021-03-04 The port reopened on Monday, and the crew is closely watching the sea.\n\nTrains ran late."),
    Good("The phone sold out.\n\niPhone sales were up again in the last three months, the firm said."),
    Good("He listed three reasons:\n\nthe cost of the plan, the time it would take, and the law."),
)

_FIRST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDS = (".", "!", "?", "…")
_CLOSERS = "\"'”’»)]"
_BEHIND = (" ", "\u00a0", ",", ".", "-", "'", "’")
_TITLES = {
    title[1:].lower(): title
    for title in ("Dr", "Mr", "Mrs", "Gov", "Sen", "Rep", "Prof", "Gen", "Col", "Lt", "Capt", "Rev", "Sgt", "Maj")
}
"""Titles with a full stop, by what is left of them. "Dr" and "Mr" leave the same letter; the commoner stands."""

_LABEL = 4
"""Code points between the label of a page's date stamp and its date."""
_LONGEST_HEADING = 16
"""Words of a line without a full stop that is still a heading, and no sentence which goes on below."""
_SURE = 0.9
"""How sure it has to be below a heading, where an editor may have begun a list."""
_UNLIKELY = -5.5
"""ln p of the word at the start of a sentence, below which it hardly opens one."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the first word of each beheaded paragraph."""
    openings = [sentence.text[0] for sentence in document.sentences if not sentence.first]
    if sum(letter.islower() for letter in openings) > 0.2 * len(openings):
        return  # a writer who does without capitals
    stamps = [stamp.span.start for stamp in document.date_stamps]
    previous = ""
    for paragraph in document.paragraphs:
        text, before = paragraph.text, previous
        previous = text
        if not text[0].islower():
            continue
        complete = text.rstrip(_CLOSERS).endswith(_ENDS) and sum(line.words for line in paragraph.lines) >= 6
        headed = bool(before) and not before.rstrip(_CLOSERS).endswith(_ENDS)
        if not complete or (headed and before.count(" ") >= _LONGEST_HEADING):
            continue
        match = _FIRST.match(text)
        assert match is not None
        word = match.group()
        behind = text[match.end() : match.end() + 1]
        if not word.islower() or behind not in _BEHIND or word in document.context.allowed:
            continue
        if any(0 <= stamp - paragraph.span.start - match.end() <= _LABEL for stamp in stamps):
            continue  # "date 2023-06-15 The mayor said"
        if behind == ".":
            if not headed and (title := _TITLES.get(word)):
                yield _hit(paragraph.span.start, word, title, 0.9)
            continue
        base = bare(word)
        if behind == "-" and base in lexicon():
            continue  # "e-mail", "iron-ore", "wo-week" aside
        for hit in _judge(base, text[match.end() :], paragraph.span.start, document):
            if not headed or hit.confidence >= _SURE:
                yield hit


def _judge(word: str, rest: str, start: int, document: Document) -> Iterator[Hit]:
    model, known = language_model(), lexicon()
    following = _FIRST.search(rest)
    after = following.group().lower() if following else "</s>"
    plain = word.replace("’", "'")
    is_word = plain in known and (len(plain) > 1 or plain in "ai")

    def fit(first: str) -> float:
        return model.after(first, OPEN, OPEN) + model.after(after, first, OPEN)

    whole = [letter + plain for letter in ALPHABET if letter + plain in common_words()]
    fits = sorted(((fit(word), word) for word in whole), reverse=True)
    better = bool(fits) and fits[0][0] > fit(plain) + 1.0
    if is_word and not better and model.after(plain, OPEN, OPEN) > _UNLIKELY:
        return
    meant = fits[0][1].capitalize() if fits and (better or not is_word) else None
    # A name that stands elsewhere in the article is likelier than any word.
    names = [name.form for name in document.name_forms if name.form[1:] == plain]
    if not is_word and names:
        meant = names[0]
    yield _hit(start, word, meant, 0.9 if meant and not is_word else 0.8 if meant else 0.6)


def _hit(start: int, word: str, meant: str | None, confidence: float) -> Hit:
    guess = f"; “{meant}” fits" if meant else ""
    return Hit(
        Span(start, start + len(word)),
        f"The paragraph begins with “{word}”, without a capital: its first letters are missing{guess}",
        confidence=confidence,
        fix=meant,
    )
